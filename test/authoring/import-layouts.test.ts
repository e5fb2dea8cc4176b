/** Saved pages as portals are built: the lead, the date and the pictures are found wherever a layout has them, and no word is lost unreported. */
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk, time } from '../support/desk.ts'
import { buildPortal, portal, repository, tree, write } from '../support/portal.ts'

const now = Number(time.SOURCE_DATE_EPOCH) * 1000
const title = 'Xã ra quân làm đường liên bản'
const lead = 'Sáng 17/1, xã tổ chức ra quân làm đường giao thông nông thôn với hơn hai trăm người tham gia.'
const [one, two, three] = ['nhất', 'hai', 'ba'].map(
  (nth) =>
    `Đoạn thứ ${nth} của bài nói về việc nhân dân hiến đất, góp công lao động trong nhiều ngày để làm đường giao thông tại các bản.`,
)
const text = `<p>${one}</p><p>${two}</p><p>${three}</p>`
const menu = '<nav><a href="/">Trang chủ</a> <a href="/gt">Giới thiệu</a></nav>'
const others = '<div class="related"><h3>Tin liên quan</h3><ul><li><a href="/a">Tin một</a></li></ul></div>'
const page = (body: string, head = '') =>
  `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`
const picture = 'page_files/hop.png'

/** Imports one page with a picture at hand, and builds it. */
async function imported(html: string, ...args: string[]) {
  const root = portal({})
  rmSync(join(root, 'content'), { recursive: true, force: true })
  write(root, { 'old/page.html': html })
  cpSync(join(repository, 'test/authoring/import/page_files'), join(root, 'old/page_files'), { recursive: true })
  const { exit, out, error } = await desk([
    'import',
    join(root, 'old/page.html'),
    '--root',
    root,
    '--author',
    'Lò A',
    ...args,
  ])
  const content = existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()
  const [path = '', written = ''] = [...content].find(([name]) => name.endsWith('.md')) ?? []
  const { values, body } = splitFrontMatter(written, path).frontMatter ?? { values: {}, body: '' }
  const built = await buildPortal(root, { now, drafts: true })
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return { exit, out, error, files: [...content.keys()], values, body: body.trim() }
}

const layouts: [name: string, html: string, date: string, lead: string | null][] = [
  [
    'NukeViet: weekday, dash, time; the lead beside a figure',
    page(
      `${menu}<div class="news_column"><div class="panel-body"><h1 class="title">${title}</h1><div class="row"><span class="h5">Thứ ba - 17/01/2023 08:15</span></div><div class="clearfix"><div class="hometext">${lead}</div><figure><img alt="Ra quân" src="${picture}"><figcaption>Ra quân</figcaption></figure></div><div id="news-bodyhtml">${text}</div></div></div>${others}`,
    ),
    '2023-01-17',
    lead,
  ],
  [
    'a news site: the date above the headline',
    page(
      `${menu}<section class="detail"><header><span class="date">Thứ ba, 17/1/2023, 08:15 (GMT+7)</span></header><h1>${title}</h1><p class="description">${lead}</p><article>${text}</article></section>`,
    ),
    '2023-01-17',
    lead,
  ],
  [
    'a lead that is a heading',
    page(
      `${menu}<div class="article-header"><h1>${title}</h1><div>17/01/2023 08:15</div><h2 class="sapo">${lead}</h2></div><div class="body">${text}</div>`,
    ),
    '2023-01-17',
    lead,
  ],
  [
    'the time before the day',
    page(
      `<div id="main"><h1>${title}</h1><div>08:15 | 17/01/2023</div><div>${lead}</div><div class="content">${text}</div></div>`,
    ),
    '2023-01-17',
    lead,
  ],
  [
    'one layout table for menu and text',
    page(
      `<table width="100%"><tr><td width="20%">Menu trái<br><a href="/1">Một</a></td><td><div><b>${title}</b></div><div>17/01/2023</div><div><b>${lead}</b></div><div>${text}</div></td></tr></table>`,
    ),
    '2023-01-17',
    `**${lead}**`,
  ],
  [
    'tables within tables',
    page(
      `<table><tr><td><table><tr><td>Trang chủ</td><td>Liên hệ</td></tr></table></td></tr><tr><td><table><tr><td><h1>${title}</h1><p>Ngày đăng: 17/01/2023</p><p>${lead}</p>${text}</td></tr></table></td></tr></table>`,
    ),
    '2023-01-17',
    lead,
  ],
  [
    'WordPress',
    page(
      `${menu}<article class="post"><header class="entry-header"><h1 class="entry-title">${title}</h1><time class="entry-date" datetime="2023-01-17T08:15:00+07:00">17 Tháng Một, 2023</time></header><div class="entry-content"><p>${lead}</p>${text}</div></article>`,
    ),
    '2023-01-17T08:15:00+07:00',
    lead,
  ],
  [
    'an English office',
    page(
      `<header><a href="/">County</a></header><main><h1>${title}</h1><p class="byline">January 17, 2023</p><div class="body"><p>${lead}</p>${text}</div></main>`,
    ),
    '2023-01-17',
    lead,
  ],
]

