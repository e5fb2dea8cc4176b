/** The shipped theme: what it weighs, its font, a portal's own colours, and the urgent notice. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { colorFaults, contrast, paletteOf, shipped } from '../../src/source/colors.ts'
import { buildPortal, bulletin, page, plainSettings, portal, repository, tree, write } from '../support/portal.ts'

/** What the package minified of a file of static/. */
function published(name: string): Buffer {
  const [stem = '', ending = ''] = name.split('.')
  const folder = join(repository, 'dist/static')
  const found = readdirSync(folder).filter((one) => one.startsWith(`${stem}.`) && one.endsWith(`.${ending}`))
  expect(found).toHaveLength(1)
  return readFileSync(join(folder, found[0] ?? ''))
}

/** A portal of one bulletin, with more settings, built; its root. */
async function built(settings = '', files: Record<string, string> = {}): Promise<string> {
  const root = portal({ 'content/tin.md': bulletin(), 'portal.yaml': plainSettings + settings, ...files })
  const { diagnostics } = await buildPortal(root)
  expect(diagnostics).toEqual([])
  return root
}

/** The text of the style that the home page asks for. */
function style(root: string): string {
  const [, href = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page(root, 'index.html')) ?? []
  return page(root, href.replace(/^\/(?:portal\/)?/, ''))
}

describe('what readers load', () => {
  test('is a style under 15,000 bytes, and scripts of at most 3 KB gzipped', () => {
    expect(published('theme.css').length).toBeLessThan(15_000)
    const scripts = ['preferences.js', 'reading.js'].map((name) => gzipSync(published(name)).length)
    expect(scripts.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3072)
  })

  test('is what the package minified, and a portal may put its own in its place', async () => {
    const root = await built()
    expect(style(root)).toBe(published('theme.css').toString())
    write(root, { 'static/theme.css': readFileSync(join(repository, 'static/theme.css')) })
    await buildPortal(root)
    expect(style(root)).toBe(published('theme.css').toString())
    write(root, { 'static/theme.css': 'body { order: 1 }\n' })
    await buildPortal(root)
    expect(style(root)).toBe('body { order: 1 }\n')
  })

  test('is one font file, named by its digest, so that it may be kept for ever', () => {
    const folder = join(repository, 'static/fonts')
    const fonts = readdirSync(folder).filter((name) => name.endsWith('.woff2'))
    const css = published('theme.css').toString()
    const head = readFileSync(join(repository, 'templates/partials/head.hbs'), 'utf8')
    expect(fonts).toHaveLength(1)
    for (const name of fonts) {
      const digest = createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')
      expect(name.split('.')[1]).toBe(digest.slice(0, 10))
      expect(css).toContain(`url(../fonts/${name})`)
      expect(head).toContain(`"/fonts/${name}"`)
    }
    expect(existsSync(join(folder, 'OFL.txt'))).toBe(true)
  })
})

describe('the colours of a portal', () => {
  test('reach the style and the browser’s own bar', async () => {
    const root = await built("theme: {brand: '#0B5D3B', accent: '#ffd166'}\n")
    const { brandDark } = paletteOf({ brand: '#0b5d3b' })
    expect(style(root)).toMatch(/@layer base\{:root\{--brand:#0b5d3b;--head:#[0-9a-f]{6};--weave:#ffd166\}/)
    const home = page(root, 'index.html')
    expect(home).toContain('<meta name="theme-color" content="#0b5d3b" media="(prefers-color-scheme: light)">')
    expect(home).toContain(`<meta name="theme-color" content="${brandDark}" media="(prefers-color-scheme: dark)">`)
    expect(home).not.toContain('style=')
  })

  test('change the address of the style', async () => {
    const root = await built()
    const before = page(root, 'index.html')
    write(root, { 'portal.yaml': `${plainSettings}theme: {brand: '#0b5d3b'}\n` })
    await buildPortal(root)
    expect(/theme\.\w+\.css/.exec(page(root, 'index.html'))).not.toEqual(/theme\.\w+\.css/.exec(before))
  })

  test('can be read wherever they stand', () => {
    for (const brand of ['#21376b', '#000000', '#7a1f1f', '#0b5d3b', '#767676', '#5b2a86', '#004d61']) {
      const palette = paletteOf({ brand })
      expect(colorFaults({ brand }).filter(({ key, least }) => key === 'brand' && least === 4.5)).toEqual([])
      expect(contrast('#ffffff', palette.brandDark)).toBeGreaterThanOrEqual(7)
      expect(contrast(palette.headline, '#f3f5f8')).toBeGreaterThanOrEqual(7)
      expect(contrast(palette.headlineDark, '#161e29')).toBeGreaterThanOrEqual(7)
      expect(contrast(palette.ruleDark, '#161e29')).toBeGreaterThanOrEqual(3)
    }
    expect(paletteOf({})).toMatchObject(shipped)
  })

  test('are refused where they cannot, with one that can', () => {
    const [brand] = colorFaults({ brand: '#2f8f5b' })
    expect(brand).toMatchObject({ key: 'brand', least: 4.5 })
    expect(contrast('#ffffff', brand?.instead ?? '')).toBeGreaterThanOrEqual(4.5)
    const [accent] = colorFaults({ accent: '#334477' })
    expect(accent).toMatchObject({ key: 'accent', least: 3 })
    expect(colorFaults({ accent: accent?.instead })).toEqual([])
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  })
})

describe('the urgent notice', () => {
  const notice = '{"text": "Cầu Yên Sơn cấm xe <b>tải</b>.", "url": "/", "until": "2026-02-01"}'

  const html = (root: string) => [...tree(join(root, '_site'))].filter(([path]) => path.endsWith('.html'))

  test('is in every page, escaped, and there to be asked for where there is none', async () => {
    const root = await built()
    expect(page(root, 'notice.json')).toBe('{}\n')
    for (const [, text] of html(root)) expect(text).toContain('data-notice="/notice.json" hidden')
    write(root, { 'static/notice.json': notice })
    await buildPortal(root)
    for (const [path, text] of html(root)) {
      expect(text, path).toContain('role="alert" data-notice="/notice.json" data-until="2026-01-31T17:00:00.000Z">')
      expect(text, path).toContain('<a href="/">Cầu Yên Sơn cấm xe &lt;b&gt;tải&lt;/b&gt;.</a>')
    }
  })

  test('is gone from the pages and the file once its time is over', async () => {
    const root = await built('', { 'static/notice.json': notice })
    const before = tree(join(root, '_site'))
    await buildPortal(root, { now: Date.parse('2026-01-31T17:00:00Z') })
    expect(page(root, 'notice.json')).toBe('{}\n')
    expect(before.get('index.html')).toContain('Yên Sơn')
    for (const [path, text] of html(root)) expect(text, path).not.toContain('Yên Sơn')
  })

  test('is published with the prefix and an instant', async () => {
    const settings = plainSettings.replace('gov.vn/', 'gov.vn/portal/')
    const root = await built('', { 'static/notice.json': notice, 'portal.yaml': settings })
    expect(JSON.parse(page(root, 'notice.json'))).toEqual({
      text: 'Cầu Yên Sơn cấm xe <b>tải</b>.',
      url: '/portal/',
      until: '2026-01-31T17:00:00.000Z',
      level: 'urgent',
    })
  })
})
