import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Element, Root } from 'hast'
import { beforeAll, describe, expect, test } from 'vitest'
import { fileOf, home, output, seedPath, theSample } from './built-sample.ts'
import { all, attribute, isShown, linkedData, meta, only, parsed, seen, text } from './document.ts'
import { partsOfSource } from './written.ts'

const headline =
  'UBND huyện Yên Châu nằm trong danh sách nhóm A về chỉ số cải cách hành chính năm 2022 khối huyện, thành phố trên địa bàn tỉnh Sơn La'
const decisionTitle =
  'Về việc công bố chỉ số cải cách hành chính năm 2022 của các sở, ban, ngành, UBND các huyện, thành phố'

let site: string
let page: Root
let article: Element
let body: Element

beforeAll(() => {
  site = theSample()
  page = parsed(output(site, fileOf(seedPath)))
  article = only(page, 'article', { 'data-bulletin': true })
  body = only(article, '*', { 'data-body': true })
})

describe('the text of the seed bulletin', () => {
  test('has its headline as the only h1', () => {
    expect(text(only(page, 'h1'))).toBe(headline)
    expect(all(article, 'h1')).toHaveLength(1)
  })

  test('is whole and word for word, in its order', () => {
    const blocks = partsOfSource(`content${seedPath}index.md`)
      .body.split('\n\n')
      .map((block) => block.replace(/^\n+|\n+$/g, ''))
      .filter((block) => block !== '' && !block.startsWith('!['))
    expect(blocks).toHaveLength(6)
    // Plain blanks at the end of a line are Markdown's; the no-break spaces there and everywhere are the author's.
    expect(all(body, 'p').map(text)).toEqual(blocks.map((block) => block.replace(/ +$/, '')))
  })

  test.each([
    'UBNd tỉnh Sơn La',
    'các sở, ban, nghành',
    '87.94/100 điểm tăng 0,37 điểm',
    'là 01 trong 05 huyện thuộc nhóm A',
    'là 1 trong 5 huyện thuộc nhóm A',
    'Định kỳ hàng hàng tháng',
    'cơ quan, đơn vị \u00a0báo cáo',
    'Trang thông tin điện tử huyện;',
  ])('keeps what stands there: %s', (words) => {
    expect(text(body)).toContain(words)
  })

  test('holds nothing but its paragraphs and its figure', () => {
    const children = body.children.filter((child) => child.type === 'element').map((child) => child.tagName)
    expect(children).toEqual(['p', 'p', 'figure', 'p', 'p', 'p', 'p'])
  })

  test('has the picture with its alternative text, its caption and its size', () => {
    const figure = only(body, 'figure')
    const picture = only(figure, 'img')
    expect(seen(only(figure, 'figcaption'))).toBe('Thung lũng Yên Châu buổi sớm (tranh minh họa)')
    expect(attribute(picture, 'alt')).toBe(
      'Tranh vẽ các lớp đồi xanh chàm quanh thung lũng Yên Châu, mặt trời vừa lên sau dãy núi xa',
    )
    expect(attribute(picture, 'width')).toMatch(/^\d+$/)
    expect(attribute(picture, 'height')).toMatch(/^\d+$/)
    const address = new URL(attribute(picture, 'src') ?? '', new URL(seedPath, home))
    expect(existsSync(join(site, fileOf(address.pathname)))).toBe(true)
  })
})

describe('the facts of the seed bulletin', () => {
  test('name the author, linked to the page of his bulletins', () => {
    const link = only(article, 'a', { rel: 'author' })
    expect(seen(link)).toBe('Lừ Chương')
    const path = attribute(link, 'href') ?? ''
    expect(path).toBe('/tac-gia/lu-chuong/')
    const authorPage = parsed(output(site, fileOf(path)))
    expect(seen(only(authorPage, 'h1'))).toContain('Lừ Chương')
    expect(all(authorPage, 'a', { href: seedPath }).map(seen)).toEqual([headline])
  })

  test('name the author at the end of the text too', () => {
    const afterBody = seen(article).slice(seen(article).indexOf(seen(body)) + seen(body).length)
    expect(afterBody).toContain('Lừ Chương')
  })

  test('name the day as a calendar date', () => {
    const [first] = all(article, 'time')
    expect(first && attribute(first, 'datetime')).toBe('2023-01-17')
    expect(first && seen(first)).toBe('17/01/2023')
  })

  test('name the section, linked to its page', () => {
    const links = all(only(page, 'main'), 'a', { href: '/chuyen-muc/tin-tuc/' })
    expect(links.map(seen)).toContain('Tin tức')
    expect(all(parsed(output(site, 'chuyen-muc/tin-tuc/index.html')), 'a', { href: seedPath })).not.toHaveLength(0)
  })

  test('show 68 views, and the number alone where the beacon writes', () => {
    const count = only(page, '*', { 'data-view-count': true })
    expect(attribute(count, 'data-path')).toBe(seedPath)
    expect(attribute(count, 'data-legacy')).toBe('68')
    expect(text(count)).toBe('68')
    expect(isShown(page, count)).toBe(true)
    const labelled = all(article, 'div').filter((element) => element.children.includes(count))
    expect(labelled.map((element) => seen(element).replace(/\s*68$/, ''))).toEqual(['Lượt xem'])
  })
})