test.each(layouts)('%s', async (_, html, date, shown) => {
  const { exit, error, values, body } = await imported(html)
  expect([exit, error]).toEqual([0, ''])
  expect(values).toMatchObject({ title, date })
  const paragraphs = body.split('\n\n').filter((line) => !line.startsWith('!['))
  expect(paragraphs).toEqual([...(shown === null ? [] : [shown]), one, two, three])
})

test('the date in a page’s own head is today’s, not the article’s', async () => {
  const { error } = await imported(
    page(`<div class="top">Thứ hai, 01/12/2025</div><h1>${title}</h1><div class="body">${text}</div>`),
  )
  expect(error).toContain('[import-date-missing]')
})

test('pictures are found by what loads late, by every form, by the old address, and in the page itself', async () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg=='
  const pictures = [
    `<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" data-src="${picture}" alt="Muộn"></p>`,
    `<p><picture><source srcset="${picture} 800w, nho.png 400w"><img src="https://cu.example.gov.vn/nho.png" alt="Nhiều cỡ"></picture></p>`,
    `<p><img src="https://cu.example.gov.vn/${picture}" alt="Địa chỉ cũ"></p>`,
    `<p><img src="data:image/png;base64,${png}" alt="Nhúng"></p>`,
  ]
  const html = page(`<h1>${title}</h1><p>Ngày đăng: 17/01/2023</p><div class="body">${text}${pictures.join('')}</div>`)
  const { body, error, files } = await imported(html, '--base', 'https://cu.example.gov.vn/')
  expect(error).toBe('')
  for (const alt of ['Muộn', 'Nhiều cỡ', 'Địa chỉ cũ', 'Nhúng'])
    expect(body).toMatch(new RegExp(`!\\[${alt}\\]\\(\\S+\\.png\\)`))
  expect(files.filter((name) => name.endsWith('.png'))).toHaveLength(4)
})

test('frames and films are links, by the address that a person opens', async () => {
  const embeds = [
    '<iframe src="https://www.youtube.com/embed/abcDEF12345" title="Phóng sự"></iframe>',
    '<iframe src="https://docs.google.com/viewer?url=https%3A%2F%2Fcu.example.gov.vn%2Fvb.pdf&amp;embedded=true"></iframe>',
    '<video controls src="https://cu.example.gov.vn/phim.mp4"></video>',
    '<object data="https://cu.example.gov.vn/so-do.pdf" type="application/pdf"></object>',
  ]
  const { body, out } = await imported(
    page(
      `<h1>${title}</h1><p>Ngày đăng: 17/01/2023</p><div class="body">${text}${embeds.map((one) => `<p>${one}</p>`).join('')}</div>`,
    ),
  )
  expect(body).toContain('[Phóng sự](https://www.youtube.com/watch?v=abcDEF12345)')
  for (const address of ['vb.pdf', 'phim.mp4', 'so-do.pdf']) {
    expect(body).toContain(`[${address}](https://cu.example.gov.vn/${address})`)
    expect(out).toContain(`https://cu.example.gov.vn/${address}\n`)
  }
})

test('a page that Word saved has its lists', async () => {
  const item = (mark: string, words: string, level = 1) =>
    `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp;&nbsp; </span></span><![endif]>${words}</p>`
  const { body, error } = await imported(
    page(
      `<div class=WordSection1><p class=MsoTitle>${title}</p><p>Ngày đăng: 17/01/2023</p>${text}${item('·', 'Một')}${item('o', 'Trong một', 2)}${item('·', 'Hai')}<p>Giữa.</p>${item('1.', 'Thứ nhất')}${item('2.', 'Thứ hai')}</div>`,
    ),
  )
  expect(error).toBe('')
  expect(body).toContain('- Một\n  - Trong một\n- Hai\n\nGiữa.\n\n1. Thứ nhất\n2. Thứ hai')
})
