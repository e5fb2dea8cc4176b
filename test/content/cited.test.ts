/** What citations mean: which document, whether it has a page, and which bulletins stand on that. */
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, page, plainSettings, portal, tree } from '../support/portal.ts'

const settings = `${plainSettings}agency: {name: UBND huyện Yên Châu, parent: UBND tỉnh Sơn La}
issuers:
  - {name: UBND tỉnh Sơn La, alias: Tỉnh Sơn La}
  - {name: Sở Nội vụ tỉnh Sơn La}
`
const declared = { decision: '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La}' }
const url = '/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/'
const cites = 'Theo Quyết định số 94/QĐ-UBND ngày 12/01/2023 của UBND tỉnh Sơn La.\n'
const inProse = 'Theo Quyết định số 94 ngày 12/1/2023 của UBNd tỉnh Sơn La.\n'

/** The marks of each bulletin as `address text` (no address where there is none), and the register's pages with who stands on them. */
async function built(texts: Record<string, string>) {
  const files = Object.entries(texts).map(([name, text]) => [`content/${name}.md`, text])
  const root = portal({ 'portal.yaml': settings, ...Object.fromEntries(files) })
  const { site, diagnostics, exit } = await buildPortal(root)
  expect(exit).toBe(0)
  const marks = (name: string) => {
    const html = page(root, `2024/05/${name}/index.html`)
    const body = html.slice(html.indexOf('data-body'), html.indexOf('class="rail"'))
    return [...body.matchAll(/<(?:a href="([^"]+)"|span) data-decision>(.*?)<\/(?:a|span)>/gs)].map(
      ([, href = '', text = '']) => `${href} ${text}`,
    )
  }
  const entries = site?.register.map((entry) => ({
    url: entry.url,
    hasPage: entry.hasPage,
    citedIn: entry.citedIn.map(({ bulletin: { name } }) => name),
  }))
  const told = diagnostics.map(({ code, place }) => `${code} ${place?.file}:${place?.line}:${place?.column}`)
  return { root, marks, entries, told }
}

describe('a document that front matter declares', () => {
  test('is linked from prose where number, day, office and type agree', async () => {
    const { marks, entries, told } = await built({ a: bulletin(declared, `${inProse}\nLại ${inProse}`) })
    expect(told).toEqual([])
    expect(marks('a')).toEqual([`${url} Quyết định số 94`, `${url} Quyết định số 94`])
    expect(entries).toEqual([{ url, hasPage: true, citedIn: ['a'] }])
  })

  test.each([
    ['another number', 'Quyết định số 95 ngày 12/1/2023 của UBND tỉnh Sơn La'],
    ['another day', 'Quyết định số 94 ngày 13/1/2023 của UBND tỉnh Sơn La'],
    ['another office', 'Quyết định số 94 ngày 12/1/2023 của UBND huyện Yên Châu'],
    ['another type', 'Thông báo số 94 ngày 12/1/2023 của UBND tỉnh Sơn La'],
    ['an office that nobody knows', 'Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Lai Châu'],
  ])('is not meant by prose with %s', async (_, text) => {
    const { marks, told } = await built({ a: bulletin(declared), b: bulletin({}, `Theo ${text}.\n`) })
    expect(told).toEqual([])
    expect(marks('b')).toEqual([` ${text.slice(0, text.indexOf(' ngày'))}`])
  })

  test('gathers the bulletins of the same office and year, and none of another', async () => {
    const { marks, entries } = await built({
      a: bulletin(declared, inProse),
      b: bulletin({ date: '2024-05-07' }, cites),
      c: bulletin({ date: '2024-05-08' }, 'Quyết định số 94/QĐ-UBND ngày 12/01/2023 của UBND huyện Yên Châu.\n'),
      d: bulletin({ date: '2024-05-09' }, 'Quyết định số 94/QĐ-UBND ngày 12/01/2024 của UBND tỉnh Sơn La.\n'),
    })
    expect(marks('b')).toEqual([`${url} 94/QĐ-UBND`])
    expect(marks('c')).toEqual([' 94/QĐ-UBND'])
    expect(marks('d')).toEqual([' 94/QĐ-UBND'])
    expect(entries).toEqual([
      { url: '/van-ban/ubnd-tinh-son-la/2024/94-qd-ubnd/', hasPage: false, citedIn: ['d'] },
      { url: '/van-ban/ubnd-huyen-yen-chau/2023/94-qd-ubnd/', hasPage: false, citedIn: ['c'] },
      { url, hasPage: true, citedIn: ['b', 'a'] },
    ])
  })
})

