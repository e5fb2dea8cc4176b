/** The parts of the search's indexes: however documents are cut into them, an index is the same, and only parts that changed are read. */
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openPagefinds } from '../../src/pipeline/pagefind.ts'
import { indexFiles } from '../../src/pipeline/search-files.ts'
import { partOf } from '../../src/pipeline/search-part.ts'
import type { SearchDocument } from '../../src/plan/search.ts'
import { buildPortal, bulletin, portal, tree, write } from '../support/portal.ts'

/** Some stand in every text, with marks and without; letters of Pagefind's own order are among them. */
const words = 'đất đai dat dai vụ vu vùng Hội hội họp ﬁnal Ａlpha 𝐁eta 94/QĐ-UBND running runs c++ 2024'.split(' ')
const text = (nth: number) => words.filter((_, at) => at % ((nth % 5) + 1) === 0 || at === nth % words.length).join(' ')

const pagefinds = openPagefinds(2, (name) => [`<h2>Mục ${name}</h2><p>${text(Number(name))}</p>`])
afterAll(() => Promise.all(pagefinds.map(({ close }) => close())))

const documents = Array.from(
  { length: 40 },
  (_, nth): SearchDocument => ({
    url: `/tin-${nth}/`,
    title: `Tin ${nth % 3} ${words[nth % words.length]}`,
    summary: nth % 4 === 0 ? text(nth + 1) : null,
    section: nth % 7 === 0 ? null : `muc-${nth % 3}`,
    date: nth % 7 === 0 ? null : `20${10 + (nth % 9)}-01-02`,
    withdrawn: nth % 11 === 0,
    expired: nth % 13 === 0,
    authors: nth % 3 === 0 ? [`Tác giả ${nth % 5}`] : [],
    tags: nth % 4 === 0 ? [`từ khóa ${nth % 6}`] : [],
    decisions: nth > 15 && nth < 30 ? [{ number: `${nth}/QĐ-UBND`, title: text(nth) }] : [],
    offices: nth % 6 === 0 ? ['ubnd-xa', 'ubnd-huyen'] : [],
    body: { path: String(nth), values: [] },
  }),
)

for (const language of ['vi', 'en'])
  test(`however documents are cut into parts, the index is the same: ${language}`, async () => {
    const cut = async (...at: number[]) => {
      const ends = [...at, documents.length]
      const stretches = ends.map((end, nth) => documents.slice(ends[nth - 1] ?? 0, end))
      const read = stretches.map(async (stretch, nth) => {
        const files = await pagefinds[nth % 2]?.read(language, stretch)
        return partOf(files ?? new Map(), stretch)
      })
      const parts = await Promise.all(read)
      return indexFiles(parts, language, new Map())
    }
    const whole = await cut()
    expect(whole.filter(({ path }) => path.startsWith('fragment/')).length).toBe(documents.length)
    expect(await cut(1)).toEqual(whole)
    expect(await cut(7, 8, 16, 33)).toEqual(whole)
  })

/** Eight a month, at other hours of one day: the addresses cut these 60 into parts of 37, 5 and 18. */
const archive = Object.fromEntries(
  Array.from({ length: 60 }, (_, nth) => {
    const [month, hour] = [`0${Math.floor(nth / 8) + 1}`, (nth % 8) + 1]
    const front = { title: `Tin số ${nth}`, date: `2018-${month}-02T0${hour}:00:00+07:00` }
    return [`content/2018/${month}/tin-${hour}.md`, bulletin(front, `Chữ ${text(nth)}.\n`)]
  }),
)

/** A portal of it, and what is done to it. */
function edited() {
  const root = portal({ ...archive, 'content/2020/tin.md': bulletin({ date: '2020-01-01' }) })
  const texts = { ...archive }
  return {
    root,
    edit(name: string, from: string, to: string) {
      const path = `content/2018/${name}.md`
      texts[path] = texts[path]?.replace(from, to) ?? ''
      write(root, { [path]: texts[path] })
    },
    /** Builds from the cache; gives how many texts were read for it. */
    async built() {
      const { exit, work } = await buildPortal(root, { cache: join(root, '.build-portal/cache'), search: true })
      expect(exit).toBe(0)
      return work.searched
    },
    async isAsCold() {
      const cold = join(root, '_cold')
      expect((await buildPortal(root, { search: true, out: cold })).exit).toBe(0)
      expect(tree(join(root, '_site'))).toEqual(tree(cold))
      write(root, { _cold: null })
    },
  }
}

test('an edit has the part read that it is in, and gives what a build without a cache gives', async () => {
  const { edit, built, isAsCold } = edited()
  expect(await built()).toBe(61)
  edit('03/tin-4', 'Chữ', 'Chữ khác')
  expect(await built()).toBe(37)
  edit('03/tin-4', 'Tin', 'Mới tin')
  // Two change places, others stand between; the texts are what they were.
  edit('07/tin-2', 'T02', 'T07')
  edit('07/tin-7', 'T07', 'T02')
  expect(await built()).toBe(37 + 18)
  await isAsCold()
})

test('so does whatever comes, goes or is renamed', async () => {
  const { root, built, isAsCold } = edited()
  await built()
  // The last of a part goes: the next one begins where it began.
  write(root, { 'content/2018/05/tin-5.md': null, 'content/2018/08/tin-4.md': null })
  write(root, { 'content/2018/08/doi-ten.md': archive['content/2018/08/tin-4.md'] ?? '' })
  write(root, { 'content/2017/dau.md': bulletin({ date: '2017-01-01' }, 'Đường sá.\n') })
  expect(await built()).toBe(1 + 37 - 1 + 5 + 18)
  await isAsCold()
})

test('the cache has no files: the parts are read that have lost one', async () => {
  const { root, built, isAsCold } = edited()
  await built()
  const [page = ''] = [...tree(join(root, '_site')).keys()].filter((one) => one.startsWith('pagefind/older/fragment/'))
  write(root, { [`_site/${page}`]: null })
  expect([37, 5, 18]).toContain(await built())
  write(root, { _site: null })
  expect(await built()).toBe(61)
  await isAsCold()
})
