/** A portal's own words, dates and channels: labels, locale, where to share, where to follow, how to report an error. */
import { expect, test } from 'vitest'
import { displayDate } from '../../src/source/language/dates.ts'
import { labels, placesIn } from '../../src/source/language/labels.ts'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'

const path = '2024/05/tin/index.html'

/** The page of one bulletin under some settings; `language` is the site's. */
async function built(settings: string, body = 'Nội dung.\n', language = 'vi'): Promise<string> {
  const root = portal({
    'portal.yaml': plainSettings.replace('language: vi', `language: ${language}`) + settings,
    'content/tin.md': bulletin({ title: '"Tin <b>&</b> 100%"' }, body),
  })
  const { diagnostics } = await buildPortal(root)
  expect(diagnostics).toEqual([])
  return page(root, path)
}

/** The codes and keys of what is wrong with settings. */
async function faults(settings: string): Promise<string[]> {
  const root = portal({ 'portal.yaml': plainSettings + settings, 'content/tin.md': bulletin() })
  const { diagnostics } = await buildPortal(root, { only: 'check' })
  return diagnostics.map(({ code, args }) => `${code} ${JSON.stringify(args)}`)
}

test('both languages fill in the same number of values in each label', () => {
  const english = labels('en')
  const differing = Object.entries(labels('vi')).filter(([key, text]) => {
    return placesIn(text) !== placesIn(english[key as keyof typeof english])
  })
  // The English year stands alone; both have one place.
  expect(differing.map(([key]) => key)).toEqual([])
})

test('a label of the settings stands on the page and in texts, escaped', async () => {
  const html = await built(
    'labels: {attachments: "Tệp", tags: "<i>Nhãn</i> & \'x\'", noticeWarning: "Lưu ý <b>", skip: "Tới bài"}\n',
    ':::warning\nCẩn thận.\n:::\n',
  )
  expect(html).toContain('Tới bài')
  expect(html).toContain('Lưu ý &#x3C;b>')
  expect(html).not.toContain('<i>Nhãn')
})

test('a label may be given for one language alone, and the other keeps the shipped one', async () => {
  const root = portal({
    'portal.yaml': `${plainSettings.replace('language: vi', 'languages: [vi, en]')}labels: {skip: {en: Jump}}\n`,
    'content/tin.md': bulletin(),
    'content/en/tin.md': bulletin({ lang: 'en' }),
  })
  expect((await buildPortal(root)).diagnostics.map(({ code }) => code)).toEqual([])
  expect(page(root, 'en/index.html')).toContain('>Jump<')
  expect(page(root, 'index.html')).toContain(`>${labels('vi').skip}<`)
})

test('an unknown label is told with the nearest, one with too many places or a wrong locale is refused', async () => {
  expect(await faults('labels: {relatd: Tin khác}\n')).toEqual([
    'setting-unknown {"key":"labels.relatd","known":"related"}',
  ])
  expect(await faults('labels: {related: "%s và %s"}\n')).toEqual([
    'setting-invalid {"key":"labels.related","expected":"label"}',
  ])
  expect(await faults('locale: en-US\n')).toEqual(['setting-invalid {"key":"locale","expected":"locale"}'])
  expect(await faults('share: [zalo, mastodon]\n')).toEqual([
    'setting-invalid {"key":"share.1","expected":"shareWith"}',
  ])
  expect(await faults('follow: [{facebook: "javascript:alert(1)"}]\n')).toEqual([
    'setting-invalid {"key":"follow.0","expected":"follow"}',
  ])
})

test.each([
  ['short', 'May 6, 2024'],
  ['long', 'May 6, 2024'],
  ['month', 'May 2024'],
  ['time', 'May 6, 2024, 12:05 AM'],
] as const)('in en-US %s is %s', (form, shown) => {
  expect(displayDate('2024-05-06T00:05:00-04:00', form, 'en-US')).toBe(shown)
})

test('the locale of the settings is that of the pages', async () => {
  expect(await built('', 'Text.\n', 'en')).toContain('>6 May 2024<')
  expect(await built('locale: en-US\n', 'Text.\n', 'en')).toContain('>May 6, 2024<')
})

/** The addresses of links on a page that leave it for a share page or a message. */
const outward = (html: string) =>
  [...html.matchAll(/<a class="button" href="([^"]+)"/g)].map(([, url = '']) =>
    url.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  )

test('Zalo is offered in Vietnamese alone, by plain links, and what the settings name in their order', async () => {
  const address = 'https%3A%2F%2Fthu.example.gov.vn%2F2024%2F05%2Ftin%2F'
  const subject = 'Tin%20%3Cb%3E%26%3C%2Fb%3E%20100%25'
  const zalo = `https://sp.zalo.me/share_inline?d=${encodeURIComponent(btoa('{"url":"https://thu.example.gov.vn/2024/05/tin/"}'))}`
  const facebook = `https://www.facebook.com/sharer/sharer.php?u=${address}`
  const email = `mailto:?subject=${subject}&body=${address}`
  expect(outward(await built(''))).toEqual([zalo, facebook, email])
  const english = await built('', 'Text.\n', 'en')
  expect(outward(english)).toEqual([facebook, email])
  expect(english.toLowerCase()).not.toContain('zalo')
  expect(outward(await built('share: [whatsapp, x, whatsapp]\n'))).toEqual([
    `https://wa.me/?text=${subject}%20${address}`,
    `https://x.com/intent/post?url=${address}&text=${subject}`,
  ])
  expect(await built('share: []\n')).not.toContain('data-aid="copy"')
  expect(await built('share: [copy]\n')).toContain('data-aid="copy"')
})

test('an error is reported to the office’s e-mail, with title and address; not where it has none', async () => {
  const html = await built('agency: {name: UBND xã, email: van.phong+tin@xa.example.gov.vn}\nshare: []\n')
  expect(outward(html)).toEqual([
    `mailto:van.phong%2Btin@xa.example.gov.vn?subject=${encodeURIComponent('Báo lỗi nội dung: Tin <b>&</b> 100%')}&body=https%3A%2F%2Fthu.example.gov.vn%2F2024%2F05%2Ftin%2F%0D%0A%0D%0A`,
  ])
  expect(await built('agency: {name: UBND xã, email: "a?cc=b@c@d"}\n')).not.toContain('Báo lỗi nội dung')
  expect(await built('')).not.toContain('Báo lỗi nội dung')
})

test('the office can be followed where the settings say', async () => {
  const html = await built(
    'follow: [rss, {zaloOA: "https://zalo.me/123"}, {email: "mailto:tin@xa.example.gov.vn"}, {title: "<b>Đài</b>", url: /dai/}]\n',
  )
  const [, block = ''] = /aria-labelledby="p_theo-doi">(.*?)<\/nav>/s.exec(html) ?? []
  const links = [...block.matchAll(/<a href="([^"]+)">([^<]*)<\/a>/g)].map(([, url, title]) => [url, title])
  expect(links).toEqual([
    ['/feed.xml', 'Kênh RSS'],
    ['https://zalo.me/123', 'Zalo OA'],
    ['mailto:tin@xa.example.gov.vn', 'Nhận tin qua thư điện tử'],
    ['/dai/', '&lt;b&gt;Đài&lt;/b&gt;'],
  ])
  expect(await built('')).not.toContain('p_theo-doi')
})

test('one bulletin is no “bulletins”', async () => {
  const root = portal({
    'portal.yaml': plainSettings.replace('language: vi', 'language: en'),
    'content/tin.md': bulletin(),
  })
  await buildPortal(root)
  expect(page(root, 'archive/index.html')).toMatch(/>1 bulletin</)
})
