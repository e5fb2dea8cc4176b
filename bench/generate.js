/** Writes a portal of made-up bulletins, the same texts for every generator that is measured. */
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { attachment, pictures } from './media.js'
import * as words from './vocabulary.js'

/** @typedef {'build-portal' | 'hugo' | 'eleventy' | 'astro' | 'hexo' | 'metalsmith'} Program */
/** @typedef {Program | 'build-portal-lean' | 'hugo-lean' | 'eleventy-lean'} Peer a program with its full site, or with a small theme's */

/**
 * What only build-portal is given, and only with extras.
 * @typedef {object} Extras
 * @property {{ number: string, date: string, issuer: string, title: string }[]} decisions
 * @property {string | null} image the name of a picture beside the bulletin
 * @property {boolean} attachment
 * @property {string | null} summary
 * @property {string[]} lines more lines of front matter
 */

/**
 * @typedef {object} Bulletin
 * @property {string} title
 * @property {string} slug
 * @property {string} date with the offset of Vietnam
 * @property {string} category
 * @property {string} author
 * @property {string[]} tags
 * @property {string} body Markdown
 * @property {Extras | null} extras
 */

/**
 * @typedef {object} Options
 * @property {number} count how many bulletins
 * @property {number} [seed]
 * @property {boolean} [extras]
 */

/** @type {readonly Peer[]} */
const peers = [
  'build-portal',
  'build-portal-lean',
  'hugo',
  'hugo-lean',
  'eleventy',
  'eleventy-lean',
  'astro',
  'hexo',
  'metalsmith',
]

/** @param {Peer} peer */
const programOf = (peer) => /** @type {Program} */ (peer.replace('-lean', ''))

/** Where the generated portal would stand. */
const site = {
  url: 'https://yenloc.example.gov.vn/',
  title: 'Trang thông tin điện tử huyện Yên Lộc',
  pageSize: 20,
}

const here = dirname(fileURLToPath(import.meta.url))
const day = 86_400_000
const firstDay = Date.UTC(2010, 0, 1)
const days = (Date.UTC(2026, 0, 1) - firstDay) / day