describe('a document that texts alone cite', () => {
  test('is a line of its year, with the way to the bulletin, where one cites it', async () => {
    const { root, marks } = await built({ a: bulletin({}, cites) })
    expect(marks('a')).toEqual([' 94/QĐ-UBND'])
    const year = page(root, 'van-ban/ubnd-tinh-son-la/2023/index.html')
    expect(year).toMatch(/<span data-decision>94\/<wbr>QĐ-<wbr>UBND<\/span>/)
    expect(year).toContain('<a href="/2024/05/a/">Tin thử</a>')
    expect(() => page(root, `${url.slice(1)}index.html`)).toThrow('ENOENT')
  })

  test('has a page where two do, whatever the spelling', async () => {
    const { root, marks } = await built({
      a: bulletin({}, cites),
      b: bulletin({ date: '2024-05-07' }, 'Theo quyết định 094/QĐ–UBND ngày 12 tháng 1 năm 2023 của Tỉnh Sơn La.\n'),
      c: bulletin({ date: '2024-05-08' }, inProse),
    })
    expect(marks('a')).toEqual([`${url} 94/QĐ-UBND`])
    expect(marks('b')).toEqual([`${url} 094/QĐ–UBND`])
    expect(marks('c')).toEqual([`${url} Quyết định số 94`])
    const decision = page(root, `${url.slice(1)}index.html`)
    for (const name of ['a', 'b', 'c']) expect(decision).toContain(`href="/2024/05/${name}/"`)
  })

  test('twice in one bulletin is once', async () => {
    const { entries } = await built({ a: bulletin({}, `${cites}\n${cites}`) })
    expect(entries).toEqual([{ url, hasPage: false, citedIn: ['a'] }])
  })

  test('of the state needs no office: the number names it', async () => {
    const text = 'Nghị định số 42/2022/NĐ-CP của Chính phủ và Luật số 31/2024/QH15; 42/2023/NĐ-CP của UBND xã.\n'
    const { marks } = await built({ a: bulletin({}, text), b: bulletin({}, text) })
    expect(marks('a')).toEqual([
      '/van-ban/chinh-phu/2022/42-nd-cp/ 42/2022/NĐ-CP',
      '/van-ban/quoc-hoi/2024/31-qh15/ 31/2024/QH15',
      ' 42/2023/NĐ-CP',
    ])
  })

  test('is not linked where nothing tells its office or its year', async () => {
    const { marks, entries } = await built({
      a: bulletin(declared),
      b: bulletin({}, 'Theo Quyết định số 94/QĐ-UBND.\n'),
    })
    expect(marks('b')).toEqual([' 94/QĐ-UBND'])
    expect(entries).toHaveLength(1)
  })

  test('is linked where it was named in full before, or after, in the same text', async () => {
    const { marks } = await built({
      a: bulletin(declared, 'Theo 94/QĐ-UBND, Quyết định 94/QĐ-UBND. Trái với 95/QĐ-UBND.\n'),
    })
    expect(marks('a')).toEqual([`${url} 94/QĐ-UBND`, `${url} 94/QĐ-UBND`, ' 95/QĐ-UBND'])
  })
})

test('prose that may mean two documents of one day is not linked, and told', async () => {
  const { marks, told } = await built({
    a: bulletin({
      decision:
        '[{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La}, {number: 94/QĐ-VP, date: 2023-01-12, issuer: UBND tỉnh Sơn La}]',
    }),
    b: bulletin({}, inProse),
  })
  expect(marks('b')).toEqual([' Quyết định số 94'])
  expect(told).toEqual(['citation-ambiguous content/b.md:7:6'])
})

test('a held bulletin gives neither a page nor a link, and leaves no trace of its document', async () => {
  const { root, marks, entries } = await built({
    a: bulletin({ ...declared, draft: 'true' }),
    b: bulletin({ ...declared, publishAt: '2030-01-01' }),
    c: bulletin({}, inProse),
    d: bulletin({}, 'Theo 94/QĐ-UBND.\n'),
  })
  expect(marks('c')).toEqual([' Quyết định số 94'])
  expect(marks('d')).toEqual([' 94/QĐ-UBND'])
  expect(entries).toEqual([])
  expect([...tree(`${root}/_site`).keys()].filter((path) => /94-qd|index\.csv/.test(path))).toEqual([])
})

test('a standing page is linked, and counts for nothing', async () => {
  const { root, entries } = await built({
    a: bulletin(declared),
    'pages/gioi-thieu': `---\ntitle: Giới thiệu\n---\n\n${cites}\nTheo 42/2022/NĐ-CP.\n`,
  })
  const html = page(root, 'gioi-thieu/index.html')
  expect(html).toContain(`<a href="${url}" data-decision>94/QĐ-UBND</a>`)
  expect(html).toContain('<span data-decision>42/2022/NĐ-CP</span>')
  expect(entries).toEqual([{ url, hasPage: true, citedIn: ['a'] }])
})

test('in feeds the address is whole', async () => {
  const { root } = await built({ a: bulletin(declared, cites) })
  expect(page(root, 'atom.xml')).toContain(`<a href="https://thu.example.gov.vn${url}" data-decision>94/QĐ-UBND</a>`)
})

test('what two tell apart is told of the second, with the first beside it', async () => {
  const { told } = await built({
    a: bulletin({
      date: '2024-05-01',
      decision: '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, title: Về việc A}',
    }),
    b: bulletin({
      date: '2024-05-02',
      decision: '{number: 94/QĐ-UBND, date: 2023-01-13, issuer: UBND tỉnh Sơn La, title: Về việc B}',
    }),
    c: bulletin({
      date: '2024-05-03',
      decision: '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, title: "v/v a."}',
    }),
    d: bulletin({ date: '2024-05-04' }, 'Theo Quyết định số 94/QĐ-UBND ngày 14/01/2023 của UBND tỉnh Sơn La.\n'),
  })
  expect(told).toEqual([
    'decision-day-differs content/b.md:5:38',
    'decision-title-differs content/b.md:5:83',
    'decision-day-differs content/d.md:null:null',
  ])
})
