/** Issuers and the register: which office and year a number belongs to, and what is never guessed. */
import { describe, expect, test } from 'vitest'
import { issuerAtStart, issuerOf, knownIssuers } from '../../src/content/issuer.ts'
import { language } from '../../src/diagnostics/catalogue/language.ts'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'

const known = knownIssuers({
  issuers: [
    { name: 'UBND tỉnh Sơn La', alias: ['Tỉnh Sơn La', 'UB tỉnh'] },
    { name: 'Sở Nội vụ tỉnh Sơn La', alias: ['Sở Nội vụ'] },
    { name: 'Chính phủ', alias: [] },
  ],
  agency: {
    name: 'UBND huyện Yên Châu',
    parent: 'HĐND tỉnh Sơn La',
    address: undefined,
    phone: undefined,
    email: undefined,
    responsible: undefined,
  },
})

describe('an issuer', () => {
  test.each([
    ['UBND tỉnh Sơn La', 'ubnd-tinh-son-la'],
    ['Ủy ban nhân dân tỉnh Sơn La', 'ubnd-tinh-son-la'],
    ['Uỷ ban nhân dân tỉnh Sơn La', 'ubnd-tinh-son-la'],
    ['UBNd tỉnh Sơn La', 'ubnd-tinh-son-la'],
    ['ủy ban  NHÂN DÂN tỉnh sơn la', 'ubnd-tinh-son-la'],
    ['Ủy ban nhân dân tỉnh Sơn La'.normalize('NFD'), 'ubnd-tinh-son-la'],
    ['Tỉnh Sơn La', 'ubnd-tinh-son-la'],
    ['UB tỉnh', 'ubnd-tinh-son-la'],
    ['Hội đồng nhân dân tỉnh Sơn La', 'hdnd-tinh-son-la'],
    ['HĐND tỉnh Sơn La', 'hdnd-tinh-son-la'],
    ['Ủy ban nhân dân huyện Yên Châu', 'ubnd-huyen-yen-chau'],
    ['Sở Nội vụ', 'so-noi-vu-tinh-son-la'],
    ['Chính phủ', 'chinh-phu'],
    ['UBND tỉnh Điện Biên', 'ubnd-tinh-dien-bien'],
    ['Ủy ban nhân dân tỉnh Điện Biên', 'ubnd-tinh-dien-bien'],
    ['Tỉnh', 'tinh'],
    ['中国', ''],
  ])('%s is %s', (name, slug) => {
    expect(issuerOf(name, known).slug).toBe(slug)
  })

  test('has the name of the settings', () => {
    expect(issuerOf('ủy ban nhân dân tỉnh sơn la', known).name).toBe('UBND tỉnh Sơn La')
    expect(issuerOf('Sở Y tế', known).name).toBe('Sở Y tế')
  })

  test.each([
    ['UBND tỉnh Sơn La về việc phê duyệt', 'ubnd-tinh-son-la'],
    ['Ủy ban nhân dân tỉnh Sơn La, theo đó', 'ubnd-tinh-son-la'],
    ['Sở Nội vụ tỉnh Sơn La ban hành', 'so-noi-vu-tinh-son-la'],
    ['Sở Nội vụ.', 'so-noi-vu-tinh-son-la'],
    ['Chính phủ', 'chinh-phu'],
    ['Chính phủơng', null],
    ['Sở Y tế tỉnh Sơn La', null],
    ['tỉnh', null],
    ['một cơ quan của UBND tỉnh Sơn La', null],
    ['', null],
  ])('at the beginning of %j is %j', (text, slug) => {
    expect(issuerAtStart(text, known)?.slug ?? null).toBe(slug)
  })
})

const settings = `${plainSettings}agency: {name: UBND huyện Yên Châu, parent: UBND tỉnh Sơn La}
issuers:
  - {name: UBND tỉnh Sơn La, alias: Tỉnh Sơn La}
  - {name: Sở Nội vụ tỉnh Sơn La}
`
const withDefault = `${settings}defaults: {issuer: UBND huyện Yên Châu}\n`

async function registerOf(files: Record<string, string>, portalSettings = settings) {
  const root = portal({ 'portal.yaml': portalSettings, ...files })
  const { site, diagnostics, exit } = await buildPortal(root, { only: 'check' })
  return {
    urls: site?.register.map(({ url }) => url) ?? [],
    entries: site?.register ?? [],
    decisions: site?.bulletins.flatMap(({ decisions }) => decisions) ?? [],
    told: diagnostics
      .filter(({ code }) => !(code in language))
      .map(({ code, place }) => `${code} ${place?.file}:${place?.line}:${place?.column}`),
    exit,
  }
}

