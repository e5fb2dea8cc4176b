/** Hostile drawings and attachments as the program publishes them, opened in Chromium behind a real nginx, with the shipped headers and without any, and in the preview. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium as playwright } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { editorAddress } from '../../src/serve/editor.ts'
import { cleanSvg } from '../../src/source/svg/clean-svg.ts'
import { hostileAttachments } from '../support/hostile-attachments.ts'
import { hostileDrawings } from '../support/hostile-drawings.ts'
import { shippedSettings, startNginx } from '../support/nginx.ts'
import { bulletin, portal, repository, runCli, tree } from '../support/portal.ts'
import { preview } from '../support/preview.ts'
import { chromiumArguments, headlessShell } from './chromium.ts'

let browser: Browser
/** The server that nobody shall ask, and what it was asked for. */
let away: Server
let origin: string
const asked: string[] = []

beforeAll(async () => {
  away = createServer((request, response) => {
    asked.push(request.url ?? '')
    const type = /\.js$/.test(request.url ?? '') ? 'text/javascript' : 'text/html'
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end("alert('away')")
  })
  await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve))
  const address = away.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  browser = await playwright.launch({ executablePath: headlessShell(), args: chromiumArguments })
})
afterAll(async () => {
  await browser?.close()
  away.closeAllConnections()
  away.close()
})

/** What a context saw: which scripts ran, which requests went to another server, and which asked to write. */
interface Seen {
  ran: string[]
  left: string[]
  wrote: string[]
}

async function watched(served: string): Promise<{ context: BrowserContext; seen: Seen }> {
  const context = await browser.newContext({ acceptDownloads: false })
  const seen: Seen = { ran: [], left: [], wrote: [] }
  context.on('dialog', (dialog) => {
    seen.ran.push(`${dialog.message()} ${dialog.page()?.url()}`)
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !url.startsWith(served)) seen.left.push(url)
    const isRead = request.method() === 'GET' && !url.startsWith(served + editorAddress)
    if (!isRead) seen.wrote.push(`${request.method()} ${url} for ${request.frame().url()}`)
  })
  return { context, seen }
}

/** Opens every file by itself, and then within a page of the same origin that has no policy at all. */
async function openAll(served: string, paths: readonly string[]): Promise<Seen & { opened: number }> {
  const { context, seen } = await watched(served)
  const before = asked.length
  const page = await context.newPage()
  let opened = 0
  for (const path of paths) {
    // A file that is saved instead of shown ends the visit with an error.
    const answer = await page.goto(served + path, { waitUntil: 'load' }).catch(() => null)
    if (answer === null) continue
    expect([path, answer.status()]).toEqual([path, 200])
    opened++
    await page.mouse.click(20, 20)
    if ((await page.locator('[data-ran]').count()) > 0) seen.ran.push(path)
  }
  for (let at = 0; at < paths.length; at += 10) {
    await context.unroute(`${served}/thu-host`)
    await context.route(`${served}/thu-host`, (route) =>
      route.fulfill({ contentType: 'text/html', body: hostPage(paths.slice(at, at + 10)) }),
    )
    await page.goto(`${served}/thu-host`, { waitUntil: 'load' })
    for (const frame of page.frames().slice(1))
      if (
        (await frame
          .locator('[data-ran]')
          .count()
          .catch(() => 0)) > 0
      )
        seen.ran.push(frame.url())
  }
  await context.close()
  return { ...seen, left: [...seen.left, ...asked.slice(before)], opened }
}

function hostPage(paths: readonly string[]): string {
  const parts = paths.map(
    (path) => `<img src="${path}"><object data="${path}"></object><iframe src="${path}"></iframe><embed src="${path}">`,
  )
  return `<!doctype html><title>x</title>${parts.join('')}`
}

