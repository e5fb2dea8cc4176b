/** `import --date TABLE`: spreadsheets' tables settle the dates of a folder, and what is wrong in one is told before anything is written. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk } from '../support/desk.ts'
import { legacyBytes } from '../support/legacy.ts'
import { portal, tree, write } from '../support/portal.ts'

const prose = 'Sáng nay, UBND huyện tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ năm sau.'

/** Imports texts with a table beside their folder; gives the dates by the titles. */
async function dated(table: string | Uint8Array, names: readonly string[], at = 'ngày.csv') {
  const root = portal({ [at]: table })
  write(root, Object.fromEntries(names.map((name, index) => [`old/${name}`, `Hội nghị ${index}\n${prose}\n`])))
  const told = await desk(['import', join(root, 'old'), '--root', root, '--author', 'An', '--date', join(root, at)])
  const content = existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()
  const heads = [...content.values()].map((text) => splitFrontMatter(text, '').frontMatter?.values ?? {})
  const dates = Object.fromEntries(heads.map(({ title, date }) => [String(title), date]))
  return { ...told, dates, error: told.error.replaceAll(root, '') }
}

const both = { 'Hội nghị 0': '2023-01-17', 'Hội nghị 1': '2024-02-05T08:00:00+07:00' }
const names = ['bài một.txt', 'b/hai, ba.txt']
const rows = ['bài một.txt;17/01/2023', 'b/hai, ba.txt;2024-02-05T08:00:00+07:00']

describe('a table', () => {
  test.each<[string, string | Uint8Array]>([
    ['with commas and quotes', '"bài một.txt",2023-01-17\r\n"b/hai, ba.txt",2024-02-05T08:00:00+07:00\r\n'],
    ['with semicolons and a mark', `\ufeff${rows.join('\r\n')}\r\n`],
    ['with a head and a third column', ['Tệp;Ngày;Ghi chú', ...rows.map((row) => `${row};x`)].join('\n')],
    ['as Excel’s Unicode text', legacyBytes(rows.join('\r\n').replaceAll(';', '\t'), 'UTF-16LE')],
    ['in decomposed letters', rows.join('\n').normalize('NFD')],
    ['with paths from its own folder', rows.map((row) => `old/${row}`).join('\n')],
    ['with paths of Windows and a time', 'bài một.txt;17-1-2023 08:30\nb\\hai, ba.txt;2024-02-05T08:00:00+07:00'],
  ])('%s settles each file', async (_, table) => {
    const { exit, error, dates, out } = await dated(table, names)
    expect([exit, error, dates]).toEqual([0, '', both])
    expect(out).toContain('Đổi:\n    ngày: 2023-01-17\n')
  })

  test('means files whose names are decomposed', async () => {
    expect(
      (
        await dated(
          rows.join('\n'),
          names.map((name) => name.normalize('NFD')),
        )
      ).dates,
    ).toEqual(both)
  })

  test('says nothing of files that it does not name, or names without a date', async () => {
    const { exit, error, dates } = await dated('bài một.txt;17/01/2023\nb/hai, ba.txt;\n', names)
    expect([exit, dates]).toEqual([0, { 'Hội nghị 0': '2023-01-17', 'Hội nghị 1': '1970-01-01' }])
    expect(error).toContain('[import-date-missing]')
  })

  test('counts for more than what the source says, and that is told', async () => {
    const root = portal({ 'ngay.csv': 'a.txt,2023-01-18\n' })
    write(root, { 'old/a.txt': `Hội nghị\nNgày đăng: 17/01/2023\n${prose}\n` })
    const { out } = await desk([
      'import',
      join(root, 'old'),
      '--root',
      root,
      '--author',
      'An',
      '--date',
      join(root, 'ngay.csv'),
    ])
    expect(out).toContain('ngày: 2023-01-17 → 2023-01-18')
    expect([...tree(join(root, 'content')).keys()]).toEqual(['2023/01/hoi-nghi.md'])
  })

  test('with a file that is not there is told, and the rest is imported', async () => {
    const { exit, error, dates } = await dated([...rows, 'bài mốt.txt;01/02/2023'].join('\n'), names)
    expect([exit, dates]).toEqual([0, both])
    expect(error).toContain('/ngày.csv:3:1 ')
    expect(error).toContain('Có phải "bài một.txt"?')
  })

  test.each([
    ['bài một.txt;31/02/2023', '/ngày.csv:1:13 ', 'import-table-date'],
    ['"bài một.txt";hôm qua 1', '/ngày.csv:1:15 ', 'import-table-date'],
    ['tệp;ngày\n\nbài một.txt;1/17/2023', '/ngày.csv:3:13 ', 'import-table-date'],
    [`${rows.join('\n')}\nbài một.txt;17/01/2023`, '/ngày.csv:3:1 ', 'import-table-twice'],
    ['tệp;ngày\n"bài một.txt;17/01/2023', '/ngày.csv:2:1 ', 'import-table-form'],
  ])('%j is told at its place before anything is written', async (table, place, code) => {
    const { exit, error, dates } = await dated(table, names)
    expect([exit, dates]).toEqual([1, {}])
    expect(error).toContain(place)
    expect(error).toContain(`[${code}]`)
  })

  test('of a whole archive is told of shortly', async () => {
    const table = Array.from({ length: 5000 }, (_, index) => `${index}.txt;17/01/2023`).join('\n')
    const { exit, error } = await dated(table, names)
    expect(exit).toBe(0)
    expect(error.match(/\[import-table-file\]/g)).toHaveLength(20)
    expect(error).toContain('"19.txt", nhưng lần nhập này không có tệp ấy; 4980 dòng sau nữa cũng vậy.')
  })
})

test('a table that is not there is refused as a day', async () => {
  const root = portal({ 'old/a.txt': prose })
  const { exit, error } = await desk(['import', join(root, 'old'), '--root', root, '--date', 'khong-co.csv'])
  expect(exit).toBe(2)
  expect(error).toContain('một bảng có sẵn')
})