describe('a bare number takes its office and date', () => {
  const number = { decision: '94/QĐ-UBND' }

  test('from the citation of the same number in the text', async () => {
    const { urls, entries, told } = await registerOf(
      {
        'content/a.md': bulletin(number, 'Theo Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La về danh sách.\n'),
      },
      withDefault,
    )
    expect(told).toEqual([])
    expect(urls).toEqual(['/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/'])
    expect(entries[0]).toMatchObject({ date: '2023-01-12', identity: { year: 2023, type: 'Quyết định' } })
  })

  test('whatever the spelling of the office and the number', async () => {
    for (const cited of [
      'Quyết định số 094/QĐ-UBND ngày 12 tháng 01 năm 2023 của Ủy ban nhân dân tỉnh Sơn La.',
      'Quyết định số 94/QĐ-UBND, ngày 12/01/2023 của **UBNd tỉnh Sơn La**.',
      'Quyết định số [94/QĐ-UBND](https://x.example/) ngày 12/01/2023 của Tỉnh Sơn La.',
      'Quyết định số 94/QĐ-UBND ngày 12/01/2023\ncủa UBND tỉnh Sơn La.',
    ]) {
      const { urls } = await registerOf({ 'content/a.md': bulletin(number, `Theo ${cited}\n`) })
      expect(urls).toEqual(['/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/'])
    }
  })

  test('else from the settings, with the bulletin’s year', async () => {
    const { urls, entries, told } = await registerOf({ 'content/a.md': bulletin(number) }, withDefault)
    expect(told).toEqual([])
    expect(urls).toEqual(['/van-ban/ubnd-huyen-yen-chau/2024/94-qd-ubnd/'])
    expect(entries[0]?.date).toBeNull()
  })

  test('and with neither, is shown without a link and told', async () => {
    const root = portal({ 'portal.yaml': settings, 'content/a.md': bulletin(number) })
    const { site, diagnostics, exit } = await buildPortal(root)
    expect(exit).toBe(0)
    expect(site?.register).toEqual([])
    expect(diagnostics).toMatchObject([
      {
        code: 'decision-incomplete',
        severity: 'warning',
        args: { number: '94/QĐ-UBND', missing: 'issuer' },
        place: { file: 'content/a.md', line: 5, column: 11 },
      },
    ])
    const html = page(root, '2024/05/a/index.html').replace(/<wbr>/g, '')
    expect(html).toMatch(/<span[^>]*data-decision[^>]*>\s*94\/QĐ-UBND/)
    expect(html).not.toMatch(/<a[^>]*data-decision/)
  })

  test.each([
    ['another number', 'Theo Quyết định số 95 ngày 12/1/2023 của UBND tỉnh Sơn La.'],
    ['another symbol', 'Theo Thông báo số 94/TB-UBND ngày 12/1/2023 của UBND tỉnh Sơn La.'],
    ['an office that is not known', 'Theo Quyết định số 94 ngày 12/1/2023 của Sở Y tế tỉnh Sơn La.'],
    ['a day that does not exist', 'Theo Quyết định số 94 ngày 30/2/2023 của UBND tỉnh Sơn La.'],
    [
      'two offices',
      'Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La. Quyết định số 94 ngày 12/1/2023 của Sở Nội vụ tỉnh Sơn La.',
    ],
    [
      'two days',
      'Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La. Quyết định số 94 ngày 13/1/2023 của UBND tỉnh Sơn La.',
    ],
    ['code', '`Quyết định số 94 ngày 12/1/2023` của UBND tỉnh.'],
  ])('never from a citation of %s', async (_, text) => {
    const { urls, told } = await registerOf({ 'content/a.md': bulletin(number, `${text}\n`) })
    expect(urls.filter((url) => url.includes('-qd-'))).toEqual([])
    expect(told.filter((one) => !one.startsWith('citation-'))).toEqual(['decision-incomplete content/a.md:5:11'])
  })

  test('that names its own year is of that year', async () => {
    const { urls } = await registerOf({ 'content/a.md': bulletin({ decision: '30/2020/QĐ-UBND' }) }, withDefault)
    expect(urls).toEqual(['/van-ban/ubnd-huyen-yen-chau/2020/30-qd-ubnd/'])
  })

  test('without a symbol has no page', async () => {
    const { urls, told } = await registerOf({ 'content/a.md': bulletin({ decision: '94' }) }, withDefault)
    expect(urls).toEqual([])
    expect(told).toEqual(['decision-incomplete content/a.md:5:11'])
  })

  test('what the bulletin ignores with a reason is not told', async () => {
    const { told } = await registerOf({
      'content/a.md': bulletin({ ...number, lint: '{ignore: decision-incomplete, reason: nguyên văn}' }),
    })
    expect(told).toEqual([])
  })
})

