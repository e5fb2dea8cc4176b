/** Related bulletins: which are chosen, which never, and how many pages one more bulletin changes. */
import { expect, test } from 'vitest'
import { archive, archived } from '../rebuild/archive.ts'
import { buildPortal, bulletin, page, plainSettings, portal, write } from '../support/portal.ts'

/** The titles of the block of related bulletins of a page. */
function related(root: string, path: string): string[] {
  const [, block = ''] = /<nav class="block" aria-labelledby="p_lien-quan">(.*?)<\/nav>/s.exec(page(root, path)) ?? []
  return [...block.matchAll(/<h3[^>]*><a [^>]*>(.*?)<\/a>/g)].map(([, title = '']) => title)
}

const settings = `${plainSettings}agency: {name: UBND xã}
defaults: {issuer: UBND xã}
`
const decision = '{number: 94/QĐ-UBND, date: 2023-01-12}'

/** Bulletins of one section, a day apart, in the order given; the last is the newest. */
function days(fronts: Record<string, string>[]): Record<string, string> {
  return Object.fromEntries(
    fronts.map((front, day) => [
      `content/tin-${day}.md`,
      bulletin({ title: `Tin ${day}`, date: `2024-05-${String(day + 10)}`, ...front }),
    ]),
  )
}

test('those that share a document come first, then a tag, then the section, the newest first; the neighbour is not said twice', async () => {
  const root = portal({
    'portal.yaml': settings,
    ...days([
      { decision },
      { tags: '[đất đai]' },
      {},
      { category: 'thong-bao', tags: '[đất đai, hộ tịch]' },
      {},
      {},
      { decision, tags: '[đất đai, hộ tịch]' },
    ]),
  })
  expect((await buildPortal(root)).exit).toBe(0)
  expect(related(root, '2024/05/tin-6/index.html')).toEqual(['Tin 0', 'Tin 3', 'Tin 1'])
  expect(related(root, '2024/05/tin-5/index.html')).toEqual(['Tin 2', 'Tin 1', 'Tin 0'])
  expect(related(root, '2024/05/tin-0/index.html')).toEqual([])
})

test('a citation in the text is a shared document, too', async () => {
  const root = portal({ 'portal.yaml': settings, ...days([{ decision }, {}, {}, {}, {}, { category: 'thong-bao' }]) })
  const cites = bulletin(
    { title: 'Nêu văn bản', date: '2024-05-30', category: 'thong-bao' },
    'Theo Quyết định số 94/QĐ-UBND ngày 12/01/2023 của UBND xã.\n',
  )
  write(root, { 'content/neu.md': cites })
  expect((await buildPortal(root)).exit).toBe(0)
  expect(related(root, '2024/05/neu/index.html')).toEqual(['Tin 0'])
})

test('what is held, withdrawn, expired or kept from search engines is nobody’s', async () => {
  const root = portal({
    'portal.yaml': settings,
    ...days([
      { tags: '[a]', publishAt: '2026-02-01' },
      { tags: '[a]', withdrawn: '{at: 2024-06-01, reason: Sai}' },
      { tags: '[a]', expiresAt: '2024-07-01' },
      { tags: '[a]', noindex: 'true' },
      { tags: '[a]', draft: 'true' },
      { tags: '[a]' },
      { tags: '[a]', category: 'thong-bao' },
    ]),
  })
  expect((await buildPortal(root)).exit).toBe(0)
  expect(related(root, '2024/05/tin-6/index.html')).toEqual(['Tin 5'])
  // A preview shows what is held on its own page, and nowhere as related.
  expect((await buildPortal(root, { drafts: true, future: true })).exit).toBe(0)
  expect(related(root, '2024/05/tin-6/index.html')).toEqual(['Tin 5'])
  // It comes with its time.
  expect((await buildPortal(root, { now: Date.parse('2026-03-01') })).exit).toBe(0)
  expect(related(root, '2024/05/tin-6/index.html')).toEqual(['Tin 5', 'Tin 0'])
})

test('a title is text, whatever is in it', async () => {
  const root = portal({
    'portal.yaml': settings,
    ...days([{ title: '"<b>1</b> & 2"', tags: '[a]' }, { tags: '[a]' }]),
  })
  expect((await buildPortal(root)).exit).toBe(0)
  expect(related(root, '2024/05/tin-1/index.html')).toEqual(['&lt;b&gt;1&lt;/b&gt; &amp; 2'])
})

/** The bulletins' pages that one more in the middle of an archive of `length` changes. */
async function pagesChanged(length: number): Promise<string[]> {
  const root = portal(archive(length))
  const cache = `${root}/.build-portal/cache`
  expect((await buildPortal(root, { cache })).exit).toBe(0)
  const [, text] = archived(12)
  write(root, { 'content/2020/xen-vao.md': text })
  const { exit, changed } = await buildPortal(root, { cache })
  expect(exit).toBe(0)
  return changed.filter((url) => /^\/\d{4}\/\d{2}\//.test(url)).sort()
}

test('one that is put in between changes as many bulletins’ pages in a long archive as in a short one', async () => {
  const short = await pagesChanged(60)
  expect(await pagesChanged(240)).toEqual(short)
  // Of its two tags and its section four each, its two neighbours, itself.
  expect(short.length).toBeLessThanOrEqual(15)
})