describe('the decision that the seed bulletin cites', () => {
  const register = '/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/'

  test('is a link to its page in the register', () => {
    const links = all(article, 'a', { 'data-decision': true })
    expect(links).not.toHaveLength(0)
    for (const link of links) expect(attribute(link, 'href')).toBe(register)
    expect(links.map(seen)).toContain('94/QĐ-UBND')
  })

  test('has a page that names number, issuer, day and title, and cites the bulletin', () => {
    const decision = parsed(output(site, fileOf(register)))
    const main = only(decision, 'main')
    expect(seen(only(decision, 'h1'))).toBe('Quyết định 94/QĐ-UBND')
    expect(all(main, 'dd').map(seen)).toContain('UBND tỉnh Sơn La')
    expect(all(main, 'p').map(seen)).toContain(decisionTitle)
    expect(all(main, 'time').map((time) => attribute(time, 'datetime'))).toContain('2023-01-12')
    expect(all(main, 'a', { href: seedPath }).map(seen)).toEqual([headline])
  })

  test('is linked from both places of the text that cite it in prose', () => {
    const links = all(body, 'a', { 'data-decision': true })
    expect(links.map((link) => [text(link), attribute(link, 'href')])).toEqual([
      ['Quyết định số 94', register],
      ['Quyết định số 94', register],
    ])
    expect(all(body, 'span', { 'data-decision': true })).toEqual([])
  })

  test('is joined by the bulletin of the year after, which cites it too', () => {
    const main = only(parsed(output(site, fileOf(register))), 'main')
    expect(all(main, 'h3').map(seen)).toEqual([
      'Yên Châu giữ vị trí nhóm A về chỉ số cải cách hành chính năm 2023',
      headline,
    ])
  })

  test('is another than the two of the same number by the district', () => {
    for (const path of ['van-ban/ubnd-huyen-yen-chau/2023/94-qd-ubnd', 'van-ban/ubnd-huyen-yen-chau/2024/94-qd-ubnd']) {
      expect(all(parsed(output(site, `${path}/index.html`)), 'a', { href: seedPath })).toEqual([])
    }
  })

  test('is in the lists of the register', () => {
    for (const path of ['van-ban/index.html', 'van-ban/ubnd-tinh-son-la/2023/index.html']) {
      expect(all(parsed(output(site, path)), 'a', { href: register, 'data-decision': true }).map(seen)).toEqual([
        '94/QĐ-UBND',
      ])
    }
  })
})

describe('the visits of the whole site', () => {
  test('have their four places, of which the number of the portal before stands in one', () => {
    const statistics = only(page, '*', { 'data-site-stats': true })
    expect(isShown(page, statistics)).toBe(true)
    expect(seen(statistics)).toContain('Thống kê truy cập')
    const places = all(statistics, '*', { 'data-stat': true })
    expect(places.map((place) => attribute(place, 'data-stat')).sort()).toEqual(['online', 'today', 'total', 'week'])
    const total = only(statistics, '*', { 'data-stat': 'total' })
    expect(text(total)).toBe('1.069.733')
    expect(isShown(page, total)).toBe(true)
    expect(all(statistics, 'time').map((time) => attribute(time, 'datetime'))).toEqual(['2023-01-17'])
  })

  test.each(['online', 'today', 'week'])('show neither label nor number of what nobody has counted: %s', (name) => {
    const place = only(page, '*', { 'data-stat': name })
    expect(text(place)).toBe('')
    expect(isShown(page, place)).toBe(false)
  })
})

describe('what machines read of the seed bulletin', () => {
  const address = new URL(seedPath, home).href

  test('is a NewsArticle in JSON-LD', () => {
    const [news, ...others] = linkedData(page).filter((data) => data['@type'] === 'NewsArticle')
    expect(others).toEqual([])
    expect(news).toMatchObject({
      '@context': 'https://schema.org',
      headline,
      inLanguage: 'vi',
      datePublished: '2023-01-17',
      author: [{ '@type': 'Person', name: 'Lừ Chương' }],
      publisher: { '@type': 'GovernmentOrganization', name: 'UBND huyện Yên Châu' },
      mainEntityOfPage: address,
      citation: [{ '@type': 'Legislation', legislationIdentifier: '94/QĐ-UBND', legislationDate: '2023-01-12' }],
    })
  })

  test('is in Dublin Core', () => {
    expect(meta(page, 'DC.title')).toEqual([headline])
    expect(meta(page, 'DC.creator')).toEqual(['Lừ Chương'])
    expect(meta(page, 'DC.date')).toEqual(['2023-01-17'])
    expect(meta(page, 'DC.publisher')).toEqual(['UBND huyện Yên Châu'])
    expect(meta(page, 'DC.language')).toEqual(['vi'])
    expect(meta(page, 'DC.identifier')).toEqual([address])
    expect(meta(page, 'DC.subject')).toEqual(['Tin tức', 'cải cách hành chính', 'chuyển đổi số'])
  })

  test('is in Open Graph', () => {
    expect(meta(page, 'og:type')).toEqual(['article'])
    expect(meta(page, 'og:title')).toEqual([headline])
    expect(meta(page, 'og:url')).toEqual([address])
    expect(meta(page, 'og:locale')).toEqual(['vi_VN'])
    expect(meta(page, 'article:published_time')).toEqual(['2023-01-17'])
    expect(meta(page, 'article:section')).toEqual(['Tin tức'])
    const [picture] = meta(page, 'og:image')
    expect(picture?.startsWith(home)).toBe(true)
    expect(existsSync(join(site, fileOf(new URL(picture ?? '').pathname)))).toBe(true)
  })

  test('has one canonical address, a description from its first paragraph, and may be indexed', () => {
    expect(attribute(only(page, 'link', { rel: 'canonical' }), 'href')).toBe(address)
    const [description, ...more] = meta(page, 'description')
    expect(more).toEqual([])
    expect(description).toMatch(/^Theo Quyết định số 94 ngày 12\/1\/2023 của UBNd tỉnh Sơn La/)
    expect(meta(page, 'robots')).toEqual(['max-image-preview:large'])
    expect(seen(only(page, 'title'))).toBe(`${headline} – Trang thông tin điện tử huyện Yên Châu`)
  })
})
