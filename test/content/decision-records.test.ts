/** The register's own files: what they add to a document, what they are refused for, and the register as data. */
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'

const settings = `${plainSettings}issuers: [{name: UBND tỉnh Sơn La}]\n`
const url = 'van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd'
const cites = bulletin({}, 'Theo Quyết định số 94/QĐ-UBND ngày 12/01/2023 của UBND tỉnh Sơn La.\n')
const record = `number: 94/QĐ-UBND
date: 2023-01-12
issuer: Ủy ban nhân dân tỉnh Sơn La
title: Về việc công bố chỉ số
signer: Hoàng Quốc Khánh
effective: 2023-01-15
expires: 2024-12-31
effect: {state: in-force, recordedAt: 2023-02-01}
replaces: [11/QĐ-UBND, {number: 7/QĐ-UBND, date: 2020-03-04}]
url: https://congbao.example.vn/94
file: qd-94.pdf
`
const older = '---\nnumber: 11/QĐ-UBND\ndate: 2022-01-05\nissuer: UBND tỉnh Sơn La\ntitle: Về việc cũ\n---\n'

async function built(files: Record<string, string>) {
  const root = portal({ 'portal.yaml': settings, 'content/a.md': cites, ...files })
  const { site, diagnostics, exit } = await buildPortal(root)
  const told = diagnostics.map(({ code, place }) => `${code} ${place?.file}:${place?.line}:${place?.column}`)
  return { root, site, told, exit }
}

describe('a document that the register’s own files tell of', () => {
  const files = {
    'content/decisions/94.md': `---\n${record}---\n`,
    'content/decisions/2022/11.md': older,
    'content/decisions/qd-94.pdf': '%PDF-1.4',
  }

  test('has a page with all of it, though one bulletin alone cites it', async () => {
    const { root, told, exit } = await built(files)
    expect([told, exit]).toEqual([[], 0])
    const html = page(root, `${url}/index.html`).replaceAll('<wbr>', '')
    for (const words of [
      'Về việc công bố chỉ số',
      'Hoàng Quốc Khánh',
      'ngày 15 tháng 01 năm 2023',
      'ngày 31 tháng 12 năm 2024',
    ])
      expect(html).toContain(words)
    const effect = '<span aria-hidden="true">●</span> Còn hiệu lực (ghi nhận ngày 01/02/2023)'
    expect(html).toContain(effect)
    expect(page(root, 'van-ban/index.html').split(effect).length).toBe(2)
    expect(html).toContain(
      '<a href="/van-ban/ubnd-tinh-son-la/2022/11-qd-ubnd/" data-decision>11/QĐ-UBND</a>: Về việc cũ',
    )
    expect(html).toContain('<span data-decision>7/QĐ-UBND</span>')
    expect(html).toContain(`href="/${url}/qd-94.pdf"`)
    expect(html).toContain('"legislationLegalForce":"https://schema.org/InForce"')
    expect(page(root, `${url}/qd-94.pdf`)).toBe('%PDF-1.4')
    expect(page(root, '2024/05/a/index.html')).toContain(`<a href="/${url}/" data-decision>94/QĐ-UBND</a>`)
  })

  test('names what replaces it, and that nobody recorded its effect', async () => {
    const { root } = await built(files)
    const html = page(root, 'van-ban/ubnd-tinh-son-la/2022/11-qd-ubnd/index.html').replaceAll('<wbr>', '')
    expect(html).toMatch(
      /Được thay thế bởi<\/dt><dd><a href="[^"]*\/2023\/94-qd-ubnd\/" data-decision>94\/QĐ-UBND<\/a>/,
    )
    expect(html).toContain('Chưa có thông tin')
    expect(page(root, 'van-ban/index.html')).not.toContain('Chưa có thông tin')
  })

  test('may stand in a list', async () => {
    const list = `decisions:\n${record
      .replace(/file:.*\n/, '')
      .replace(/^/gm, '    ')
      .replace('    number', '  - number')
      .trimEnd()}\n`
    for (const path of ['content/decisions.yaml', 'content/decisions/2023.yaml']) {
      const { root, told } = await built({ [path]: list })
      expect(told).toEqual([])
      expect(page(root, `${url}/index.html`)).toContain('Hoàng Quốc Khánh')
    }
  })

  test('is found by type and year, office and year, and year', async () => {
    const { root } = await built(files)
    const index = page(root, 'van-ban/index.html')
    for (const list of ['/van-ban/ubnd-tinh-son-la/2022/', '/van-ban/2022/quyet-dinh/', '/van-ban/2022/']) {
      expect(index).toContain(`href="${list}"`)
      expect(page(root, `${list.slice(1)}index.html`).replaceAll('<wbr>', '')).toContain('11/QĐ-UBND')
      expect(page(root, `${list.slice(1)}index.html`).replaceAll('<wbr>', '')).not.toContain('94/QĐ-UBND')
    }
  })
})