/** Plain letters, digits and hyphens. @param {string} text */
export function fold(text) {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** The bulletins, the oldest first. @param {Options} options @returns {Generator<Bulletin>} */
export function* bulletins({ count, seed = 1, extras = false }) {
  /** @type {Map<string, number>} */
  const titles = new Map()
  /** @type {Bulletin | null} */
  let before = null
  for (let index = 0; index < count; index++) {
    const chance = chanceOf(seed, index)
    const moment = momentOf(index, count, chance)
    const made = write(chance, moment, titles, extras ? { index, before } : null)
    yield made
    before = made
  }
}

/** One bulletin more, newer than all of `bulletins`. @param {Options} options @returns {Bulletin} */
export function newestBulletin({ count, seed = 1, extras = false }) {
  const made = write(
    chanceOf(seed, count),
    Date.UTC(2025, 11, 31, 17, 59, 59),
    new Map(),
    extras ? { index: 1, before: null } : null,
  )
  return { ...made, title: `Bản tin cuối ngày: ${made.title}`, slug: `ban-tin-cuoi-ngay-${made.slug}` }
}

/** The file of a bulletin in a project. @param {Peer} peer @param {Bulletin} bulletin */
export function fileOf(peer, { date, slug }) {
  const folders = {
    'build-portal': 'content',
    hugo: 'content/tin',
    eleventy: 'content',
    astro: 'content',
    hexo: 'source/_posts',
    metalsmith: 'content',
  }
  return `${folders[programOf(peer)]}/${date.slice(0, 4)}/${date.slice(5, 7)}/${slug}.md`
}

/** The address of a bulletin's page, the same for every peer. @param {Bulletin} bulletin */
export function pageOf({ date, slug }) {
  return `${date.slice(0, 4)}/${date.slice(5, 7)}/${slug}/index.html`
}

/** The text of a bulletin's file. @param {Peer} peer @param {Bulletin} bulletin */
export function textOf(peer, bulletin) {
  const { title, date, category, author, tags, body } = bulletin
  const head = [`title: ${JSON.stringify(title)}`]
  const program = programOf(peer)
  if (program === 'build-portal') {
    head.push(`date: ${date}`, `author: ${author}`, `category: ${category}`)
    if (tags.length > 0) head.push(`tags: [${tags.join(', ')}]`)
    head.push(...extraLines(bulletin))
    return `---\n${head.join('\n')}\n---\n\n${body}`
  }
  const tagIds = `[${tags.map(fold).join(', ')}]`
  if (program === 'hugo')
    head.push(`date: ${date}`, `tac-gia: [${fold(author)}]`, `chuyen-muc: [${category}]`, `tu-khoa: ${tagIds}`)
  // Hexo keeps `category` for itself and reads a date without an offset in the site's zone.
  else if (program === 'hexo')
    head.push(
      `date: ${date.slice(0, 19).replace('T', ' ')}`,
      `author: ${fold(author)}`,
      `section: ${category}`,
      `keywords: ${tagIds}`,
    )
  else head.push(`date: ${date}`, `author: ${fold(author)}`, `category: ${category}`, `keywords: ${tagIds}`)
  return `---\n${head.join('\n')}\n---\n\n${body}`
}

/** The names behind the ids that the peers' bulletins hold. */
function labels() {
  return {
    categories: words.categories.map(({ id, title }) => ({ id, title })),
    authors: words.authors.map((name) => ({ id: fold(name), title: name })),
    tags: words.tags.map((name) => ({ id: fold(name), title: name })),
  }
}

/**
 * Writes a whole project: the settings, the templates and the bulletins.
 * @param {Options & { peer: Peer, into: string, settings?: string[] }} options `settings`: more lines of portal.yaml
 */
export async function writeProject({ peer, into, settings = [], ...options }) {
  mkdirSync(into, { recursive: true })
  if (readdirSync(into).length > 0) throw new Error(`${into} is not empty`)
  const program = programOf(peer)
  if (program === 'build-portal') writeFileSync(join(into, 'portal.yaml'), portalYaml(options.extras ?? false, settings))
  else writePeer(program, peer !== program, into)
  const overlay = join(here, 'peers', peer)
  if (peer !== program && existsSync(overlay)) cpSync(overlay, into, { recursive: true })
  const folders = new Set()
  const media = options.extras ? { pictures: await pictures(), attachment: attachment() } : null
  let bytes = 0
  let files = 0
  for (const bulletin of bulletins(options)) {
    const file = join(into, fileOf(peer, bulletin))
    const folder = dirname(file)
    if (!folders.has(folder)) {
      folders.add(folder)
      mkdirSync(folder, { recursive: true })
      if (program === 'hugo') writeArchive(into, bulletin.date)
      if (media) {
        for (const [name, content] of media.pictures) writeFileSync(join(folder, name), content)
        writeFileSync(join(folder, 'danh-sach.pdf'), media.attachment)
      }
    }
    const text = Buffer.from(textOf(peer, bulletin))
    writeFileSync(file, text)
    bytes += text.length
    files++
  }
  return { files, bytes }
}

/** @param {Exclude<Program, 'build-portal'>} program @param {boolean} lean @param {string} into */
function writePeer(program, lean, into) {
  const data = join(into, 'data')
  const json = (/** @type {object} */ value) => `${JSON.stringify(value, null, 1)}\n`
  const assets = {
    hugo: 'static/assets',
    eleventy: 'assets',
    astro: 'public/assets',
    hexo: 'source/assets',
    metalsmith: 'content/assets',
  }[program]
  cpSync(join(here, 'peers', program), into, { recursive: true })
  cpSync(join(here, '..', 'static', 'theme.css'), join(into, assets, 'theme.css'))
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, 'labels.json'), json({ site: { ...site, lean }, ...labels() }))
  if (program === 'hugo') {
    const byId = (/** @type {{ id: string, title: string }[]} */ list) =>
      Object.fromEntries(list.map(({ id, title }) => [id, title]))
    const names = Object.entries(labels()).map(([kind, list]) => [kind, byId(list)])
    writeFileSync(join(data, 'names.json'), json(Object.fromEntries(names)))
    return
  }
  cpSync(join(here, 'peers', 'shared'), join(into, 'shared'), { recursive: true })
  const modules = join(here, 'node_modules')
  if (existsSync(modules)) symlinkSync(realpathSync(modules), join(into, 'node_modules'))
}