describe('a whole declaration', () => {
  test('is taken as it is, over any citation', async () => {
    const { urls, entries } = await registerOf({
      'content/a.md': bulletin(
        { decision: '{number: 94/QĐ-UBND, issuer: Sở Y tế, date: 2022-05-01, title: Về việc}' },
        'Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La.\n',
      ),
    })
    expect(urls).toEqual(['/van-ban/so-y-te/2022/94-qd-ubnd/'])
    expect(entries[0]).toMatchObject({ date: '2022-05-01', title: 'Về việc' })
  })

  test('takes the cited date only from the office that it names', async () => {
    const text = 'Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La.\n'
    const own = await registerOf({
      'content/a.md': bulletin({ decision: '{number: 94/QĐ-UBND, issuer: Ủy ban nhân dân tỉnh Sơn La}' }, text),
    })
    expect(own.urls).toEqual(['/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/'])
    const other = await registerOf({
      'content/a.md': bulletin({ decision: '{number: 94/QĐ-UBND, issuer: Sở Y tế}' }, text),
    })
    expect(other.urls).toEqual(['/van-ban/so-y-te/2024/94-qd-ubnd/'])
  })

  test('of two bulletins is one entry; the later one completes it', async () => {
    const { entries, told } = await registerOf({
      'content/a.md': bulletin({
        date: '2023-02-01',
        decision: '{number: 94/QĐ-UBND, issuer: UBND tỉnh Sơn La, date: 2023-01-12}',
      }),
      'content/b.md': bulletin({
        date: '2023-03-01',
        decision:
          '{number: 094/QĐ-UBND, issuer: Ủy ban nhân dân tỉnh Sơn La, date: 2023-01-12, title: Về việc, url: "https://x.example/"}',
      }),
    })
    expect(told).toEqual([])
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ title: 'Về việc', source: 'https://x.example/' })
    expect(entries[0]?.citedIn.map(({ bulletin: { path } }) => path)).toEqual(['b.md', 'a.md'])
  })

  test('of two offices with one number is two entries', async () => {
    const { urls } = await registerOf({
      'content/a.md': bulletin({ decision: '{number: 94/QĐ-UBND, issuer: UBND tỉnh Sơn La, date: 2023-01-12}' }),
      'content/b.md': bulletin({ decision: '{number: 94/QĐ-UBND, issuer: UBND huyện Yên Châu, date: 2023-01-12}' }),
    })
    expect(urls.sort()).toEqual([
      '/van-ban/ubnd-huyen-yen-chau/2023/94-qd-ubnd/',
      '/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/',
    ])
  })

  test('of two years with one number is two entries', async () => {
    const { urls } = await registerOf({
      'content/a.md': bulletin({ decision: '{number: 94/QĐ-UBND, issuer: UBND tỉnh Sơn La, date: 2023-01-12}' }),
      'content/b.md': bulletin({ decision: '{number: 94/QĐ-UBND, issuer: UBND tỉnh Sơn La, date: 2024-01-12}' }),
    })
    expect(urls).toHaveLength(2)
  })

  test('of a contract and a guideline with one number is two entries', async () => {
    const { urls } = await registerOf(
      {
        'content/a.md': bulletin({ decision: '[12/HĐ-UBND, 12/HD-UBND, 12/ĐA-UBND, 12/DA-UBND]' }),
      },
      withDefault,
    )
    expect(urls.map((url) => url.split('/').at(-2)).sort()).toEqual([
      '12-da-ubnd',
      '12-dda-ubnd',
      '12-hd-ubnd',
      '12-hdd-ubnd',
    ])
  })

  test('with a file brings that file', async () => {
    const { entries, told } = await registerOf({
      'content/a/index.md': bulletin({ decision: '{number: 94/QĐ-UBND, issuer: UBND tỉnh Sơn La, file: qd.pdf}' }),
      'content/a/qd.pdf': '%PDF-1.4',
    })
    expect(told).toEqual([])
    expect(entries[0]?.file?.url).toBe('/2024/05/a/qd.pdf')
  })

  test('of a bulletin that is held or removed is in no register', async () => {
    const decision = '{number: 94/QĐ-UBND, issuer: UBND tỉnh Sơn La, date: 2023-01-12}'
    const { urls } = await registerOf({
      'content/a.md': bulletin({ decision, draft: 'true' }),
      'content/b.md': bulletin({ decision, removed: '{at: 2024-06-01, reason: x}' }),
      'content/c.md': bulletin({ decision, publishAt: '2030-01-01' }),
      'content/d.md': bulletin(),
    })
    expect(urls).toEqual([])
  })
})
