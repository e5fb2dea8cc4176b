/** The cards drawn for bulletins without a picture: where they stand, what decides them, that no machine's fonts have a say. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { DrawnCard } from '../../src/plan/recipe.ts'
import { drawCard, type Glyphs } from '../../src/render/draw-card.ts'
import { buildPortal, bulletin, page, plainSettings, portal, tree, write } from '../support/portal.ts'
import { drawn } from './pictures.ts'

const asked = `${plainSettings}theme: {drawnCards: true, brand: '#5a1f6b'}\n`
const glyphs = JSON.parse(
  readFileSync(new URL('../../src/render/card-glyphs.json', import.meta.url), 'utf8'),
) as unknown as Glyphs

/** The path of the picture that other sites show for a page, and its size as the page says it. */
function cardOf(root: string, path: string): { file: string | null; size: string } {
  const html = page(root, path)
  const content = (name: string) => new RegExp(`<meta property="${name}" content="([^"]*)">`).exec(html)?.[1]
  const file = content('og:image')?.replace(/^https:\/\/[^/]+\//, '') ?? null
  return { file, size: `${content('og:image:width')}×${content('og:image:height')}` }
}

test('none is drawn where the settings do not ask', async () => {
  const root = portal({ 'content/a.md': bulletin({ title: 'Một' }) })
  expect((await buildPortal(root)).exit).toBe(0)
  expect(cardOf(root, '2024/05/a/index.html').file).toBeNull()
  expect([...tree(join(root, '_site')).keys()].filter((path) => path.includes('-card'))).toEqual([])
})

test('a bulletin without a picture gets one in the office’s colour, 1,200 × 630; one with a picture keeps its own', async () => {
  const root = portal({
    'portal.yaml': asked,
    'content/a.md': bulletin({ title: 'Một' }),
    'content/b.md': bulletin({ title: 'Hai' }, '![Ảnh](b.png)\n'),
    'content/b.png': await drawn(400, 210).png().toBuffer(),
  })
  const { exit, diagnostics, work } = await buildPortal(root)
  expect([exit, diagnostics, work.encoded]).toEqual([0, [], 1])
  const { file, size } = cardOf(root, '2024/05/a/index.html')
  expect(file).toMatch(/^assets\/images\/[0-9a-f]{16}-card\.png$/)
  expect(size).toBe('1200×630')
  const image = sharp(join(root, '_site', file ?? ''))
  expect(await image.metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  const { data } = await image
    .extract({ left: 5, top: 300, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect([...data]).toEqual([0x5a, 0x1f, 0x6b])
  expect(cardOf(root, '2024/05/b/index.html').file).toContain('b.png')
})

test('its name changes with what it says; nothing is drawn twice; warm is what cold is', async () => {
  const root = portal({ 'portal.yaml': asked, 'content/a.md': bulletin({ title: 'Một' }) })
  const warm = () => buildPortal(root, { cache: join(root, '.build-portal/cache') })
  expect((await warm()).work.encoded).toBe(1)
  expect((await warm()).work.encoded).toBe(0)
  const first = cardOf(root, '2024/05/a/index.html').file
  // Two of one title, category and day share one card.
  write(root, { 'content/b.md': bulletin({ title: 'Một' }) })
  const shared = await warm()
  expect([shared.exit, shared.work.encoded]).toEqual([0, 0])
  expect(cardOf(root, '2024/05/b/index.html').file).toBe(first)
  write(root, { 'content/a.md': bulletin({ title: 'Một, đã sửa' }) })
  expect((await warm()).work.encoded).toBe(1)
  expect(cardOf(root, '2024/05/a/index.html').file).not.toBe(first)
  await buildPortal(root, { out: join(root, '_cold') })
  expect(tree(join(root, '_site'))).toEqual(tree(join(root, '_cold')))
})

const card: DrawnCard = { office: 'UBND xã', title: '', below: 'Tin tức', brand: '#21376b', accent: '#ffc233' }

test.each([
  ['a short title', 'Thông báo', 1],
  ['an ordinary one', 'Huyện Yên Châu: Chỉ số cải cách hành chính năm 2022 xếp thứ 5/12 huyện, thành phố', 3],
  ['300 letters without a space', 'x'.repeat(300), 6],
  ['one that no size holds', 'Quyết định '.repeat(60), 6],
  ['none of the font’s letters', '🎉 مرحبا', 0],
  ['some of them', '🎉 עברית: Thông báo ⚠️ khẩn', 1],
])('%s stays inside the card', (_, title, lines) => {
  const svg = drawCard({ ...card, title }, glyphs)
  const rows = [...svg.matchAll(/<g fill="#fff" transform="translate\(80 (\d+)\) scale\(([\d.]+) /g)]
  const [office, ...rest] = rows.map(([, y, scale]) => ({ y: Number(y), size: Number(scale) * 1000 }))
  const below = rest.pop()
  expect(rest).toHaveLength(lines)
  for (const { y, size } of rest) {
    expect(y - size).toBeGreaterThan((office?.y ?? 0) + 20)
    expect(y + size * 0.3).toBeLessThan((below?.y ?? 0) - (below?.size ?? 0) * 0.7)
  }
  const widest = Math.max(
    ...[...svg.matchAll(/scale\(([\d.]+) -[\d.]+\)">(.*?)<\/g>/g)].map(([, scale, inside = '']) => {
      const last = [...inside.matchAll(/translate\((\d+)\)/g)].at(-1)?.[1] ?? '0'
      return Number(last) * Number(scale)
    }),
  )
  expect(widest).toBeLessThanOrEqual(1040)
})

test('what the font has not leaves no hole', () => {
  const [plain, mixed] = ['Thông báo khẩn', '🎉 עברית: Thông báo ⚠️ khẩn🎉'].map((title) =>
    drawCard({ ...card, title }, glyphs),
  )
  expect(mixed).toBe(plain)
})

test('the letters are those of the font that the theme serves', () => {
  const script = new URL('../../scripts/card-glyphs.js', import.meta.url).pathname
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('')
})