/** Hugo makes the archive of sections, one for a year and one for a month. @param {string} into @param {string} date */
function writeArchive(into, date) {
  const [year = '', month = ''] = date.split('-')
  const section = (/** @type {string} */ path, /** @type {string} */ title, /** @type {string} */ layout) =>
    writeFileSync(
      join(into, 'content/tin', path, '_index.md'),
      `---\ntitle: ${title}\nurl: /luu-tru/${path}/\nlayout: ${layout}\n---\n`,
    )
  section(year, `Năm ${year}`, 'year')
  section(`${year}/${month}`, `Tháng ${month}/${year}`, 'month')
}

/** @param {boolean} extras @param {string[]} settings */
function portalYaml(extras, settings) {
  const lines = [
    `title: ${site.title}`,
    `url: ${site.url}`,
    'language: vi',
    'timezone: Asia/Ho_Chi_Minh',
    'categories:',
    ...words.categories.map(({ id, title }) => `  - {id: ${id}, title: ${title}}`),
    `pageSize: ${site.pageSize}`,
    'feedSize: 30',
    'agency: {name: UBND huyện Yên Lộc, parent: UBND tỉnh Sơn Lộc}',
    ...settings,
  ]
  if (extras) {
    lines.push('issuers:', ...words.issuers.map((name) => `  - {name: ${name}}`))
    lines.push('home: {announcements: thong-bao}')
  }
  return `${lines.join('\n')}\n`
}

/** @param {Bulletin} bulletin */
function extraLines({ extras }) {
  if (!extras) return []
  const lines = []
  if (extras.summary) lines.push(`summary: ${JSON.stringify(extras.summary)}`)
  if (extras.decisions.length > 0) lines.push('decision:')
  for (const { number, date, issuer, title } of extras.decisions) {
    lines.push(`  - {number: ${number}, date: ${date}, issuer: ${issuer}, title: ${JSON.stringify(title)}}`)
  }
  if (extras.image)
    lines.push(
      `image: {src: ${extras.image}, alt: Quang cảnh buổi làm việc ở cơ sở, caption: Quang cảnh buổi làm việc}`,
    )
  if (extras.attachment) lines.push('attachments: [{file: danh-sach.pdf, title: Danh sách kèm theo}]')
  return [...lines, ...extras.lines]
}

/**
 * A source of chance of its own for every bulletin, so that a bulletin does not depend on those before it.
 * @param {number} seed @param {number} index
 */
function chanceOf(seed, index) {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    /** A whole number from `low` to `high`. @param {number} low @param {number} high */
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    /** One of a list. @template T @param {readonly T[]} list @returns {T} */
    one: (list) => /** @type {T} */ (list[Math.floor(next() * list.length)]),
    /** Several of a list, none twice. @template T @param {readonly T[]} list @param {number} count @returns {T[]} */
    some: (list, count) => {
      const rest = [...list]
      return Array.from(
        { length: Math.min(count, rest.length) },
        () => /** @type {T} */ (rest.splice(Math.floor(next() * rest.length), 1)[0]),
      )
    },
  }
}

/** @typedef {ReturnType<typeof chanceOf>} Chance */

/**
 * The office hours of a day, so that every peer finds the same day whatever zone it counts in.
 * As if the clock of Vietnam were UTC.
 * @param {number} index @param {number} count @param {Chance} chance
 */
function momentOf(index, count, chance) {
  const at = ((index + chance.next() * 0.9) / count) * days
  const date = Math.floor(at)
  return firstDay + date * day + Math.floor((7.25 + (at - date) * 10.5) * 3600) * 1000
}

/** @param {number} moment */
const stamp = (moment) => `${new Date(moment).toISOString().slice(0, 19)}+07:00`
/** @param {number} moment */
const dmy = (moment) => new Date(moment).toISOString().slice(0, 10).split('-').reverse().join('/')
/** @param {number} number */
const thousands = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, '.')
/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * @param {Chance} chance @param {number} moment @param {Map<string, number>} titles
 * @param {{ index: number, before: Bulletin | null } | null} extras
 * @returns {Bulletin}
 */
