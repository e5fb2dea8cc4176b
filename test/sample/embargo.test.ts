import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../support/portal.ts'
import { buildSample, fileOf, filesOf, output, temporaryFolder, theSample } from './built-sample.ts'
import { all, meta, only, parsed, seen } from './document.ts'
import { partsOfSource } from './written.ts'

const draft = 'content/2024/12/ke-hoach-xuc-tien-thuong-mai-nam-2025.md'
const scheduled = 'content/2024/12/hop-thu-gui-nam-2035.md'
const tombstone = 'content/2023/08/danh-sach-ho-duoc-ho-tro-xi-mang.md'

/** The title of a bulletin, and every sentence and heading of its text. */
function wordsOf(file: string): { title: string; sentences: string[] } {
  const { facts, body } = partsOfSource(file)
  const sentences = body
    .split(/\n+|(?<=[.:;]) /)
    .map((line) => line.replace(/^(#+|-|\d+\.) /, '').trim())
    // Shorter pieces ("Cách nhận thư") may rightly stand elsewhere.
    .filter((line) => line.length >= 25)
  return { title: String(facts.title), sentences }
}

/** A text as it can be hidden in a file: as it is, escaped for HTML or JSON, folded to ASCII, percent-encoded. */
function disguises(words: string): string[] {
  const plain = words.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase()
  const ascii = JSON.stringify(words).replace(
    /[^ -~]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return [
    words,
    words.normalize('NFD'),
    words.toLowerCase(),
    words.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    ascii.slice(1, -1),
    encodeURIComponent(words),
    plain,
    plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''),
  ]
}

/** Every file of a site as text, unpacked where it is compressed, the notes of build-portal and the paths among them. */
function everything(site: string): Map<string, string> {
  const files = filesOf(site, { state: true })
  const contents = files.map((file): [string, string] => {
    const bytes = readFileSync(join(site, file))
    const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b
    return [file, (isCompressed ? gunzipSync(bytes) : bytes).toString('utf8')]
  })
  return new Map([...contents, ['(paths)', files.join('\n')]])
}

/** Where words of a bulletin occur in any of their disguises. */
function leaks(contents: Map<string, string>, words: readonly string[]): string[] {
  const hidden = words.flatMap((one) => disguises(one).map((disguise) => ({ one, disguise })))
  return [...contents].flatMap(([file, text]) =>
    hidden.filter(({ disguise }) => text.includes(disguise)).map(({ one }) => `${file}: ${one}`),
  )
}

let live: string
let preview: string
let inLive: Map<string, string>
beforeAll(() => {
  live = theSample()
  preview = theSample(['--drafts', '--future'])
  inLive = everything(live)
})

test('these tests would see a leak', () => {
  const { title, sentences } = wordsOf('content/2024/12/ket-qua-kinh-te-xa-hoi-nam-2024/index.md')
  expect(leaks(inLive, [title]).length).toBeGreaterThan(5)
  expect(sentences.length).toBeGreaterThan(5)
  expect(leaks(inLive, sentences.slice(-1))).not.toEqual([])
  for (const file of [draft, scheduled, tombstone]) expect(wordsOf(file).sentences.length).toBeGreaterThan(1)
})

describe('what is not public', () => {
  test.each([
    ['the draft', draft],
    ['the scheduled bulletin', scheduled],
  ])('of %s no output has the title, a sentence or the address', (_, file) => {
    const { title, sentences } = wordsOf(file)
    const name = file.replace(/^.*\//, '').replace(/\.md$/, '')
    expect(leaks(inLive, [title, name, ...sentences])).toEqual([])
  })

  test('of the tombstone no output has the title or a sentence, though its page stands', () => {
    const { title, sentences } = wordsOf(tombstone)
    expect(leaks(inLive, [title, ...sentences])).toEqual([])
    const page = parsed(output(live, '2023/08/danh-sach-ho-duoc-ho-tro-xi-mang/index.html'))
    expect(meta(page, 'robots')).toEqual(['noindex'])
    expect(seen(only(page, 'h1'))).toBe('Bài viết đã được gỡ bỏ')
    expect(seen(only(page, 'main'))).toContain('Bản đăng có thông tin cá nhân không được phép công khai')
    expect(all(page, 'article', { 'data-bulletin': true })).toEqual([])
  })

  test('the tombstone is in no list, feed or sitemap', () => {
    const path = '/2023/08/danh-sach-ho-duoc-ho-tro-xi-mang/'
    const naming = [...inLive].filter(([, text]) => text.includes(path)).map(([file]) => file)
    const allowed = [`.portal/manifest.json`, '(paths)', fileOf(path)]
    expect(naming).toEqual(allowed.filter((file) => naming.includes(file)))
    expect(naming).toContain(fileOf(path))
  })

  test('the scheduled bulletin comes out at its time, and not a second before', () => {
    const { title } = wordsOf(scheduled)
    const path = '2024/12/hop-thu-gui-nam-2035/index.html'
    const before = buildSample(['--now', '2035-01-01T07:59:59+07:00'])
    expect(leaks(everything(before), [title])).toEqual([])
    const then = buildSample(['--now', '2035-01-01T08:00:00+07:00'])
    expect(seen(only(parsed(output(then, path)), 'h1'))).toBe(title)
    expect(output(then, 'feed.xml')).toContain(title)
  })

  test('a report for machines says what is held, and why', () => {
    const out = join(temporaryFolder(), 'site')
    const { status, stdout } = runCli([
      'build',
      '--out',
      out,
      '--now',
      '2026-01-01T00:00:00Z',
      '--no-cache',
      '--format',
      'json',
    ])
    expect(status).toBe(0)
    expect(JSON.parse(stdout).skipped).toEqual([
      { file: scheduled, reason: 'scheduled' },
      { file: draft, reason: 'draft' },
    ])
  })

  test('a site that was a preview forgets what is held when it is built for readers', () => {
    const out = temporaryFolder()
    cpSync(preview, out, { recursive: true })
    buildSample([], { out })
    const words = [draft, scheduled].flatMap((file) => [wordsOf(file).title, ...wordsOf(file).sentences])
    expect(leaks(everything(out), words)).toEqual([])
  })
})

describe('a preview with drafts and held bulletins', () => {
  test.each([
    ['the draft', draft, 'Bản nháp'],
    ['the scheduled bulletin', scheduled, 'Chờ đăng'],
  ])('shows %s, marked and not to be indexed', (_, file, mark) => {
    const { title, sentences } = wordsOf(file)
    const page = parsed(output(preview, fileOf(file.replace('content', '').replace(/\.md$/, '/'))))
    expect(seen(only(page, 'h1'))).toBe(title)
    expect(seen(only(page, '*', { 'data-body': true }))).toContain(sentences[0])
    expect(meta(page, 'robots')).toEqual(['noindex'])
    expect(all(only(page, 'main'), 'h2').map(seen)).toContain(mark)
  })

  test.each([
    ['the draft', draft, 'Bản nháp'],
    ['the scheduled bulletin', scheduled, 'Chờ đăng'],
  ])('marks %s in the list of all bulletins', (_, file, mark) => {
    const { title } = wordsOf(file)
    const entries = all(only(parsed(output(preview, 'trang/index.html')), 'main'), 'li').filter((entry) =>
      seen(entry).includes(title),
    )
    expect(entries).toHaveLength(1)
    expect(entries.map(seen).join()).toContain(mark)
  })

  test('keeps the tombstone a tombstone', () => {
    const { title, sentences } = wordsOf(tombstone)
    expect(leaks(everything(preview), [title, ...sentences])).toEqual([])
  })

  test('tells no search engine of them', () => {
    const sitemaps = filesOf(preview).filter((file) => /sitemap.*\.xml$/.test(file))
    const naming = sitemaps.filter((file) => /ke-hoach-xuc-tien|hop-thu-gui/.test(output(preview, file)))
    expect(naming).toEqual([])
  })
})
