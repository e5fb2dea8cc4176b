/** The portal's pages as JavaScript templates: functions from data to HTML; or, where the site is lean, as a small theme has them. */
import { absolute, escapeXml, isoDate, jsonLd, kinds, label, longDate, shortDate, site } from './portal.mjs'

/** @typedef {import('./portal.mjs').Item} Item */

/** @template T @param {readonly T[]} list @param {(one: T) => string} write */
const each = (list, write) => list.map(write).join('')

/** @param {Item} item */
const author = (item) => escapeXml(label('authors', item.author))
/** @param {Item} item */
const section = (item) => escapeXml(label('categories', item.category))

/** The page of a bulletin. @param {Item} item @param {string} html its text */
export const bulletinPage = (item, html) => frame(item, (site.lean ? leanArticle : article)(item, html), item)

/** Headline, date, author, text, tags. @param {Item} item @param {string} html */
const leanArticle = (item, html) => `<article class="sheet bulletin">
<h1>${escapeXml(item.title)}</h1>
<p>${time(item)} <a href="/tac-gia/${item.author}/">${author(item)}</a></p>
<div class="prose">
${html}
</div>
<p>${each(item.tags, (tag) => `<a href="/tu-khoa/${tag}/">${escapeXml(label('tags', tag))}</a> `)}</p>
</article>`

/** @param {Item} item @param {string} html */
function article(item, html) {
  const { older, newer } = item
  return `<nav class="crumbs" aria-label="Bạn đang ở đây">
<ol>
<li><a href="/">Trang chủ</a></li>
<li><a href="/chuyen-muc/${item.category}/">${section(item)}</a></li>
</ol>
</nav>
<article class="sheet bulletin">
<h1 dir="auto">${escapeXml(item.title)}</h1>
<dl class="byline">
<div><dt>Tác giả</dt><dd><a href="/tac-gia/${item.author}/" rel="author">${author(item)}</a></dd></div>
<div><dt>Đăng lần đầu</dt><dd><time datetime="${isoDate(item.date)}">${longDate(item.date)}</time></dd></div>
</dl>
<div class="columns">
<div class="text">
<div class="prose">
${html}
</div>
<div class="signature"><p><b>${author(item)}</b></p></div>
</div>
<div class="rail">
${tagsOf(item)}<section class="block tools" aria-labelledby="chia-se">
<h2 id="chia-se">Chia sẻ</h2>
<p><a class="button" href="mailto:?body=${absolute(item.url)}">Gửi qua email</a></p>
</section>
</div>
</div>
<nav class="neighbours" aria-label="Tin mới hơn và cũ hơn">
<ul>
${older ? `<li class="older"><a href="${older.url}" rel="prev"><span class="soft">Tin cũ hơn</span> <span class="headline" dir="auto">${escapeXml(older.title)}</span></a></li>` : ''}
${newer ? `<li class="newer"><a href="${newer.url}" rel="next"><span class="soft">Tin mới hơn</span> <span class="headline" dir="auto">${escapeXml(newer.title)}</span></a></li>` : ''}
</ul>
</nav>
</article>`
}

/** @param {Item} item */
const tagsOf = (item) =>
  item.tags.length === 0
    ? ''
    : `<section class="block" aria-labelledby="tu-khoa">
<h2 id="tu-khoa">Từ khóa</h2>
<ul class="chips">
${each(item.tags, (tag) => `<li><a href="/tu-khoa/${tag}/" rel="tag">${escapeXml(label('tags', tag))}</a></li>\n`)}</ul>
</section>
`

/** @param {Item} item */
const time = ({ date }) => `<time datetime="${isoDate(date)}">${shortDate(date)}</time>`

/** Bulletins in a list by headline and date. @param {Item[]} items */
const rows = (items) => `<ul class="rows">
${each(items, (item) => `<li><a href="${item.url}">${escapeXml(item.title)}</a> ${time(item)}</li>\n`)}</ul>`

/** Bulletins in a list. @param {Item[]} items */
const entries = (items) => (site.lean ? rows(items) : `<ol class="sheet entries">\n${each(items, entry)}</ol>`)

/** @type {WeakMap<Item, string>} */
const known = new WeakMap()

/** A bulletin in a list, the same in every list. @param {Item} item */
function entry(item) {
  let found = known.get(item)
  if (found === undefined) {
    found = `<li class="entry" dir="auto">
<h2><a href="${item.url}">${escapeXml(item.title)}</a></h2>
<p class="facts"><a href="/chuyen-muc/${item.category}/">${section(item)}</a> ${time(item)}</p>
<p>${escapeXml(item.description)}</p>
</li>
`
    known.set(item, found)
  }
  return found
}

/** One page of a list. @param {import('./portal.mjs').Listing} listing */
export function listingPage({ title, url, feed, items, previous, next, number, pages }) {
  const pager = `<nav class="pager" aria-label="Các trang">
<ul>
${previous ? `<li><a href="${previous}" rel="prev">Tin mới hơn</a></li>` : ''}
<li>Trang ${number}</li>
${next ? `<li><a href="${next}" rel="next">Tin cũ hơn</a></li>` : ''}
</ul>
</nav>`
  const main = `<nav class="crumbs" aria-label="Bạn đang ở đây"><ol><li><a href="/">Trang chủ</a></li></ol></nav>
<header class="page-head">
<h1 dir="auto">${escapeXml(title)}</h1>
<ul class="page-links">
<li><a href="/luu-tru/">Lưu trữ</a></li>
${feed ? `<li><a href="${feed}">Kênh RSS</a></li>` : ''}
</ul>
</header>
${entries(items)}
${pages > 1 ? pager : ''}`
  return frame({ title, description: title, url }, main)
}