function write(chance, moment, titles, extras) {
  const category = chance.one(words.categories)
  const about = {
    moment,
    commune: chance.one(words.communes),
    crop: chance.one(words.crops),
    animal: chance.one(words.animals),
    sentences: [...category.sentences, ...words.anySentences],
  }
  const subject = fill(chance.one(category.subjects), chance, about)
  const place = chance.next() < 0.5 ? about.commune : chance.one(words.villages)
  const headline = capital(chance.one(words.headlines).replace('{s}', subject).replace('{p}', place))
  const seen = (titles.get(headline) ?? 0) + 1
  titles.set(headline, seen)
  const title = seen === 1 ? headline : `${headline} (đợt ${seen})`
  return {
    title,
    slug: fold(title),
    date: stamp(moment),
    category: category.id,
    author: chance.one(words.authors),
    tags: chance.some(words.tags, chance.whole(0, 4)),
    body: bodyOf(chance, about, extras?.before ?? null),
    extras: extras && extrasOf(chance, moment, subject, extras.index),
  }
}

/** @typedef {{ moment: number, commune: string, crop: string, animal: string, sentences: string[] }} About */

/** @type {Map<string, string[]>} */
const compiled = new Map()

/** Fills the places of a sentence. @param {string} template @param {Chance} chance @param {About} about */
function fill(template, chance, about) {
  let parts = compiled.get(template)
  if (!parts) {
    parts = template.split(/\{(\w+)\}/)
    compiled.set(template, parts)
  }
  let text = parts[0] ?? ''
  for (let at = 1; at < parts.length; at += 2) text += slot(parts[at] ?? '', chance, about) + parts[at + 1]
  return text
}

/** @param {string} name @param {Chance} chance @param {About} about */
function slot(name, chance, about) {
  switch (name) {
    case 'xa':
      return chance.next() < 0.6 ? about.commune : chance.one(words.communes)
    case 'ban':
      return chance.one(words.villages)
    case 'coquan':
      return chance.one(words.agencies)
    case 'nguoi':
      return chance.one(words.officials)
    case 'nguoidan':
      return chance.one(words.people)
    case 'cay':
      return about.crop
    case 'con':
      return about.animal
    case 'ngay':
      return dmy(about.moment + chance.whole(-20, 30) * day)
    case 'thang':
      return `tháng ${new Date(about.moment).getUTCMonth() + 1}`
    case 'n':
      return String(chance.whole(2, 15))
    case 'm':
      return String(chance.whole(16, 480))
    case 'N':
      return thousands(chance.whole(500, 48_000))
    case 'pt':
      return `${chance.whole(51, 99)},${chance.whole(0, 9)}`
    case 'ty':
      return `${chance.whole(1, 60)},${chance.whole(1, 9)}`
    default:
      throw new Error(`no such place in a sentence: ${name}`)
  }
}

/** @param {Chance} chance @param {About} about @param {Bulletin | null} before */
function bodyOf(chance, about, before) {
  const target = chance.whole(3800, 6200)
  const headings = chance.some(words.headings, words.headings.length)
  const paragraph = () => {
    const sentences = chance
      .some(about.sentences, chance.whole(2, 4))
      .map((sentence) => capital(fill(sentence, chance, about)))
    const turn = chance.next()
    if (turn < 0.15) sentences[0] = `**${chance.one(words.emphases)}** ${sentences[0]}`
    else if (turn < 0.3) sentences.push(`Xem [${linkTo(chance)}.`)
    else if (turn < 0.35)
      sentences.push(`Địa chỉ tra cứu: <https://tracuu.example.gov.vn/ho-so/${chance.whole(1000, 9999)}>.`)
    else if (turn < 0.4)
      sentences.push(
        `Thông tin thêm có tại https://tinhsonloc.example.gov.vn/tin/${chance.whole(1000, 9999)}/ và ở trụ sở ${about.commune}.`,
      )
    return sentences.join(' ')
  }
  const blocks = [paragraph()]
  let bytes = Buffer.byteLength(blocks[0] ?? '')
  /** @param {string} block */
  const add = (block) => {
    blocks.push(block)
    bytes += Buffer.byteLength(block) + 2
  }
  if (before && chance.next() < 0.4) {
    add(`Trước đó, trang này đã đưa tin: [${before.title}](/${pageOf(before).slice(0, -'index.html'.length)}).`)
  }
  let withTable = chance.next() < 0.2
  let withQuote = chance.next() < 1 / 6
  for (let section = 0; bytes < target; section++) {
    const heading = headings.pop()
    if (heading) add(`${section % 3 === 2 ? '###' : '##'} ${heading}`)
    add(paragraph())
    if (withTable) {
      add(tableOf(chance, about))
      withTable = false
    }
    if (withQuote && section > 0) {
      add(`> ${chance.one(words.quotes)}\n>\n> ${capital(fill('{nguoidan}, {ban}', chance, about))}`)
      withQuote = false
    }
    if (bytes < target && chance.next() < 0.35) add(listOf(chance, about))
    if (bytes < target && chance.next() < 0.5) add(paragraph())
  }
  return `${blocks.join('\n\n')}\n`
}