describe('the register as data', () => {
  test('has every document, with page or without', async () => {
    const { root } = await built({
      'content/decisions.yaml': `decisions: [{number: 11/QĐ-UBND, date: 2022-01-05, issuer: UBND tỉnh Sơn La, title: '=HYPERLINK("x"), "a"'}]\n`,
    })
    const items = JSON.parse(page(root, 'van-ban/index.json'))
    expect(items).toMatchObject([
      {
        number: '94/QĐ-UBND',
        type: 'Quyết định',
        year: 2023,
        url: null,
        effect: null,
        citedIn: [{ title: 'Tin thử' }],
      },
      {
        number: '11/QĐ-UBND',
        url: 'https://thu.example.gov.vn/van-ban/ubnd-tinh-son-la/2022/11-qd-ubnd/',
        citedIn: [],
      },
    ])
    const [head, first, second] = page(root, 'van-ban/index.csv').split('\r\n')
    expect(head).toBe(
      '\uFEFFnumber,type,issuer,year,date,title,signer,effective,expires,effect,recordedAt,source,file,url,citedIn',
    )
    expect(first).toBe(
      '94/QĐ-UBND,Quyết định,UBND tỉnh Sơn La,2023,2023-01-12,,,,,,,,,,https://thu.example.gov.vn/2024/05/a/',
    )
    expect(second).toContain(`,"'=HYPERLINK(""x""), ""a""",`)
  })

  test('is not there where there is no register', async () => {
    const root = portal({ 'content/a.md': bulletin() })
    await buildPortal(root)
    expect(() => page(root, 'van-ban/index.json')).toThrow('ENOENT')
  })
})

describe('what is refused', () => {
  const one = (keys: string) =>
    `decisions:\n  - {number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, ${keys}}\n`

  test.each([
    ['a day that there is not', 'effective: 2023-02-30', 'date-impossible'],
    ['an end before the beginning', 'effective: 2023-02-02, expires: 2023-02-01', 'dates-disordered'],
    ['an effect recorded before the document', 'effect: {state: expired, recordedAt: 2022-01-01}', 'dates-disordered'],
    ['what replaces a later document', 'replaces: [{number: 7/QĐ-UBND, date: 2023-01-13}]', 'dates-disordered'],
    ['an effect that nobody recorded', 'effect: {state: expired}', 'key-missing'],
    ['an effect in other words', 'effect: {state: maybe, recordedAt: 2023-02-01}', 'value-invalid'],
    ['a file that is not there', 'file: nope.pdf', 'file-missing'],
    ['a file elsewhere', 'file: ../../x.pdf', 'path-outside'],
    ['what replaces itself', 'replaces: {number: 94/QĐ-UBND, date: 2023-01-12}', 'replacement-circle'],
  ])('%s', async (_, keys, code) => {
    const { told, exit, root } = await built({ 'content/decisions.yaml': one(keys) })
    expect(told.map((line) => line.replace(/ .*/, ''))).toEqual([code])
    expect(told[0]).toMatch(/ content\/decisions\.yaml:2:\d+$/)
    expect(exit).toBe(1)
    expect(() => page(root, 'index.html')).toThrow('ENOENT')
  })

  test('a number without a symbol or an office is told, and the rest is published', async () => {
    const { told, exit } = await built({
      'content/decisions.yaml':
        'decisions:\n  - {number: 94, date: 2023-01-12}\n  - {number: 94/QĐ-UBND, date: 2023-01-12}\n',
    })
    expect(told).toEqual([
      'decision-incomplete content/decisions.yaml:2:14',
      'decision-incomplete content/decisions.yaml:3:14',
    ])
    expect(exit).toBe(0)
  })

  test('a key that nobody knows is told with the one that was meant', async () => {
    const { told } = await built({ 'content/decisions.yaml': one('singer: A') })
    expect(told).toEqual(['key-unknown content/decisions.yaml:2:70'])
  })
})

describe('a day that has not come', () => {
  const text = (day: string) => `---\nnumber: 11/QĐ-UBND\ndate: ${day}\nissuer: UBND tỉnh Sơn La\n---\n`
  const looked = (day: string) =>
    `decisions: [{number: 11/QĐ-UBND, date: 2020-01-05, issuer: UBND tỉnh Sơn La, effect: {state: in-force, recordedAt: ${day}}}]\n`
  // In Hà Nội it is the next day already.
  const evening = Date.parse('2026-01-01T17:00:00Z')

  test.each([
    ['of issue, of a document that nobody cites', 'decisions/11.md', text, 3, 7],
    ['on which its effect was looked up', 'decisions.yaml', looked, 1, 116],
  ])('%s, is told by the calendar of the office', async (_, path, write, line, column) => {
    const told = async (day: string, now: number) => {
      const root = portal({ 'content/a.md': bulletin(), [`content/${path}`]: write(day) })
      const { diagnostics, exit } = await buildPortal(root, { now })
      expect(exit).toBe(0)
      return diagnostics.map(({ code, place }) => [code, place])
    }
    expect(await told('2026-01-02', evening)).toEqual([])
    const place = { file: `content/${path}`, line, column }
    expect(await told('2026-01-02', evening - 1)).toEqual([['decision-day-future', place]])
    expect(await told('9999-12-31', evening)).toEqual([['decision-day-future', place]])
  })

  test('is told by a warm build as long as it is one, and no longer', async () => {
    const root = portal({ 'content/a.md': bulletin(), 'content/decisions/11.md': text('2026-01-02') })
    const cache = `${root}/.build-portal/cache`
    const codes = async (now: number) => (await buildPortal(root, { cache, now })).diagnostics.map(({ code }) => code)
    expect(await codes(evening - 2)).toEqual(['decision-day-future'])
    expect(await codes(evening - 1)).toEqual(['decision-day-future'])
    expect(await codes(evening)).toEqual([])
  })
})

test('an edit of these files alone is seen by the next build', async () => {
  const root = portal({ 'portal.yaml': settings, 'content/a.md': cites, 'content/decisions/11.md': older })
  const cache = `${root}/.build-portal/cache`
  await buildPortal(root, { cache })
  const { writeFileSync } = await import('node:fs')
  writeFileSync(`${root}/content/decisions/11.md`, older.replace('Về việc cũ', 'Về việc mới'))
  const { changed } = await buildPortal(root, { cache })
  expect(changed).toContain('/van-ban/ubnd-tinh-son-la/2022/11-qd-ubnd/')
})
