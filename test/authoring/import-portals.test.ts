/** Saved pages as portals build them: every text and picture of the article comes in, whatever the boxes around it. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk } from '../support/desk.ts'
import { portal, repository, tree, write } from '../support/portal.ts'

const lead = 'Sáng 17/1, xã Mường Thử tổ chức ra quân làm đường giao thông nông thôn với hơn 200 người tham gia.'
const texts = [
  'Đoạn thứ nhất nói về việc ra quân làm đường giao thông nông thôn tại bản Nà Lốc, nhân dân hiến đất và góp công trong nhiều ngày.',
  'Đoạn thứ hai nói về kết quả đạt được: đã bê tông hoá 2,5 km đường, rộng 3 m, tổng kinh phí hơn 1,2 tỷ đồng.',
  'Đoạn thứ ba nói về kế hoạch thời gian tới của xã trong quý II, tiếp tục vận động nhân dân hiến đất mở rộng đường liên bản.',
]
const ps = texts.map((one) => `<p>${one}</p>`).join('')
const divs = texts.map((one) => `<div>${one}</div>`).join('')
const breaks = texts.join('<br><br>')
const img = '<img src="a.png" alt="Ra quân">'
const fig = `<figure>${img}<figcaption>Nhân dân làm đường</figcaption></figure>`
const menu = '<ul><li><a href="/">Trang chủ</a></li><li><a href="/gt">Giới thiệu</a></li></ul>'
const nav = `<nav>${menu}</nav>`
const others = '<div class="related"><h3>Tin liên quan</h3><ul><li><a href="/a">Tin một</a></li></ul></div>'
const foot = '<footer>Bản quyền thuộc về xã Mường Thử</footer>'

/** Each gives the page's body for a headline. */
const layouts: Record<string, (title: string) => string> = {
  'NukeViet 4': (t) =>
    `${nav}<div class="news_column panel"><div class="panel-body"><h1 class="title margin-bottom-lg">${t}</h1><div class="row"><span class="h5">Thứ ba - 17/01/2023 08:15</span></div><div class="clearfix"><div class="hometext m-bottom">${lead}</div>${fig}</div><div id="news-bodyhtml" class="bodytext">${ps}</div><div><p class="h5 text-right"><strong>Tác giả: </strong>Lò Thị Hương</p></div></div></div>${others}`,
  'NukeViet 3': (t) =>
    `<div id="menu">${menu}</div><div class="news_column"><h1>${t}</h1><span class="time">Thứ ba - 17/01/2023 08:15</span><div id="hometext"><b>${lead}</b></div><div class="imghome">${img}</div><div class="bodytext">${breaks}</div><p>Tác giả: Lò Thị Hương</p></div>`,
  'VNPT iGate': (t) =>
    `${nav}<div class="news-detail"><div class="title-detail">${t}</div><span class="date">Thứ ba, 17/01/2023 | 08:15 (GMT+7)</span><div class="sapo">${lead}</div><div class="detail-content">${fig}${ps}</div><div class="author">Lò Thị Hương</div></div>${foot}`,
  'VNPT, date first': (t) =>
    `<div class="article-detail"><div class="post-date">08:15 17/01/2023</div><h1>${t}</h1><p class="lead">${lead}</p><div class="content">${divs}${img}</div><div>Tác giả: Lò Thị Hương</div></div>`,
  'news paper': (t) =>
    `<section class="detail"><header><span class="date">Thứ ba, 17/1/2023, 08:15 (GMT+7)</span></header><h1 class="title-detail">${t}</h1><p class="description">${lead}</p><article class="fck_detail">${ps}${fig}<p class="author_mail"><strong>Lò Thị Hương</strong></p></article></section>`,
  'h2 as lead': (t) =>
    `<div class="detail"><h1>${t}</h1><div>Ngày đăng: 17/01/2023</div><h2 class="sapo">${lead}</h2><div class="noidung">${ps}${img}</div><div class="tacgia">Tác giả: Lò Thị Hương</div></div>`,
  'table of the 2000s': (t) =>
    `<table width="100%"><tr><td width="20%">Menu trái<br><a href="/1">Một</a><br><a href="/2">Hai</a></td><td><div><b>${t}</b></div><div>17/01/2023</div><div><b>${lead}</b></div><div>${ps}${img}</div><div align="right"><b>Lò Thị Hương</b></div></td></tr></table>`,
  'nested tables': (t) =>
    `<table><tr><td><table><tr><td><a href="/1">Một</a></td></tr></table></td><td><table><tr><td class="title">${t}</td></tr><tr><td>Ngày đăng: 17/01/2023</td></tr><tr><td>${lead}</td></tr><tr><td>${ps}</td></tr><tr><td>${img}</td></tr><tr><td>Tác giả: Lò Thị Hương</td></tr></table></td></tr></table>`,
  'font and center': (t) =>
    `<center><font size="4"><b><h2>${t}</h2></b></font></center><p>Ngày đăng: 17/01/2023</p><font face="Arial"><p>${lead}</p>${ps}<center>${img}</center></font><p>Tác giả: Lò Thị Hương</p>`,
  'WordPress classic': (t) =>
    `${nav}<article class="post"><header class="entry-header"><h1 class="entry-title">${t}</h1></header><time datetime="2023-01-17T08:15:00+07:00">17/01/2023</time><div class="entry-content"><p>${lead}</p>${ps}<div class="wp-caption">${img}</div></div><p>Tác giả: Lò Thị Hương</p></article>${foot}`,
  'WordPress lazy': (t) =>
    `<article><h1>${t}</h1><p>Đăng ngày 17/01/2023</p><div class="entry-content"><p>${lead}</p>${ps}<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" data-lazy-src="a.png" alt="Ra quân"></div><p>By: Lò Thị Hương</p></article>`,
  'srcset alone': (t) =>
    `<article><h1>${t}</h1><p>Ngày đăng: 17/01/2023</p><p>${lead}</p>${ps}<img srcset="b.png 300w, a.png 800w" alt="Ra quân"><p>Tác giả: Lò Thị Hương</p></article>`,
  'picture element': (t) =>
    `<article><h1>${t}</h1><p>Ngày đăng: 17/01/2023</p><p>${lead}</p>${ps}<picture><source srcset="a.png 800w"><img src="https://cdn.example/x.png" alt="Ra quân"></picture><p>Tác giả: Lò Thị Hương</p></article>`,
  'Joomla 3': (t) =>
    `<div class="item-page"><div class="page-header"><h2 itemprop="headline">${t}</h2></div><dl class="article-info"><dd>Ngày đăng: 17/01/2023</dd></dl><div itemprop="articleBody"><p>${lead}</p>${ps}<p>${img}</p></div><p>Tác giả: Lò Thị Hương</p></div>`,
  'Joomla 1.5': (t) =>
    `<table class="contentpaneopen"><tr><td class="contentheading">${t}</td></tr></table><table class="contentpaneopen"><tr><td class="createdate">Thứ ba, 17/01/2023 08:15</td></tr><tr><td><p>${lead}</p>${ps}<p>${img}</p><p>Tác giả: Lò Thị Hương</p></td></tr></table>`,
  Liferay: (t) =>
    `<div class="journal-content-article"><h3 class="title">${t}</h3><div>Ngày đăng: 17/01/2023</div><div class="summary">${lead}</div><div class="text">${ps}${img}</div><div>Tác giả: Lò Thị Hương</div></div>`,
  SharePoint: (t) =>
    `<form id="aspnetForm"><div id="s4-workspace"><div class="ArticleTitle title"><h1>${t}</h1></div><div>Ngày đăng: 17/01/2023</div><div class="ms-rtestate-field">${lead}</div><div class="ms-rtestate-field"><div>${ps}</div>${img}</div><div>Tác giả: Lò Thị Hương</div></div></form>`,
  'Drupal 7': (t) =>
    `<div id="content"><h1 class="title">${t}</h1><div class="node"><div class="submitted">Ngày đăng: 17/01/2023</div><div class="field-name-field-lead">${lead}</div><div class="field-name-body">${ps}</div><div class="field-name-field-image">${img}</div><div>Tác giả: Lò Thị Hương</div></div></div>`,
  'Drupal 9': (t) =>
    `<main><h1><span>${t}</span></h1><article><time datetime="2023-01-17">17/01/2023</time><div class="field--lead">${lead}</div><div class="field--body">${ps}${fig}</div></article><p>Tác giả: Lò Thị Hương</p></main>`,
  'gov.uk': (t) =>
    `<div class="govuk-width-container"><main><h1 class="gem-c-title__text">${t}</h1><p class="gem-c-lead-paragraph">${lead}</p><div class="metadata"><p>Published 17/01/2023</p></div><div class="govspeak">${ps}${fig}</div><p>Author: Lò Thị Hương</p></main></div>${foot}`,
  'gov.in': (t) =>
    `<div id="SkipContent"><h2 class="heading4">${t}</h2><div class="event">Ngày đăng: 17/01/2023</div><div class="row"><div class="col-md-12"><p>${lead}</p>${ps}${img}</div></div><p>Author: Lò Thị Hương</p></div>`,
  'US county': (t) =>
    `${nav}<div class="widgetNews"><h1>${t}</h1><div>Posted on: 17/01/2023</div><p>${lead}</p><div class="fr-view">${ps}<p>${img}</p></div><p>Author: Lò Thị Hương</p></div>`,
  AEM: (t) =>
    `<main><div class="cmp-title"><h1 class="cmp-title__text">${t}</h1></div><div class="cmp-text"><p>Ngày đăng: 17/01/2023</p></div><div class="cmp-text"><p>${lead}</p></div><div class="cmp-text">${ps}</div><div class="cmp-image">${img}</div><div class="cmp-text"><p>Tác giả: Lò Thị Hương</p></div></main>`,
  Isomer: (t) =>
    `<section class="bp-section"><h1>${t}</h1><p>Ngày đăng: 17/01/2023</p><div class="content"><p>${lead}</p>${ps}<p>${img}</p></div><p>Tác giả: Lò Thị Hương</p></section>`,
  'print version': (t) =>
    `<h1>${t}</h1><hr><p>Ngày đăng: 17/01/2023</p><p>${lead}</p>${ps}<p>${img}</p><p>Tác giả: Lò Thị Hương</p>`,
  'lead figure first': (t) =>
    `<div class="detail"><h1>${t}</h1><p>Ngày đăng: 17/01/2023</p>${fig}<div class="intro">${lead}</div><div class="body">${ps}</div><p>Tác giả: Lò Thị Hương</p></div>`,
  TYPO3: (t) =>
    `<div class="news-single"><div class="article"><h1>${t}</h1><p><time datetime="2023-01-17">17.01.2023</time></p><div class="teaser-text"><p>${lead}</p></div><div class="news-img-wrap">${img}</div><div class="news-text-wrap">${ps}</div></div><p>Tác giả: Lò Thị Hương</p></div>`,
  DotNetNuke: (t) =>
    `<div class="DNNContainer"><div class="edn_article"><h1 class="edn_articleTitle">${t}</h1><span>17/01/2023 08:15</span><div class="edn_articleSummary">${lead}</div><div class="edn_articleContent"><div>${ps}</div>${img}</div><div>Tác giả: Lò Thị Hương</div></div></div>`,
  'span soup': (t) =>
    `<div class="box"><span class="tieu-de"><div>${t}</div></span><span>17/01/2023</span><div><span><div>${lead}</div></span><span>${divs}</span>${img}</div><div>Tác giả: Lò Thị Hương</div></div>`,
  'Word, saved as a web page': (t) =>
    `<div class="WordSection1"><h1>${t}</h1><p class="MsoNormal">Ngày đăng: 17/01/2023</p><p class="MsoNormal">${lead}</p>${texts.map((one) => `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><!--[if !supportLists]--><span style="mso-list:Ignore">·<span>&nbsp; </span></span><!--[endif]-->${one}</p>`).join('')}<p>${img}</p><p>Tác giả: Lò Thị Hương</p></div>`,
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

test('each comes in word by word and picture by picture, and no word is lost', async () => {
  const root = portal({})
  const names = Object.keys(layouts)
  const titleOf = (index: number) => `Xã Mường Thử ra quân làm đường kiểu ${index + 100}`
  write(
    root,
    Object.fromEntries(
      names.map((name, index) => [
        `old/${index}.html`,
        `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${titleOf(index)}</title></head><body>${layouts[name]?.(titleOf(index))}</body></html>`,
      ]),
    ),
  )
  cpSync(join(repository, 'test/authoring/import/page_files/hop.png'), join(root, 'old/a.png'))
  const { error } = await desk(['import', join(root, 'old'), '--root', root])
  const written = [...tree(join(root, 'content')).values()]
  const found = names.map((name, index) => {
    const text = written.find((one) => one.includes(`title: ${titleOf(index)}\n`)) ?? ''
    const body = text.split('---\n').slice(2).join('')
    const { title, author, date } = splitFrontMatter(text, 'x.md').frontMatter?.values ?? {}
    return {
      name,
      title,
      author,
      date: String(date).slice(0, 10),
      words: words(body.replace(/!\[.*?\]\(.*?\)/g, '')).join(' '),
      pictures: body.match(/!\[Ra quân\]\([^)\s]+\.png/g)?.length,
    }
  })
  expect(found).toEqual(
    names.map((name, index) => ({
      name,
      title: titleOf(index),
      author: 'Lò Thị Hương',
      date: '2023-01-17',
      words: words([lead, ...texts].join(' ')).join(' '),
      pictures: 1,
    })),
  )
  expect(error).not.toContain('import-words-lost')
})