/** The rest of a link after its opening bracket. @param {Chance} chance */
function linkTo(chance) {
  const [text, path] = chance.one(words.links)
  return `${text}](https://example.gov.vn/${path})`
}

/** @param {Chance} chance @param {About} about */
function listOf(chance, about) {
  const ordered = chance.next() < 0.4
  const items = chance.some(words.listItems, chance.whole(3, 6)).map((item) => capital(fill(item, chance, about)))
  return items
    .map((item, index) => `${ordered ? `${index + 1}.` : '-'} ${item}`)
    .join('\n')
    .replace(/;$/, '.')
}

/** @param {Chance} chance @param {About} about */
function tableOf(chance, about) {
  const year = new Date(about.moment).getUTCFullYear()
  const number = () => thousands(chance.whole(12, 24_000))
  const rows = chance.some(words.tableRows, chance.whole(3, 6)).map((row) => `| ${row} | ${number()} | ${number()} |`)
  return [`| Nội dung | Năm ${year - 1} | Năm ${year} |`, '|---|---:|---:|', ...rows].join('\n')
}

/** @param {Chance} chance @param {number} moment @param {string} subject @param {number} index @returns {Extras} */
function extrasOf(chance, moment, subject, index) {
  const count = chance.next() < 0.3 ? 0 : chance.next() < 0.85 ? 1 : 2
  const decisions = Array.from({ length: count }, (_, nth) => {
    const issued = moment - chance.whole(1, 30) * day
    const [symbol = '', about = ''] = chance.one(words.decisions)
    // A number that no other bulletin has, so that two never disagree about one document.
    const number = `${(index % 40_000) * 2 + nth + 1}/${symbol}`
    return {
      number,
      date: new Date(issued).toISOString().slice(0, 10),
      issuer: chance.one(words.issuers),
      title: about.replace('{s}', subject),
    }
  })
  const lines = []
  if (chance.next() < 0.03) lines.push(`aliases: [/tin/cu-${index}/]`)
  if (chance.next() < 0.02) {
    lines.push(`changes: [{at: ${stamp(moment + 3_600_000)}, note: Sửa số liệu trong bảng, kind: correction}]`)
  }
  if (chance.next() < 0.05) lines.push(`legacy: {views: ${chance.whole(10, 9000)}}`)
  return {
    decisions,
    image: chance.next() < 0.1 ? `anh-${chance.whole(1, 4)}.${chance.next() < 0.75 ? 'jpg' : 'png'}` : null,
    attachment: chance.next() < 0.04,
    summary: chance.next() < 0.25 ? `Bản tin ngắn về ${subject}, đăng ngày ${dmy(moment)}.` : null,
    lines,
  }
}

const usage = `node bench/generate.js --bulletins N --for ${peers.join('|')} --into DIR [--seed 1] [--extras]`

async function main() {
  const { values } = parseArgs({
    options: {
      bulletins: { type: 'string' },
      for: { type: 'string', default: 'build-portal' },
      into: { type: 'string' },
      seed: { type: 'string', default: '1' },
      extras: { type: 'boolean', default: false },
    },
  })
  const count = Number(values.bulletins)
  const peer = peers.find((name) => name === values.for)
  if (!Number.isInteger(count) || count < 1 || !peer || !values.into || (values.extras && peer !== 'build-portal')) {
    process.stderr.write(`${usage}\n--extras is for build-portal alone\n`)
    process.exitCode = 2
    return
  }
  const started = performance.now()
  const { files, bytes } = await writeProject({
    peer,
    into: values.into,
    count,
    seed: Number(values.seed),
    extras: values.extras,
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(
    `${files} bulletins, ${(bytes / files / 1000).toFixed(2)} kB each, in ${values.into} after ${seconds} s\n`,
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) await main()
