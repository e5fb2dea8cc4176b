/** What another citation costs: the document's page and the lists it stands in, not the register of every year. */
import { expect, test } from 'vitest'
import { buildPortal, bulletin, portal, tree, write } from '../support/portal.ts'
import { archive, archived, archiveSettings } from './archive.ts'

const cites = (number: number) =>
  `Theo Quyết định số ${number}/QĐ-UBND ngày 12/01/2020 của UBND tỉnh Sơn La, đã đạt **${number}** chỉ tiêu.\n`

/** The outputs that a newest bulletin with a text changes, in an archive of `length` that cites many documents. */
async function changedBy(length: number, text: string) {
  const old = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [
      `content/cu/van-ban-${at}.md`,
      bulletin({ title: `Cũ ${at}`, date: `2019-0${1 + (at % 9)}-01`, category: 'thong-bao' }, cites(700 + (at % 10))),
    ]),
  )
  const root = portal({ ...archive(length), ...old, 'portal.yaml': archiveSettings })
  const cache = `${root}/.build-portal/cache`
  expect((await buildPortal(root, { cache })).exit).toBe(0)
  const [path, plain] = archived(length)
  write(root, { [path]: plain.replace(/Nội dung/, `${text}\nNội dung`) })
  const { exit, changed } = await buildPortal(root, { cache })
  expect(exit).toBe(0)
  const warm = tree(`${root}/_site`)
  await buildPortal(root, { out: `${root}/cold` })
  expect(warm).toEqual(tree(`${root}/cold`))
  return changed.filter((url) => url.startsWith('/van-ban/')).sort()
}

test('a citation of a document that has a page changes that page, its lists, and no other of the register', async () => {
  const small = await changedBy(30, cites(705))
  expect(small).toContain('/van-ban/ubnd-tinh-son-la/2020/705-qd-ubnd/')
  expect(small).toContain('/van-ban/ubnd-tinh-son-la/2020/')
  expect(small.filter((url) => /\/\d+-qd-ubnd\/$/.test(url))).toEqual([
    '/van-ban/ubnd-huyen-yen-chau/2020/31-qd-ubnd/',
    '/van-ban/ubnd-tinh-son-la/2020/705-qd-ubnd/',
  ])
  expect(await changedBy(120, cites(705))).toHaveLength(small.length)
})

test('an edit that changes what a text cites changes what it did and does cite', async () => {
  const a = (text: string) => ({ 'content/2024/a.md': bulletin({ title: 'Bản tin A' }, text) })
  const root = portal({
    'portal.yaml': archiveSettings,
    ...a(`Mở đầu.\n\n${cites(701)}`),
    'content/2024/b.md': bulletin({ title: 'Bản tin B' }, `${cites(701)}\n${cites(702)}`),
  })
  const cache = `${root}/.build-portal/cache`
  await buildPortal(root, { cache })
  // Nothing but words: the short way, and the citation stays.
  write(root, a(`Mở đầu.\n\n${cites(701).replace('đã đạt', 'nay đã đạt')}`))
  expect((await buildPortal(root, { cache })).site).toBeNull()
  const page = tree(`${root}/_site`).get('2024/05/a/index.html')
  expect(page).toContain('<a href="/van-ban/ubnd-tinh-son-la/2020/701-qd-ubnd/" data-decision>701/QĐ-UBND</a>')
  write(root, a(`Mở đầu.\n\n${cites(702)}`))
  const { changed, removed } = await buildPortal(root, { cache })
  expect(removed).toEqual(['/van-ban/ubnd-tinh-son-la/2020/701-qd-ubnd/'])
  expect(changed).toContain('/2024/05/b/')
  const warm = tree(`${root}/_site`)
  await buildPortal(root, { out: `${root}/cold` })
  expect(warm).toEqual(tree(`${root}/cold`))
})

test('a long list has numbered pages, which no newer document changes; one found late moves those after it', async () => {
  const day = (at: number) =>
    new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10).split('-').reverse().join('/')
  const one = (number: number, at: number) => `Quyết định số ${number}/QĐ-UBND ngày ${day(at)} của UBND tỉnh Sơn La.\n`
  const all = Array.from({ length: 320 }, (_, at) => one(1000 + at, at)).join('\n')
  const root = portal({ 'portal.yaml': archiveSettings, 'content/a.md': bulletin({}, all) })
  const cache = `${root}/.build-portal/cache`
  const built = async () => {
    const { exit, changed, diagnostics } = await buildPortal(root, { cache })
    expect([exit, diagnostics]).toEqual([0, []])
    return changed.filter((url) => /\/van-ban\/.*(?:2020|trang)/.test(url)).sort()
  }
  await built()
  const lists = ['/van-ban/2020/', '/van-ban/2020/quyet-dinh/', '/van-ban/ubnd-tinh-son-la/2020/']
  const site = tree(`${root}/_site`)
  const numbers = (url: string) => {
    const html = site.get(`${url.slice(1)}index.html`)?.replaceAll('<wbr>', '') ?? ''
    return [...html.matchAll(/<span data-decision>(\d+)\//g)].map(([, number]) => Number(number))
  }
  for (const list of lists) {
    const pages = [list, `${list}trang/2/`, `${list}trang/1/`].map(numbers)
    expect(pages.map(({ length }) => length)).toEqual([120, 100, 100])
    expect(pages.flat()).toEqual(Array.from({ length: 320 }, (_, at) => 1319 - at))
  }
  const second = site.get('van-ban/2020/trang/2/index.html')
  for (const href of ['/van-ban/2020/', '/van-ban/2020/trang/1/']) expect(second).toContain(`href="${href}"`)
  expect(second).toContain('<title>Văn bản năm 2020')
  expect(site.has('van-ban/2020/trang/3/index.html')).toBe(false)

  write(root, { 'content/b.md': bulletin({ date: '2024-05-07' }, one(1400, 360)) })
  expect(await built()).toEqual(lists)
  write(root, { 'content/c.md': bulletin({ date: '2024-05-08' }, one(900, 150)) })
  expect(await built()).toEqual(lists.flatMap((list) => [list, `${list}trang/2/`]).sort())
  const warm = tree(`${root}/_site`)
  await buildPortal(root, { out: `${root}/cold` })
  expect(warm).toEqual(tree(`${root}/cold`))
})