/** The archive, or one year of it. @param {string} title @param {string} url @param {import('./portal.mjs').Year[]} years */
export function archivePage(title, url, years) {
  const main = `<header class="page-head"><h1>${escapeXml(title)}</h1></header>
<div class="sheet">
${each(
  years,
  (year) => `<section class="year">
<h2><a href="${year.url}">${year.title}</a></h2>
<p class="soft">${year.count} tin</p>
<ul class="months">
${each(year.months, (month) => `<li><a href="${month.url}">${month.title} <span class="soft">${month.count} tin</span></a></li>\n`)}</ul>
</section>
`,
)}</div>`
  return frame({ title, description: title, url }, main)
}

/** The home page: the newest bulletins and a block for every section. @param {Item[]} newest @param {ReturnType<typeof import('./portal.mjs').sections>} blocks */
export function homePage(newest, blocks) {
  const main = `<h1 class="visually-hidden">${escapeXml(site.title)}</h1>
${entries(newest)}
<div class="home-sections">
${each(
  blocks,
  (block) => `<section class="sheet">
<h2 class="ruled">${escapeXml(block.title)}</h2>
${rows(block.items)}
<p class="all"><a href="${block.url}">Xem tất cả: ${escapeXml(block.title)}</a></p>
</section>
`,
)}</div>`
  return frame({ title: 'Trang chủ', description: site.title, url: '/' }, main)
}

/** @typedef {{ title: string, description: string, url: string }} Head */

/** The frame of every page; `item` is the bulletin where it is one. @param {Head} head @param {string} main @param {Item} [item] */
const frame = (head, main, item) => `<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(head.title)} – ${site.title}</title>
<link rel="canonical" href="${absolute(head.url)}">
${site.lean ? '' : metadata(head, item)}<link rel="stylesheet" href="/assets/theme.css">
</head>
<body id="top">
<a class="skip" href="#noi-dung">Chuyển đến nội dung chính</a>
${masthead(item?.category)}
<main id="noi-dung" class="frame" tabindex="-1">
${main}
</main>
${footer}
<p class="printed">In từ ${site.title}: ${absolute(head.url)}</p>
</body>
</html>
`

/** @param {Head} head @param {Item} [item] */
function metadata(head, item) {
  const title = escapeXml(head.title)
  const description = escapeXml(head.description)
  const address = absolute(head.url)
  return `<meta name="description" content="${description}">
<link rel="alternate" type="application/rss+xml" title="${site.title} (RSS)" href="/feed.xml">
<meta name="DC.title" content="${title}">
<meta name="DC.description" content="${description}">
<meta name="DC.publisher" content="UBND huyện Yên Lộc">
<meta name="DC.identifier" content="${address}">
<meta name="DC.language" content="vi">
<meta name="DC.type" content="Text">
<meta name="DC.format" content="text/html">
<meta name="twitter:card" content="summary">
<meta property="og:type" content="${item ? 'article' : 'website'}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address}">
<meta property="og:site_name" content="${site.title}">
<meta property="og:locale" content="vi_VN">
${item ? bulletinMetadata(item) : ''}`
}

/** @param {Item} item */
const bulletinMetadata = (item) => `<meta name="DC.creator" content="${author(item)}">
<meta name="DC.date" content="${isoDate(item.date)}">
<meta name="DC.subject" content="${section(item)}">
<meta property="article:published_time" content="${isoDate(item.date)}">
<meta property="article:section" content="${section(item)}">
${each(item.tags, (tag) => `<meta property="article:tag" content="${escapeXml(label('tags', tag))}">\n`)}${jsonLd(item)}
`

/** The masthead and the menu. @param {string} [category] the section that the page belongs to */
const masthead = (category) => `<header class="top">
<div class="masthead frame">
<a class="office" href="/"><span class="names"><span class="parent">UBND tỉnh Sơn Lộc</span> <span class="name">UBND huyện Yên Lộc</span> <span class="site">${site.title}</span></span></a>
</div>
<nav id="menu" class="menu" aria-label="Danh mục">
<ul>
<li><a href="/">Trang chủ</a></li>
${each(kinds.categories, ({ id, title }) => `<li><a href="/chuyen-muc/${id}/"${id === category ? ' aria-current="true"' : ''}>${title}</a></li>\n`)}</ul>
</nav>
</header>`

const footer = `<footer class="foot">
<div class="frame">
<h2>UBND huyện Yên Lộc</h2>
<nav aria-label="Về trang này">
<ul>
<li><a href="/trang/">Tất cả tin bài</a></li>
<li><a href="/luu-tru/">Lưu trữ</a></li>
<li><a href="/feed.xml">Kênh RSS</a></li>
</ul>
</nav>
<p>Trang thông tin điện tử chính thức của UBND huyện Yên Lộc. Ghi rõ nguồn khi sử dụng lại thông tin.</p>
<p><a href="#top">Lên đầu trang</a></p>
</div>
</footer>`
