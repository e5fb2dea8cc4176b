import type { Element, Root } from 'hast'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesOf, output, theSample } from './built-sample.ts'
import { all, attribute, elementsOf, isShown, meta, only, parsed, seen } from './document.ts'
import { type Written, writtenBulletins } from './written.ts'

const bulletins = writtenBulletins()
const listed = (ones: readonly Written[]) => ones.map(({ path, title }) => ({ path, title }))

let site: string
let documents: Map<string, Root>
beforeAll(() => {
  site = theSample()
  const pages = filesOf(site).filter((file) => file.endsWith('.html'))
  documents = new Map(pages.map((file) => [file, parsed(output(site, file))]))
})

function documentAt(path: string): Root {
  const document = documents.get(`${path.slice(1)}index.html`)
  if (!document) throw new Error(`There is no page at ${path}.`)
  return document
}

/** The bulletins that a page lists under headings, in its order. */
function listOn(path: string): { path: string; title: string }[] {
  const headings = elementsOf(only(documentAt(path), 'main')).filter(({ tagName }) => /^h[2-6]$/.test(tagName))
  return headings
    .flatMap((heading) => all(heading, 'a'))
    .map((link) => ({ path: attribute(link, 'href') ?? '', title: seen(link) }))
    .filter((entry) => /^\/\d{4}\/\d\d\/[^/]+\/$/.test(entry.path))
}

/** The paths of the pages below a folder of the site. */
function pagesBelow(folder: RegExp): string[] {
  const paths = [...documents.keys()].map((file) => `/${file.replace(/index\.html$/, '')}`)
  const found = paths.filter((path) => folder.test(path))
  expect(found).not.toEqual([])
  return found
}

