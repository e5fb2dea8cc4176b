/** Numbers written down and read again, and another counter's lists. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CountRecord } from '../../src/counter/store.ts'
import { exported, imported } from '../../src/counter/transfer.ts'

async function* each(records: readonly CountRecord[]) {
  yield* records
}

async function written(records: readonly CountRecord[], format: 'csv' | 'json'): Promise<string> {
  let text = ''
  for await (const piece of exported(each(records), format)) text += piece
  return text
}

const records: CountRecord[] = [
  { site: 'yenchau', path: null, day: null, views: 3, legacy: 1_069_733 },
  { site: 'yenchau', path: null, day: '2026-11-25', views: 3, legacy: null },
  { site: 'yenchau', path: '/2023/01/nhom-a/', day: null, views: 3, legacy: 68 },
  { site: 'yenchau', path: '/"a, b; c"/', day: null, views: 0, legacy: null },
]

test('CSV', async () => {
  expect(await written(records, 'csv')).toBe(
    [
      'site,path,day,views,legacy',
      'yenchau,,,3,1069733',
      'yenchau,,2026-11-25,3,',
      'yenchau,/2023/01/nhom-a/,,3,68',
      'yenchau,"/""a, b; c""/",,0,',
      '',
    ].join('\n'),
  )
})

test.each(['csv', 'json'] as const)('what is written as %s is read as it was', async (format) => {
  expect(imported(await written(records, format), null)).toEqual({ records, faults: [] })
  const number = fc.option(fc.nat())
  const record = fc.record({
    site: fc.stringMatching(/^[\w.-]{1,20}$/),
    path: fc.stringMatching(/^\/[\w",; 'ăê-]{1,20}\/$/).map((path) => path.normalize('NFC')),
    day: fc.constant(null),
    views: fc.nat(),
    legacy: number,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1 }), async (made) => {
      expect(imported(await written(made, format), null)).toEqual({ records: made, faults: [] })
    }),
    { numRuns: 50 },
  )
})

describe('an old portal’s list', () => {
  const legacy = (path: string | null, count: number) => ({
    site: 'yenchau',
    path,
    day: null,
    views: null,
    legacy: count,
  })

  test('as Excel saves it', () => {
    const text = '\uFEFFPath;Views\r\n/a/;68\r\nhttps://cu.example.gov.vn/b/?x=1;1.204\r\n;1.069.733\r\n'
    expect(imported(text, 'yenchau')).toEqual({
      records: [legacy('/a/', 68), legacy('/b/', 1204), legacy(null, 1_069_733)],
      faults: [],
    })
  })

  test('with commas and quotation marks', () => {
    expect(imported('url,views\n"/a, b/","1,204"\n', 'yenchau').records).toEqual([legacy('/a, b/', 1204)])
  })
})

test.each([
  ['', 1],
  ['{"format": "other"}', 1],
  [
    '{"format": "build-portal-counts-1", "records": [{"site": "a", "path": "/a/", "day": null, "views": -1, "legacy": null}]}',
    1,
  ],
  ['site,path,day,views,legacy\na,/a/,,1,\na,/../,,1,\n', 3],
  ['site,path,day,views,legacy\na,/a/,2026-11-25,1,\n', 2],
  ['site,path,day,views,legacy\na,,2026-02-30,1,\n', 2],
  ['site,path,day,views,legacy\na,/a/,,1e3,\n', 2],
  ['site,path,day,views,legacy\na,/a/,,99999999999999999999,\n', 2],
  ['site,path,day,views,legacy\na,/a/,,,\n', 2],
  ['site,path,day,views,legacy\n"a,/a/,,1,\n', 1],
])('%j is not taken, and its line named', (text, line) => {
  const { faults } = imported(text, null)
  expect(faults.map((fault) => fault.line)).toEqual([line])
})
