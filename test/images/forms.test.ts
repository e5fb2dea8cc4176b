/** What a page shows of an image: its forms, the first at once and the others when they are looked at; small ones in lists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Element } from 'hast'
import { describe, expect, test } from 'vitest'
import { elements, parseHtml } from '../content/body.ts'
import { buildPortal, bulletin, page, plainSettings, portal, tree } from '../support/portal.ts'
import { animation, drawn, photo, seen } from './pictures.ts'

const path = '2024/05/a/index.html'

/** Builds a portal of one bulletin, content/a.md, and the files beside it; gives its root. */
async function built(
  files: Record<string, Uint8Array | string>,
  body: string,
  front: Record<string, string> = {},
): Promise<string> {
  const beside = Object.entries(files).map(([name, content]) => [`content/${name}`, content])
  const root = portal({ 'content/a.md': bulletin(front, body), ...Object.fromEntries(beside) })
  const { exit, diagnostics } = await buildPortal(root)
  expect(diagnostics).toEqual([])
  expect(exit).toBe(0)
  return root
}

/** An element's attribute as text. */
function attribute(node: Element | undefined, name: string): string {
  return String(node?.properties[name] ?? '')
}

/** The files and widths of every source of a `<picture>`. */
function sources(picture: Element | undefined): { type: string; files: [file: string, width: number][] }[] {
  if (!picture) return []
  return elements(picture, 'source').map((source) => ({
    type: attribute(source, 'type'),
    files: [source.properties.srcSet]
      .flat()
      .join(', ')
      .split(', ')
      .map((one): [string, number] => {
        const [url = '', width = ''] = one.split(' ')
        return [url.slice(1), Number.parseInt(width, 10)]
      }),
  }))
}

describe('a photograph in the text', () => {
  test('has three formats, in widths that are what they say, none wider than itself', async () => {
    const root = await built({ 'anh.jpg': await photo(1000, 750).toBuffer() }, '![Ảnh](anh.jpg "Chú thích")\n')
    const [picture] = elements(parseHtml(page(root, path)), 'picture')
    const forms = sources(picture)
    expect(forms.map(({ type, files }) => [type, files.map(([, width]) => width)])).toEqual([
      ['image/avif', [480, 800, 1000]],
      ['image/webp', [480, 1000]],
    ])
    for (const { type, files } of forms)
      for (const [file, width] of files) {
        const form = await seen(readFileSync(join(root, '_site', file)))
        expect(form).toMatchObject({ width, height: Math.round(width * 0.75), mark: 'left', tells: [] })
        expect(type).toBe(`image/${form.format === 'heif' ? 'avif' : form.format}`)
      }
    const [image] = picture ? elements(picture, 'img') : []
    expect(image?.properties).toMatchObject({ width: 1000, height: 750, alt: 'Ảnh', fetchPriority: 'high' })
    expect(await seen(readFileSync(join(root, '_site', attribute(image, 'src').slice(1))))).toMatchObject({
      format: 'jpeg',
      width: 1000,
    })
    // The camera's own file is not published beside its forms.
    expect(existsSync(join(root, '_site/2024/05/a/anh.jpg'))).toBe(false)
  })

  test('is waited for where it is the first of the page, and lazy where it is not', async () => {
    const files = {
      'dau.jpg': await photo(300, 200).toBuffer(),
      'mot.jpg': await photo(300, 210).toBuffer(),
      'hai.png': await photo(300, 220).png().toBuffer(),
    }
    const body = '![Một](mot.jpg)\n\n![Hai](hai.png)\n'
    const order = (root: string) =>
      elements(parseHtml(page(root, path)), 'img').map(({ properties }) => [
        properties.alt,
        properties.fetchPriority ?? properties.loading,
      ])
    expect(order(await built(files, body))).toEqual([
      ['Một', 'high'],
      ['Hai', 'lazy'],
    ])
    expect(order(await built(files, body, { image: '{src: dau.jpg, alt: Đầu}' }))).toEqual([
      ['Đầu', 'high'],
      ['Một', 'lazy'],
      ['Hai', 'lazy'],
    ])
  })

  test('goes into feeds as one plain image with a whole address', async () => {
    const root = await built({ 'anh.jpg': await photo(600, 400).toBuffer() }, '![Ảnh](anh.jpg)\n')
    const { items } = JSON.parse(readFileSync(join(root, '_site/feed.json'), 'utf8')) as {
      items: { content_html: string }[]
    }
    expect(items[0]?.content_html).toMatch(
      /^<p><img src="https:\/\/thu\.example\.gov\.vn\/assets\/images\/[0-9a-f]{16}-600\.jpg" alt="Ảnh" width="600" height="400"><\/p>/,
    )
  })

  test('is one file however many pages show it', async () => {
    const same = await photo(300, 200).toBuffer()
    const root = await built(
      { 'anh.jpg': same, 'sao.jpg': same, 'b.md': bulletin({ title: 'Hai' }, '![Sao](sao.jpg)\n') },
      '![Ảnh](anh.jpg)\n',
    )
    expect(readdirSync(join(root, '_site/assets/images')).length).toBe(4)
  })
})

