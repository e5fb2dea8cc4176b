/** Articles that nobody wrote for build-portal, in `test/sites/digitalgov`: its README tells where they come from. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from '../../src/build.ts'
import { all, attribute, only, parsed, text } from '../sample/document.ts'
import { buildPortal, repository } from '../support/portal.ts'

const root = join(repository, 'test/sites/digitalgov')
const out = mkdtempSync(join(tmpdir(), 'real-articles-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

/** One article: its body as written, and its page. */
interface Article {
  file: string
  title: string
  body: string
  url: string
}

const articles: Article[] = filesOf(join(root, 'content')).map((file) => {
  const source = readFileSync(join(root, 'content', file), 'utf8')
  const end = source.indexOf('\n---\n', 4)
  const key = (name: string) => new RegExp(`^${name}: "?(.*?)"?$`, 'm').exec(source.slice(0, end))?.[1] ?? ''
  return {
    file,
    title: key('title'),
    body: source.slice(end + 5),
    url: `${key('date').slice(0, 7).replace('-', '/')}/${key('slug')}/index.html`,
  }
})
const markdownOnly = articles.filter(({ body }) => !/<[a-z!/]/i.test(body))

let result: BuildResult

beforeAll(async () => {
  result = await buildPortal(root, { out })
})

test('they build, and what is said of them is true', () => {
  const told = result.diagnostics.map(
    ({ severity, code, place }) => `${severity} ${code} ${place?.file}:${place?.line}`,
  )
  expect(told).toEqual([
    'warning html-removed content/2016/04/2016-04-04-digitalgov-podcast-behind-the-scenes-of-the-social-and-behavioral-science-team.md:33',
    'warning tag-merged content/2016/06/2016-06-29-the-data-briefing-innovating-processes-the-lean-and-agile-way.md:9',
  ])
  expect(result.exit).toBe(0)
  expect(result.counts.bulletins).toBe(24)
})

test('there is no text for a bulletin without text, and no empty box for it either', () => {
  const empty = articles.filter(({ body }) => body.trim() === '')
  expect(empty).toHaveLength(1)
  for (const { url } of empty) {
    const body = all(page(url), '*', { 'data-body': true }).map(text)
    expect(body.join('').trim()).toBe('')
  }
})

describe('the page holds every word of the article, in its order', () => {
  test('there are articles to see it by', () => expect(markdownOnly.length).toBeGreaterThan(15))

  test.each(markdownOnly)('$file', ({ title, body, url }) => {
    const document = page(url)
    expect(words(text(only(document, 'h1')))).toEqual(words(title))
    const shown = all(document, '*', { 'data-body': true }).map(text).join(' ')
    expect(words(shown)).toEqual(words(withoutMarkup(body)))
  })
})

test('a table written in Markdown and one written in HTML keep their cells', () => {
  const cells = (name: string) => {
    const article = articles.find(({ file }) => file.includes(name))
    const body = only(page(article?.url ?? ''), '*', { 'data-body': true })
    return [...all(body, 'td'), ...all(body, 'th')].length
  }
  expect(cells('data-act-prototype')).toBe(12)
  expect(cells('digging-into-the-data')).toBe(67)
})

test('a link to another article leads to its page', () => {
  const from = articles.find(({ file }) => file.includes('innovating-processes'))
  const to = articles.find(({ file }) => file.includes('chatbots-and-the-rise'))
  const links = all(only(page(from?.url ?? ''), '*', { 'data-body': true }), 'a').map((link) => attribute(link, 'href'))
  expect(links).toContain(`/${to?.url.replace('index.html', '')}`)
})

test('no page breaks a rule that html-validate recommends', async () => {
  // `long-title` would have headlines cut, and they are the office's.
  const rules = { 'long-title': 'off' } as const
  const validator = new HtmlValidate(
    new StaticConfigLoader({ root: true, extends: ['html-validate:recommended'], rules }),
  )
  const faults: string[] = []
  for (const file of filesOf(out).filter((name) => name.endsWith('.html'))) {
    const { results } = await validator.validateString(readFileSync(join(out, file), 'utf8'), file)
    for (const { ruleId, line, message } of results.flatMap(({ messages }) => messages))
      faults.push(`${file}:${line} ${message} [${ruleId}]`)
  }
  expect(faults).toEqual([])
})

function page(url: string) {
  return parsed(readFileSync(join(out, url), 'utf8'))
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split('\\').join('/'))
    .filter((path) => /\.(?:md|html)$/.test(path))
    .sort()
}

/** Letters and digits; what stands between them is for typography. */
function words(shown: string): string[] {
  return shown.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The text of Markdown without its marks: enough for these articles, and no parser that could share a fault. */
function withoutMarkup(body: string): string {
  return body
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(?:amp|nbsp|lt|gt|quot|hellip|[lr][sd]quo|[mn]dash);/g, ' ')
    .replace(/\{#[\w-]+\}/g, '')
    .replace(/^[ \t]*\d+\.[ \t]/gm, '')
    .replace(/\]\((?:[^()\s]|\([^()]*\))*(?:\s"[^"]*")?\)/g, ']')
    .replace(/_/g, ' ')
    .replace(/[*\\]/g, '')
}
