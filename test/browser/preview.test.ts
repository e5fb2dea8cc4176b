/** The preview in Chromium: files beside bulletins that are opened there, the bar of problems, and a portal mended from its first page. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { bulletin, portal, write } from '../support/portal.ts'
import { type Preview, preview } from '../support/preview.ts'
import { type Visit, visit } from './visit.ts'

const PATIENCE = 100_000
vi.setConfig({ testTimeout: 6 * PATIENCE })

const at = '/2024/05/mot/'
const source = 'content/2024/05/mot.md'

async function tab({ url }: Preview, path: string | null, width = 1280): Promise<Visit> {
  const { origin } = new URL(url)
  const opened = await visit({ origin, folder: '', specimens: [] }, path, { viewport: { width, height: 800 } })
  opened.page.setDefaultTimeout(PATIENCE)
  return opened
}

describe('a hostile file beside a bulletin', () => {
  /** Looks for the editor's address and writes a file by it. */
  const attack = (name: string) => `(async () => {
    const page = await fetch('/admin/').then((answer) => answer.text()).catch(() => '')
    const way = (page.match(/"proxy_url":"([^"?]+)/) || [])[1] || '/.build-portal/editor'
    const file = { path: 'content/2024/05/${name}.md', slug: 'x', raw: 'x' }
    const body = JSON.stringify({ action: 'persistEntry', params: { dataFiles: [file], assets: [] } })
    await fetch(way, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).catch(() => 0)
    await fetch('/ran/${name}').catch(() => 0)
  })()`
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const twice = (text: string) =>
    text.replace(/&/g, '&#38;#38;').replace(/</g, '&#38;#60;').replace(/"/g, '&#34;').replace(/%/g, '&#37;')
  const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inner}</svg>`
  const xhtml = (name: string) =>
    `<html xmlns="http://www.w3.org/1999/xhtml"><body><script>${escaped(attack(name))}</script></body></html>`
  const files: Record<string, string> = {
    'script.svg': svg(`<script>${escaped(attack('script'))}</script>`),
    'load.svg': svg(
      `<g><image href="data:image/png;base64,x" onerror="${escaped(attack('load')).replace(/"/g, '&quot;')}"/></g>`,
    ),
    'entity.svg': `<!DOCTYPE svg [<!ENTITY x "<script xmlns='http://www.w3.org/2000/svg'>${twice(attack('entity'))}</script>">]>${svg('&x;')}`,
    'trang.html': `<body><script>${attack('trang')}</script>`,
    'khung.html': `<iframe srcdoc="<script>${attack('khung').replace(/&/g, '&amp;').replace(/"/g, '&quot;')}</script>"></iframe>`,
    'mau.html': `<body><form action="/.build-portal/editor" method="post" enctype="text/plain"><input name="a"></form><meta http-equiv="refresh" content="0;url=javascript:fetch('/ran/mau')">`,
    'cu.htm': `<body><script>${attack('cu')}</script>`,
    'x.xhtml': xhtml('x'),
    'du-lieu.xml': xhtml('du-lieu'),
    'chu.txt': `<script>${attack('chu')}</script>`,
    'bang.csv': `<script>${attack('bang')}</script>`,
    'thu.mht': `<script>${attack('thu')}</script>`,
    'anh.jpg': `<script>${attack('anh')}</script>`,
    'vb.pdf': `<script>${attack('vb')}</script>`,
    'phim.mp4': `<script>${attack('phim')}</script>`,
  }

  test('runs nothing and writes nothing when it is opened', async () => {
    const root = portal({ [source]: bulletin() })
    const server = await preview(root)
    // As files that the build let through would lie there.
    const published = Object.entries(files).map(([name, text]) => [`2024/05/mot/${name}`, text])
    write(join(root, '.build-portal/preview/site'), Object.fromEntries(published))
    const opened = await tab(server, null)
    const asked: string[] = []
    opened.page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    for (const name of Object.keys(files)) {
      // What Chromium does not show it saves.
      await opened.go(at + name).catch((error) => expect(String(error), name).toContain('Download is starting'))
      await opened.page.waitForTimeout(300)
    }
    expect(asked.filter((one) => !Object.keys(files).some((name) => one === `GET ${at}${name}`))).toEqual([])
    expect(readdirSync(join(root, 'content/2024/05'))).toEqual(['mot.md'])

    // The same attack from a page of the preview's own does what it can: the address stays with the editor's page.
    await opened.go(at)
    await opened.page.evaluate(attack('trang'))
    expect(asked).toContain('GET /ran/trang')
    expect(readdirSync(join(root, 'content/2024/05'))).toEqual(['mot.md'])
  })

  test('nor is the editor shown in a frame', async () => {
    const server = await preview(portal({ [source]: bulletin() }))
    const { page } = await tab(server, at)
    await page.evaluate(`new Promise((done) => {
      const frame = document.createElement('iframe')
      frame.src = '/admin/'
      frame.onload = frame.onerror = done
      document.body.append(frame)
    })`)
    expect(await page.frames()[1]?.evaluate('document.documentElement.innerHTML')).not.toContain('editor.js')
  })
})