describe('in lists', () => {
  test('images are small, and the first of a page is waited for', async () => {
    const root = await built(
      {
        'anh.jpg': await photo(900, 600).toBuffer(),
        'b.md': bulletin({ title: 'Hai', date: '2024-05-07' }, '![Hai](anh.jpg)\n'),
      },
      '![Ảnh](anh.jpg)\n',
    )
    const pictures = elements(parseHtml(page(root, 'trang/index.html')), 'picture')
    expect(sources(pictures[0]).map(({ type, files }) => [type, files.map(([, width]) => width)])).toEqual([
      ['image/avif', [240, 480]],
      ['image/webp', [480]],
    ])
    const images = pictures.flatMap((picture) => elements(picture, 'img'))
    expect(images.map(({ properties }) => [properties.alt, properties.width, properties.height])).toEqual([
      ['', 480, 320],
      ['', 480, 320],
    ])
    expect(images.map(({ properties }) => properties.fetchPriority ?? properties.loading)).toEqual(['high', 'lazy'])
  })
})

describe('an image that is left alone', () => {
  test('is light, and no wider than a column of text', async () => {
    const root = await built({ 'nhe.jpg': await drawn(1200, 800).jpeg().toBuffer() }, '![Nhẹ](nhe.jpg)\n')
    const html = parseHtml(page(root, path))
    expect(elements(html, 'img').map(({ properties }) => properties.src)).toEqual(['/2024/05/a/nhe.jpg'])
    expect(elements(html, 'meta').map(({ properties }) => properties.content)).toContain(
      'https://thu.example.gov.vn/2024/05/a/nhe.jpg',
    )
  })

  test('is small, or a drawing, or moves; in lists what moves stands still', async () => {
    const root = await built(
      {
        'nho.png': await drawn(32, 32).png().toBuffer(),
        've.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><circle r="9"/></svg>',
        'dong.gif': await animation(300, 200),
        'dong.webp': await animation(300, 200, 'webp'),
      },
      '![Động](dong.gif)\n\n![Động](dong.webp)\n\n![Nhỏ](nho.png)\n\n![Vẽ](ve.svg)\n',
    )
    const html = parseHtml(page(root, path))
    expect(elements(html, 'picture')).toEqual([])
    expect(elements(html, 'img').map(({ properties }) => [properties.src, properties.width])).toEqual([
      ['/2024/05/a/dong.gif', 300],
      ['/2024/05/a/dong.webp', 300],
      ['/2024/05/a/nho.png', 32],
      ['/2024/05/a/ve.svg', 800],
    ])
    for (const name of ['dong.gif', 'dong.webp'])
      expect((await seen(readFileSync(join(root, '_site/2024/05/a', name)))).pages).toBe(3)
    const [thumbnail] = elements(parseHtml(page(root, 'trang/index.html')), 'img')
    const still = await seen(readFileSync(join(root, '_site', attribute(thumbnail, 'src').slice(1))))
    expect(still).toMatchObject({ format: 'png', pages: 1 })
  })
})

describe('the card that other sites show', () => {
  const cardIn = (root: string) => {
    const found = elements(parseHtml(page(root, path)), 'meta')
    const of = (name: string) =>
      found.find(({ properties }) => properties.property === name)?.properties.content ?? null
    return { image: of('og:image'), width: of('og:image:width'), height: of('og:image:height') }
  }

  test('is the bulletin’s image as a JPEG of at most 1,200 pixels', async () => {
    const root = await built({ 'to.png': await photo(1500, 900).png().toBuffer() }, 'Chữ.\n', {
      image: '{src: to.png, decorative: true}',
    })
    const { image, width, height } = cardIn(root)
    expect([width, height]).toEqual(['1200', '720'])
    const file = String(image).replace('https://thu.example.gov.vn/', '')
    expect(await seen(readFileSync(join(root, '_site', file)))).toMatchObject({ format: 'jpeg', width: 1200 })
  })

  test('is the site’s own where the bulletin has none, or a drawing', async () => {
    const root = portal({
      'portal.yaml': `${plainSettings}theme: {socialCard: the.png}\n`,
      'static/the.png': await drawn(40, 20).png().toBuffer(),
      'content/a.md': bulletin({}, '![Vẽ](ve.svg)\n'),
      'content/ve.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"/>',
    })
    await buildPortal(root)
    expect(cardIn(root).image).toBe('https://thu.example.gov.vn/the.png')
  })
})

test('nothing is named that is not there, and nothing is there that is not named', async () => {
  const root = await built(
    {
      'anh.jpg': await photo(900, 600).toBuffer(),
      'hai.jpg': await photo(500, 600).toBuffer(),
      'ba.png': await photo(700, 300).png().toBuffer(),
    },
    '![Ảnh](anh.jpg)\n\n![Hai](hai.jpg)\n![Ba](ba.png)\n',
  )
  const files = tree(join(root, '_site'))
  const named = new Set(
    [...files.values()].flatMap((text) => [...text.matchAll(/assets\/images\/[\w.-]+/g)].map(([name]) => name)),
  )
  const there = [...files.keys()].filter((name) => name.startsWith('assets/images/'))
  expect(there.filter((name) => !named.has(name))).toEqual([])
  expect([...named].filter((name) => !files.has(name))).toEqual([])
})
