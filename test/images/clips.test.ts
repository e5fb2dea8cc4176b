/** Films and recordings: their captions and pictures lie beside them, and are found by their names. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { elements, parseHtml } from '../content/body.ts'
import { buildPortal, bulletin, page, portal } from '../support/portal.ts'
import { drawn } from './pictures.ts'

const path = '2024/05/a/index.html'
const captions = 'WEBVTT\n\n00:00.000 --> 00:02.000\nXin chào.\n'

test('a film has its captions in each language, and its picture', async () => {
  const root = portal({
    'content/a.md': bulletin({}, '![Lễ hội](phim.mp4)\n'),
    'content/phim.mp4': 'phim',
    'content/phim.vtt': captions,
    'content/phim.en.vtt': captions,
    'content/phim.jpg': await drawn(640, 360).jpeg().toBuffer(),
  })
  const { exit, diagnostics } = await buildPortal(root, { only: 'build' })
  expect([exit, diagnostics]).toEqual([0, []])
  const html = parseHtml(page(root, path))
  const [video] = elements(html, 'video')
  expect(video?.properties).toEqual({
    controls: true,
    ariaLabel: 'Lễ hội',
    src: '/2024/05/a/phim.mp4',
    width: 640,
    height: 360,
    preload: 'none',
    poster: '/2024/05/a/phim.jpg',
  })
  const tracks = elements(html, 'track').map(({ properties }) => properties)
  expect(tracks).toEqual([
    { kind: 'captions', src: '/2024/05/a/phim.vtt', srcLang: 'vi', label: 'Tiếng Việt', default: true },
    { kind: 'captions', src: '/2024/05/a/phim.en.vtt', srcLang: 'en', label: 'English' },
  ])
  for (const name of ['phim.mp4', 'phim.vtt', 'phim.en.vtt', 'phim.jpg'])
    expect(existsSync(join(root, '_site/2024/05/a', name))).toBe(true)
})

test('a film without captions is told by check, a recording is not', async () => {
  const root = portal({
    'content/a.md': bulletin({}, '![Lễ hội](phim.mp4)\n\n![Lời chúc](loi.mp3)\n'),
    'content/phim.mp4': 'phim',
    'content/loi.mp3': 'loi',
  })
  expect((await buildPortal(root)).diagnostics).toEqual([])
  const [video] = elements(parseHtml(page(root, path)), 'video')
  expect(video?.properties).toMatchObject({ width: 640, height: 360, preload: 'metadata' })
  const { diagnostics } = await buildPortal(root, { only: 'check' })
  expect(diagnostics.map(({ code, place }) => [code, place?.line])).toEqual([['captions-missing', 7]])
})

test('a film that is missing is told as what it is', async () => {
  const root = portal({ 'content/a.md': bulletin({}, '![Lễ hội](phim.mp4)\n'), 'content/phjm.mp4': 'phim' })
  const { diagnostics } = await buildPortal(root)
  expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
    ['file-missing', { key: 'video', path: 'phim.mp4', known: 'phjm.mp4' }],
  ])
})