describe('the bar of problems', () => {
  test.each([320, 1280])('is folded and unfolded by keys, and stays as it was chosen (%i pixels)', async (width) => {
    const root = portal({ [source]: bulletin({ title: 'Tin một' }) })
    const server = await preview(root)
    const { page, troubles } = await tab(server, at, width)
    write(root, { [source]: bulletin({ title: 'Tin một', date: '2024-02-31' }) })
    const button = page.getByRole('button', { name: 'Not built: 1 error' })
    await button.waitFor().catch((error) => expect.unreachable(`${error}\n${server.output()}`))
    const list = page.getByText('2024-02-31').first()
    const state = async () => [await button.getAttribute('aria-expanded'), await list.isVisible()]
    expect(await state()).toEqual(['true', true])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)

    await button.focus()
    await page.keyboard.press('Enter')
    expect(await state()).toEqual(['false', false])
    // The page below can be read and used again.
    expect(await page.evaluate(`document.elementFromPoint(${width / 2}, 300).localName`)).not.toBe(
      'build-portal-overlay',
    )
    const box = await button.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
    expect(box?.height).toBeGreaterThanOrEqual(44)

    await page.reload()
    await button.waitFor()
    expect(await state()).toEqual(['false', false])
    await button.press('Space')
    expect(await state()).toEqual(['true', true])
    await page.keyboard.press('Escape')
    expect(await state()).toEqual(['false', false])
    expect(await page.evaluate('document.activeElement.localName')).toBe('build-portal-overlay')

    write(root, { [source]: bulletin({ title: 'Tin lành' }) })
    await page.getByRole('heading', { name: 'Tin lành' }).waitFor()
    expect(await button.count()).toBe(0)
    expect(troubles).toEqual([])
  })
})

test('an officer who knows the editor alone finds the broken bulletin of a first preview there, and mends it', async () => {
  const name = 'content/2024/05/hội nghị.md'
  const root = portal({ [source]: bulletin({ title: 'Tin một' }), [name]: bulletin({ title: '[Tin hỏng' }) })
  const server = await preview(root)
  const { page, go } = await tab(server, '/admin/')
  const bar = page.getByRole('button', { name: 'Not built: 1 error' })
  await bar.waitFor()
  expect(await bar.getAttribute('aria-expanded')).toBe('false')
  await bar.click()
  await page.getByRole('link', { name: 'Open in the editor' }).click()
  expect(await bar.getAttribute('aria-expanded')).toBe('false')
  const title = page.getByLabel('Tiêu đề')
  await title.waitFor()
  expect(await title.inputValue()).toBe('[Tin hỏng')
  await title.fill('Tin đã sửa')
  await page.getByRole('button', { name: 'Công bố', exact: true }).click()
  await page.getByText('Công bố ngay').click()
  await page.getByText('Mục đã được lưu').waitFor()
  expect(readFileSync(join(root, name), 'utf8')).toContain('title: Tin đã sửa')
  await server.until('/', 'Tin đã sửa')
  await bar.waitFor({ state: 'detached' })
  await go('/')
  await page.getByText('Tin đã sửa').first().waitFor()
})