describe('of hostile files', () => {
  const types = (root: string, port: number) => `server { listen 127.0.0.1:${port}; root ${join(root, '_site')}; }`

  test('no script runs, no request leaves and nothing asks to write', async () => {
    const drawings = [...hostileDrawings(origin)].map(
      ([name, content]) => [`ve/${name}`, name === 'compressed' ? 'a.svgz' : 'a.svg', content] as const,
    )
    const attachments = [...hostileAttachments(origin)].map(
      ([name, content], at) => [`tep/${at}`, name, content] as const,
    )
    const files = [...drawings, ...attachments]
    expect([drawings.length, attachments.length].map((count) => count >= 40)).toEqual([true, true])
    const script = hostileAttachments(origin).get('a.js') ?? ''
    const root = portal(
      Object.fromEntries(
        files.flatMap(([folder, name, content], at) => {
          const body = /\.svgz?$/.test(name) ? `![Vẽ](${name})\n\n[Mã](ma.txt)\n` : `[Mã](ma.txt)\n`
          const front = { attachments: JSON.stringify([{ file: name, title: 'Tệp' }]), slug: `tep-${at}` }
          return [
            [`content/${folder}/tin.md`, bulletin(front, body)],
            [`content/${folder}/ma.txt`, script],
            [`content/${folder}/${name}`, content],
          ]
        }),
      ),
    )
    const first = runCli(['build', '--root', root, '--format', 'json', '--no-cache'])
    const { diagnostics } = JSON.parse(first.stdout) as {
      diagnostics: { code: string; file: string | null; severity: string }[]
    }
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    const refused = new Set(errors.map(({ file }) => file?.split('/').slice(1, 3).join('/') ?? ''))
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['drawing-refused', 'file-unsafe', 'image-broken']))
    for (const folder of refused) rmSync(join(root, 'content', folder), { recursive: true })
    const second = runCli(['build', '--root', root, '--no-cache'])
    expect([second.status, second.stderr]).toEqual([0, ''])

    const published = files.flatMap(([folder, name], at) =>
      refused.has(folder) ? [] : [`/2024/05/tep-${at}/${encodeURIComponent(name)}`, `/2024/05/tep-${at}/ma.txt`],
    )
    expect(published.length).toBeGreaterThan(40)
    writeFileSync(join(root, '_site/favicon.ico'), '')
    const servers = [
      await startNginx((port) => shippedSettings(root, port)),
      await startNginx((port) => types(root, port)),
      new URL((await preview(root)).url).origin,
    ]
    const content = tree(join(root, 'content'))
    for (const { opened, ...seen } of await Promise.all(servers.map((served) => openAll(served, published)))) {
      expect(seen).toEqual({ ran: [], left: [], wrote: [] })
      expect(opened).toBeGreaterThan(30)
    }
    expect(tree(join(root, 'content'))).toEqual(content)
  })

  test('as they were written, many do: the test sees scripts, requests and writes', async () => {
    const root = portal({})
    const names = ['script', 'entity-script', 'onload', 'script-attached', 'image-away', 'style-import']
    const all = hostileDrawings(origin)
    for (const name of names) writeFileSync(join(root, `${name}.svg`), all.get(name) ?? '')
    writeFileSync(join(root, 'ma.txt'), hostileAttachments(origin).get('a.js') ?? '')
    const served = await startNginx((port) => `server { listen 127.0.0.1:${port}; root ${root}; }`)
    const { ran, left, wrote } = await openAll(
      served,
      names.map((name) => `/${name}.svg`),
    )
    for (const name of names.slice(0, 4)) {
      expect(ran.join('\n')).toContain(`/${name}.svg`)
      expect(wrote.join('\n')).toContain(`POST ${served}${editorAddress} for ${served}/${name}.svg`)
    }
    for (const name of names.slice(4)) expect(left.join('\n')).toContain(`/${name}/`)
  })
})

describe('a drawing of a real program looks as it did', () => {
  const folder = join(repository, 'test/images/drawings')

  /** The picture as Chromium shows it, in points of three colours. */
  async function shown(drawing: Buffer | string): Promise<Buffer> {
    const page = await browser.newPage({ viewport: { width: 640, height: 480 } })
    const data = Buffer.from(drawing as string).toString('base64')
    await page.setContent(`<body style="margin:0"><img width="640" src="data:image/svg+xml;base64,${data}">`)
    await page.waitForFunction('document.images[0].complete && document.images[0].naturalWidth > 0')
    const picture = await page.screenshot()
    await page.close()
    return sharp(picture).removeAlpha().raw().toBuffer()
  }

  test.each(readdirSync(folder))('%s', async (name) => {
    const source = readFileSync(join(folder, name))
    const clean = cleanSvg(source)
    if ('refused' in clean) throw new Error(clean.what)
    const [before, after] = [await shown(source), await shown(clean.text)]
    const differing = before.reduce((sum, value, at) => sum + (value === after[at] ? 0 : 1), 0)
    // draw.io's label is HTML before and the text beside it after: the letters are set anew, all else is the same.
    expect(differing / before.length).toBeLessThanOrEqual(name === 'drawio.svg' ? 0.01 : 0)
    // It is no empty picture.
    expect(before.some((value) => value !== before[0])).toBe(true)
  })
})