describe('every page', () => {
  const pagesWhere = (isOdd: (document: Root, file: string) => boolean) =>
    [...documents].filter(([file, document]) => isOdd(document, file)).map(([file]) => file)
  const mayBeIndexed = (document: Root, file: string) => file !== '404.html' && meta(document, 'robots').length === 0

  test('says its language', () => {
    expect(pagesWhere((document) => attribute(only(document, 'html'), 'lang') !== 'vi')).toEqual([])
  })

  test('has one headline', () => {
    const headlines = (document: Root) => all(document, 'h1').filter((headline) => seen(headline) !== '')
    expect(pagesWhere((document) => headlines(document).length !== 1)).toEqual([])
  })

  test('has a title that no other page has', () => {
    const pagesOf = new Map<string, string[]>()
    for (const [file, document] of documents) {
      if (!mayBeIndexed(document, file)) continue
      const title = seen(only(document, 'title'))
      pagesOf.set(title, [...(pagesOf.get(title) ?? []), file])
    }
    expect([...pagesOf].filter(([title, files]) => title === '' || files.length > 1)).toEqual([])
  })

  test('of a bulletin describes itself', () => {
    const without = bulletins.filter(({ path }) => (meta(documentAt(path), 'description')[0] ?? '').length < 20)
    expect(without.map(({ path }) => path)).toEqual([])
  })

  test('names the site where a feed, an icon and a style are asked for', () => {
    const odd = pagesWhere(
      (document, file) =>
        mayBeIndexed(document, file) &&
        ['stylesheet', 'icon'].some((rel) => all(document, 'link', { rel }).length === 0),
    )
    expect(odd).toEqual([])
  })

  test('shows no element that has nothing in it', () => {
    const hollow = ['p', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'a', 'button', 'section', 'nav']
    const isHollow = (element: Element) =>
      hollow.includes(element.tagName) && seen(element) === '' && all(element, 'img').length === 0
    const firstPageOf = new Map<string, string>()
    for (const [file, document] of documents) {
      for (const element of elementsOf(document).filter(isHollow)) {
        const name = `${element.tagName} ${Object.entries(element.properties).flat().join(' ')}`
        if (!firstPageOf.has(name) && isShown(document, element)) firstPageOf.set(name, file)
      }
    }
    expect([...firstPageOf]).toEqual([])
  })

  test('shows no sign of a template gone wrong', () => {
    const signs = /\{\{|\[object |undefined|\bNaN\b|\bnull\b|Invalid Date/
    expect([...documents.keys()].filter((file) => signs.test(output(site, file)))).toEqual([])
  })
})

describe('the lists', () => {
  test('of all bulletins hold each once, in their order; the first page holds twenty', () => {
    const head = listOn('/trang/')
    const first = listOn('/trang/1/')
    expect(first).toHaveLength(20)
    expect(head.length).toBeGreaterThanOrEqual(20)
    expect(head.length).toBeLessThan(40)
    expect([...head, ...first]).toEqual(listed(bulletins))
  })

  test('of a section hold its bulletins', () => {
    const pages = pagesBelow(/^\/chuyen-muc\/[^/]+\/$/)
    for (const path of pages) {
      const id = path.split('/')[2]
      expect(listOn(path), path).toEqual(listed(bulletins.filter(({ category }) => category === id)))
    }
  })

  test('of a month hold its bulletins', () => {
    const months = pagesBelow(/^\/luu-tru\/\d{4}\/\d\d\/$/)
    const found = months.map((path) => [path, listOn(path)])
    const wanted = months.map((path) => [
      path,
      listed(bulletins.filter((one) => one.path.startsWith(path.replace('/luu-tru', '')))),
    ])
    expect(found).toEqual(wanted)
  })

  test('of a year count its bulletins', () => {
    for (const path of pagesBelow(/^\/luu-tru\/\d{4}\/$/)) {
      const year = path.split('/')[2]
      const count = bulletins.filter((one) => one.path.startsWith(`/${year}/`)).length
      expect(seen(only(documentAt(path), 'main')), path).toContain(`${count} tin`)
    }
  })

  test('of an author hold what he or she has written', () => {
    const names = new Set(bulletins.flatMap(({ authors }) => authors))
    const pages = pagesBelow(/^\/tac-gia\/[^/]+\/$/)
    expect(pages).toHaveLength(names.size)
    for (const path of pages) {
      const headline = seen(only(documentAt(path), 'h1'))
      const [name = ''] = [...names].filter((one) => headline.includes(one))
      expect(listOn(path), path).toEqual(listed(bulletins.filter(({ authors }) => authors.includes(name))))
    }
  })

  test('of a tag hold the bulletins that carry it', () => {
    const tags = new Set(bulletins.flatMap((one) => one.tags))
    const pages = pagesBelow(/^\/tu-khoa\/[^/]+\/$/)
    expect(pages).toHaveLength(tags.size)
    for (const path of pages) {
      const headline = seen(only(documentAt(path), 'h1'))
      const [tag = ''] = [...tags].filter((one) => headline.endsWith(one))
      expect(listOn(path), path).toEqual(listed(bulletins.filter((one) => one.tags.includes(tag))))
    }
  })

  test('are nowhere empty', () => {
    const empty = [...documents].filter(([, document]) => seen(document).includes('Chưa có tin'))
    expect(empty.map(([file]) => file)).toEqual([])
  })
})

describe('the home page', () => {
  test('names no bulletin twice, and none that is withdrawn or expired', () => {
    const paths = listOn('/').map(({ path }) => path)
    expect(paths.length).toBeGreaterThan(10)
    expect([...new Set(paths)]).toEqual(paths)
    const gone = bulletins.filter(({ withdrawn, expired }) => withdrawn || expired).map(({ path }) => path)
    expect(gone).not.toEqual([])
    expect(paths.filter((path) => gone.includes(path))).toEqual([])
  })

  test('leads with the pinned bulletin, and misses none of the newest', () => {
    const [lead, ...others] = listOn('/').map(({ path }) => path)
    expect(lead).toBe('/2024/11/tiep-nhan-phan-anh-kien-nghi-truc-tuyen/')
    const newest = bulletins.filter((one) => one.path !== lead && !one.withdrawn && !one.expired)
    const news = newest.filter(({ category }) => category !== 'thong-bao').map(({ path }) => path)
    const [box, rest] = [others.slice(0, 5), others.slice(5)]
    expect(rest.slice(0, 3)).toEqual(news.slice(0, 3))
    for (const { path } of newest.slice(0, 13)) expect([...box, ...rest]).toContain(path)
  })

  test('has the notices of its box, newest first', () => {
    const box = only(documentAt('/'), 'section', { 'aria-labelledby': 'p_thong-bao' })
    const shown = all(box, 'h3')
      .flatMap((heading) => all(heading, 'a'))
      .map(seen)
    const notices = bulletins.filter((one) => one.category === 'thong-bao' && !one.withdrawn && !one.expired)
    expect(shown).toEqual(notices.slice(0, 5).map(({ title }) => title))
  })
})

describe('a withdrawn bulletin', () => {
  const path = '/2022/07/lich-tiep-cong-dan-quy-iii-2022/'

  test('keeps its page and its text, under a notice that leads to what replaces it', () => {
    const main = only(documentAt(path), 'main')
    expect(seen(main)).toContain('Ghi sai ngày tiếp công dân của tháng 8 và tháng 9 năm 2022')
    expect(seen(only(main, '*', { 'data-body': true }))).toContain('Thông báo số 64/TB-UBND')
    expect(all(main, 'a', { href: '/2022/07/lich-tiep-cong-dan-quy-iii-2022-dieu-chinh/' })).not.toEqual([])
  })

  test('is marked where it is listed', () => {
    for (const list of ['/chuyen-muc/thong-bao/', '/trang/1/']) {
      const entry = all(only(documentAt(list), 'main'), 'li').find((one) => all(one, 'a', { href: path }).length > 0)
      expect(entry && seen(entry), list).toContain('Đã thu hồi')
    }
  })
})

describe('an expired bulletin', () => {
  test('keeps its page, says so, and is not to be indexed', () => {
    const [expired] = bulletins.filter((one) => one.expired)
    const page = documentAt(expired?.path ?? '')
    expect(meta(page, 'robots')).toEqual(['noindex'])
    expect(seen(only(page, 'main'))).toContain('hết hạn')
  })
})
