/** How a bulletin looks where it is shared or read elsewhere: its picture, its time, who wrote it. */
import { expect, test } from 'vitest'
import { isOffice } from '../../src/content/offices-named.ts'
import { drawn } from '../images/pictures.ts'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'

const path = '2024/05/tin/index.html'
const content = (html: string, name: string) =>
  new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)">`).exec(html)?.[1] ?? null

/** A portal of one bulletin with a picture of some size, built; its root. */
async function built(settings: string, front: Record<string, string>, size: [number, number] | null, now?: string) {
  const root = portal({
    'portal.yaml': plainSettings + settings,
    'content/tin.md': bulletin(front),
    ...(size
      ? {
          'content/anh.png': await drawn(...size)
            .png()
            .toBuffer(),
        }
      : {}),
  })
  const { exit } = await buildPortal(root, now === undefined ? {} : { now: Date.parse(now) })
  expect(exit).toBe(0)
  return root
}

const image = '{src: anh.png, alt: Ruộng bậc thang}'

test.each([
  ['an ordinary picture', [400, 210], 'anh', 'summary_large_image'],
  ['a small one', [199, 400], 'card', 'summary_large_image'],
  ['a panorama', [1300, 300], 'card', 'summary_large_image'],
  ['none', null, 'card', 'summary_large_image'],
] as const)('%s: what other sites show', async (_, size, kind, card) => {
  const front: Record<string, string> = size ? { image } : {}
  const html = page(await built('theme: {drawnCards: true}\n', front, size as [number, number] | null), path)
  expect(content(html, 'og:image')).toMatch(kind === 'card' ? /-card\.png$/ : /\/assets\/images\/|anh\.png$/)
  expect(content(html, 'og:image')?.includes('-card')).toBe(kind === 'card')
  expect(content(html, 'og:image:alt')).toBe(kind === 'card' ? 'Tin thử' : 'Ruộng bậc thang')
  expect(content(html, 'twitter:card')).toBe(card)
  expect(content(html, 'robots')).toBe('max-image-preview:large')
})

test('an unfit picture is better than none, on a small card', async () => {
  const html = page(await built('theme: {drawnCards: false}\n', { image }, [150, 150]), path)
  expect(content(html, 'og:image')).toContain('anh.png')
  expect(content(html, 'twitter:card')).toBe('summary')
})

test('feeds show the lead picture above the text, once', async () => {
  const root = await built('', { image }, [400, 210])
  for (const feed of ['feed.xml', 'atom.xml']) {
    expect(page(root, feed)).toMatch(
      /<img src="https:\/\/thu\.example\.gov\.vn\/[^"]+" alt="Ruộng bậc thang" width="400" height="210">/,
    )
    expect(page(root, feed).match(/<img /g)).toHaveLength(1)
  }
  expect(JSON.parse(page(root, 'feed.json')).items[0].content_html).toContain('<img src="https://')
})

test('a bulletin that was held back carries the time it came out, wherever programs read it', async () => {
  const front = { date: '2024-05-01', publishAt: '2024-05-20T08:00:00+07:00' }
  const at = '2024-05-20T08:00:00+07:00'
  const root = await built('', front, null, '2024-05-21T00:00:00Z')
  const html = page(root, path)
  expect(content(html, 'article:published_time')).toBe(at)
  expect(html).toContain(`"datePublished":"${at}"`)
  expect(page(root, 'atom.xml')).toContain(`<published>${at}</published>`)
  expect(page(root, 'feed.xml')).toContain('<pubDate>Mon, 20 May 2024 08:00:00 +0700</pubDate>')
  expect(page(root, 'news-sitemap.xml')).toContain(at)
  // A time before its date changes nothing.
  const early = await built('', { date: '2024-05-06', publishAt: '2024-05-01' }, null)
  expect(content(page(early, path), 'article:published_time')).toBe('2024-05-06')
})

const offices = {
  agency: { name: 'UBND xã Chiềng Pằn', parent: 'Tỉnh Sơn La' },
  issuers: [{ name: 'Thanh tra tỉnh', alias: ['TTT'] }],
  offices: [],
}
test.each([
  ['UBND xã chiềng pằn', true],
  ['TTT', true],
  ['Ban Biên tập', true],
  ['Trung tâm Truyền thông - Văn hóa', true],
  ['Media Centre', true],
  ['Lừ Chương', false],
  ['Đoàn Thị Điểm', false],
  ['Bộ', true],
  ['Phóng viên', false],
  ['Jane Unitas', false],
])('%s: an office: %s', (name, is) => {
  expect(isOffice(name, offices)).toBe(is)
})

test('offices are organisations, a role that names one is where a person works, and the publisher has its logo', async () => {
  const root = portal({
    'portal.yaml': `${plainSettings}theme: {logo: huy-hieu.svg}\n`,
    'static/huy-hieu.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    'content/tin.md': bulletin({
      author: '[Ban Biên tập, {name: Lừ Chương, role: Trung tâm Truyền thông}, {name: Hà Thị Mai, role: Phóng viên}]',
    }),
  })
  await buildPortal(root)
  const [, json = ''] =
    /<script type="application\/ld\+json">(\{[^\n]*NewsArticle[^\n]*)<\/script>/.exec(page(root, path)) ?? []
  const { author, publisher } = JSON.parse(json)
  expect(author).toMatchObject([
    { '@type': 'Organization', name: 'Ban Biên tập' },
    { '@type': 'Person', name: 'Lừ Chương', affiliation: { '@type': 'Organization', name: 'Trung tâm Truyền thông' } },
    { '@type': 'Person', name: 'Hà Thị Mai', jobTitle: 'Phóng viên' },
  ])
  expect(author[1]).not.toHaveProperty('jobTitle')
  expect(publisher.logo).toEqual({ '@type': 'ImageObject', url: 'https://thu.example.gov.vn/huy-hieu.svg' })
})
