/** The editor's backend in the preview, over real HTTP: what it does for its own page, and what it refuses everybody. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bulletin, portal, write } from '../support/portal.ts'
import { type Preview, preview } from '../support/preview.ts'

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

interface Answer {
  status: number
  json: { error?: string; data?: string | null; file?: { path: string }; [key: string]: unknown }
}

/** The backend's address, which the editor's page alone is given. */
async function backendOf(server: Preview): Promise<string> {
  const { body } = await server.get('/admin/')
  return /"proxy_url":"([^"?]+)/.exec(body)?.[1] ?? body
}

/** Speaks to the backend as the editor's page does, unless other headers are given; `below` is what comes after its address. */
function speaker(address: string, { url }: Preview) {
  const origin = new URL(url).origin
  return async (body: unknown, headers: Record<string, string> = {}, below = ''): Promise<Answer> => {
    const own = { Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(new URL(address + below, url), {
      method: 'POST',
      headers: { ...own, ...headers },
      body: text,
    })
    return { status: response.status, json: (await response.json()) as Answer['json'] }
  }
}

const ask = (action: string, params: object = {}) => ({
  branch: 'local',
  action,
  params: { branch: 'local', ...params },
})
const save = (path: string, raw: string, assets: object[] = []) =>
  ask('persistEntry', {
    dataFiles: [{ path, slug: path, raw }],
    assets,
    options: { commitMessage: 'x', useWorkflow: false, status: 'draft' },
  })
const picture = (path: string) => ({ path, content: png, encoding: 'base64' })

const one = 'content/2024/05/mot.md'

async function started() {
  const root = portal({
    [one]: bulletin({ title: 'Tin một' }),
    'content/2024/05/hai/index.md': bulletin({ title: 'Tin hai' }),
    'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\n---\n\nNội dung.\n',
    'content/decisions/94.md': '---\nnumber: 94/QĐ-UBND\ndate: 2023-01-12\nissuer: UBND tỉnh Sơn La\n---\n',
    'bi-mat.md': 'Bí mật.\n',
  })
  const server = await preview(root)
  const address = await backendOf(server)
  return { root, server, address, say: speaker(address, server) }
}

test('lists bulletins and pages apart, reads one, saves a new one with its picture, and its page is there', async () => {
  const { root, server, say } = await started()
  expect((await say(ask('info'))).json).toMatchObject({ publish_modes: ['simple'], type: 'local_fs' })
  const listed = async (folder: string, depth: number) =>
    ((await say(ask('entriesByFolder', { folder, extension: 'md', depth }))).json as unknown as Answer['json'][]).map(
      ({ file }) => file?.path,
    )
  expect(await listed('content', 4)).toEqual(['content/2024/05/hai/index.md', one])
  expect(await listed('content/pages', 1)).toEqual(['content/pages/gioi-thieu.md'])
  expect((await say(ask('getEntry', { path: one }))).json.data).toContain('Tin một')
  expect((await say(ask('getEntry', { path: 'content/2024/05/khong-co.md' }))).json.data).toBeNull()

  const path = 'content/2024/06/moi/index.md'
  const text = bulletin({ title: 'Tin mới', date: '2024-06-01', image: '{src: anh.png, alt: Một chấm đỏ}' })
  expect((await say(save(path, text, [picture('content/2024/06/moi/anh.png')]))).status).toBe(200)
  expect(readFileSync(join(root, path), 'utf8')).toBe(text)
  expect(readFileSync(join(root, 'content/2024/06/moi/anh.png')).toString('base64')).toBe(png)
  expect(readdirSync(join(root, 'content/2024/06/moi')).sort()).toEqual(['anh.png', 'index.md'])
  expect(await server.until('/2024/06/moi/', 'Tin mới')).toContain('Một chấm đỏ')

  const media = await say(ask('getMedia', { mediaFolder: 'content/2024/06/moi' }))
  expect(media.json).toMatchObject([{ path: 'content/2024/06/moi/anh.png', content: png, encoding: 'base64' }])
  expect((await say(ask('deleteFiles', { paths: [path, 'content/2024/06/moi/anh.png'] }))).status).toBe(200)
  expect(readdirSync(join(root, 'content/2024/06/moi'))).toEqual([])
})

test('overwrites no file that is there, nor one that was changed since it was opened', async () => {
  const { root, say } = await started()
  const known = await say(save(one, bulletin({ title: 'Đè lên' })))
  expect(known).toMatchObject({ status: 409, json: { error: expect.stringContaining(one) } })

  await say(ask('getEntry', { path: one }))
  const changed = bulletin({ title: 'Người khác sửa' })
  write(root, { [one]: changed })
  expect((await say(save(one, bulletin({ title: 'Tôi sửa' })))).status).toBe(409)
  expect(readFileSync(join(root, one), 'utf8')).toBe(changed)

  await say(ask('getEntry', { path: one }))
  expect((await say(save(one, bulletin({ title: 'Tôi sửa' })))).status).toBe(200)
  expect((await say(save(one, bulletin({ title: 'Tôi sửa nữa' })))).status).toBe(200)
  expect((await say(save('content/2024/05/hai/index-1.md', bulletin()))).status).toBe(409)
})

test('a list holds the heads of the texts alone, and a text without one whole', async () => {
  const { root, say } = await started()
  const head = '---\r\ntitle: Tin ba\r\nsummary: |\r\n  --- a\r\n--- \r\n'
  writeFileSync(join(root, 'content/2024/05/ba.md'), `\ufeff${head}Nội dung ba.\r\n\r\n---\r\n`)
  writeFileSync(join(root, 'content/2024/05/bon.md'), 'Không có đầu.\n\n---\n')
  const { json } = await say(ask('entriesByFolder', { folder: 'content', extension: 'md', depth: 4 }))
  const texts = new Map((json as unknown as Answer['json'][]).map(({ file, data }) => [file?.path, data]))
  expect(texts.get('content/2024/05/ba.md')).toBe(`\ufeff${head}`)
  expect(texts.get('content/2024/05/bon.md')).toBe('Không có đầu.\n\n---\n')
  expect(texts.get(one)).toBe(`${bulletin({ title: 'Tin một' }).split('\n---\n')[0]}\n---\n`)
})

describe('keeps to content/', () => {
  test('whatever a path says, for reading and for writing', async () => {
    const { root, say } = await started()
    const outside = mkdtempSync(join(tmpdir(), 'outside-'))
    onTestFinished(() => rmSync(outside, { recursive: true, force: true }))
    writeFileSync(join(outside, 'la.md'), 'Lạ.\n')
    symlinkSync(outside, join(root, 'content/loi-ra'))
    symlinkSync(join(root, 'bi-mat.md'), join(root, 'content/2024/loi.md'))
    mkdirSync(join(root, 'content/.git'))
    const paths = [
      'bi-mat.md',
      'portal.yaml',
      'content/../bi-mat.md',
      'content/2024/../../bi-mat.md',
      '../x/bi-mat.md',
      '/etc/passwd',
      'content//etc/passwd',
      'content/..\\bi-mat.md',
      'content\\..\\bi-mat.md',
      'C:\\bi-mat.md',
      'content/C:/bi-mat.md',
      'content/x\0.md',
      'content/./bi-mat.md',
      'content/.git/config.md',
      'content/_defaults.yaml',
      'content/loi-ra/la.md',
      'content/loi-ra/moi/la.md',
      'content/2024/loi.md',
    ]
    for (const path of paths) {
      expect((await say(ask('getEntry', { path }))).status, path).toBe(403)
      expect((await say(ask('getMediaFile', { path }))).status, path).toBe(403)
      expect((await say(save(path, 'x'))).status, path).toBe(403)
      expect((await say(save('content/2024/moi.md', 'x', [picture(path)]))).status, path).toBe(403)
      expect((await say(ask('deleteFile', { path }))).status, path).toBe(403)
      expect((await say(ask('getMedia', { mediaFolder: path }))).status, path).toBe(403)
      const draft = { collection: 'bulletins', path, text: bulletin(), files: {} }
      expect([403, 422], path).toContain((await say(draft, {}, '/draft')).status)
    }
    // One refused file, and none of the same save is written.
    expect(existsSync(join(root, 'content/2024/moi.md'))).toBe(false)
    expect(readFileSync(join(root, 'bi-mat.md'), 'utf8')).toBe('Bí mật.\n')
    expect(readdirSync(outside)).toEqual(['la.md'])
    const list = await say(ask('entriesByFolder', { folder: 'content', extension: 'md', depth: 9 }))
    expect(JSON.stringify(list.json)).not.toMatch(/Lạ\.|Bí mật/)
  })

  test('and writes texts and media alone', async () => {
    const { root, say } = await started()
    for (const name of ['trang.html', 'ma.js', 'decisions.yaml', 'tep', 'tin.md.exe'])
      for (const body of [
        save(`content/2024/${name}`, 'x'),
        save('content/2024/moi.md', 'x', [picture(`content/2024/${name}`)]),
      ])
        expect((await say(body)).status, name).toBe(403)
    expect(readdirSync(join(root, 'content/2024'))).toEqual(['05'])
  })
})

describe('answers its own page alone', () => {
  test('no other site, no name that points at this machine, no form', async () => {
    const { server, address, say } = await started()
    const { port } = new URL(server.url)
    const info = ask('info')
    const refused: [Record<string, string>, number][] = [
      [{ Origin: 'https://la.example' }, 403],
      [{ Origin: 'null' }, 403],
      [{ Origin: `http://127.0.0.1:${Number(port) + 1}` }, 403],
      [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
      [{ 'Sec-Fetch-Site': 'same-site' }, 403],
      [{ 'Content-Type': 'text/plain' }, 415],
      [{ 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ]
    for (const [headers, status] of refused) {
      expect((await say(info, headers)).status, JSON.stringify(headers)).toBe(status)
      expect((await say({}, headers, '/draft')).status, JSON.stringify(headers)).toBe(status)
    }
    // fetch names its host and origin itself: what a browser cannot say is said by hand.
    const raw = (headers: Record<string, string>, method = 'POST', path = address) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        sent.on('error', reject).end(method === 'GET' ? undefined : JSON.stringify(info))
      })
    const json = { 'Content-Type': 'application/json' }
    expect(await raw(json)).toBe(403)
    expect(await raw({ ...json, Host: 'la.example', Origin: 'http://la.example' })).toBe(403)
    expect(await raw({ ...json, Host: `127.0.0.1:${port}`, Origin: `http://127.0.0.1:${port}` })).toBe(200)
    const own = { Host: `127.0.0.1:${port}`, Origin: `http://127.0.0.1:${port}` }
    expect(await raw(own, 'GET')).toBe(405)
    // Whoever was not given the address does not find it.
    for (const path of ['/.build-portal/editor', `${address}x`, address.slice(0, -1), '/.build-portal/editor/draft'])
      expect(await raw({ ...json, ...own }, 'POST', path), path).toBe(403)
  })

  test('and nothing that it does not know', async () => {
    const { say } = await started()
    for (const body of [
      {},
      [],
      null,
      ask('publishUnpublishedEntry', { collection: 'a', slug: 'b' }),
      ask('getEntry'),
      ask('constructor'),
    ])
      expect((await say(body)).status).toBe(422)
    expect((await say(save(one, 'x', [{ path: 'content/a.png', content: '%%%', encoding: 'base64' }]))).status).toBe(
      422,
    )
    const renamed = { path: one, slug: 'mot', raw: 'x', newPath: 'content/2024/05/khac.md' }
    expect((await say(ask('persistEntry', { dataFiles: [renamed], assets: [], options: {} }))).status).toBe(422)
    expect((await say('{')).status).toBe(400)
    expect((await say(ask('info'), {}, '/khac')).status).toBe(403)
  })
})

test('its page is given to the person at this machine alone: no frame, no script of another page', async () => {
  const { server } = await started()
  const { status, headers } = await server.get('/admin/', { 'Sec-Fetch-Dest': 'document' })
  expect([status, headers.get('x-frame-options'), headers.get('content-security-policy')]).toEqual([
    ...[200, 'DENY', "frame-ancestors 'none'"],
  ])
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  for (const dest of ['iframe', 'frame', 'embed', 'object', 'empty', 'script', 'image'])
    expect((await server.get('/admin/', { 'Sec-Fetch-Dest': dest })).status, dest).toBe(403)
})

describe('a draft', () => {
  const draft = (text: string, more: object = {}) => ({ collection: 'bulletins', path: null, text, files: {}, ...more })

  test('has the page that the build would make, with pictures that are not saved, and leaves nothing in the portal', async () => {
    const { root, server, say } = await started()
    const text = bulletin(
      { title: 'Bản thảo', draft: 'true', image: '{src: anh.png, alt: Một chấm đỏ}' },
      'Xem [tin hai](../2024/05/hai/index.md), [giới thiệu](/gioi-thieu/).\n\n:::warning\nGấp.\n:::\n',
    )
    const { status, json } = await say(draft(text, { files: { 'anh.png': png } }), {}, '/draft')
    expect({ status, json }).toMatchObject({ status: 200, json: { problems: [] } })
    const page = await server.get(String(json.page))
    expect(page.body).toContain('Bản thảo')
    expect(page.body).toContain('Một chấm đỏ')
    expect(page.body).not.toContain('<script')
    for (const [, address = ''] of page.body.matchAll(/(?:<img[^>]*src|<link rel="stylesheet" href)="([^"]+)"/g))
      expect((await server.get(address)).status, address).toBe(200)
    expect(readdirSync(join(root, 'content'), { recursive: true })).not.toContain('anh.png')
  })

  test('tells what is wrong, and has no page until it is mended', async () => {
    const { say } = await started()
    const { json } = await say(draft(bulletin({ date: '2024-02-30' })), {}, '/draft')
    expect(json).toMatchObject({
      page: null,
      problems: [{ severity: 'error', message: expect.stringContaining('2024-02-30') }],
    })
    const mended = await say(draft(bulletin()), {}, '/draft')
    expect(mended.json).toMatchObject({ page: expect.stringContaining('/.build-portal/drafts/'), problems: [] })
  })

  test('finds what its text names, however that is written and wherever it lies', async () => {
    const { root, server, say } = await started()
    const image = Buffer.from(png, 'base64')
    write(root, {
      'content/2024/05/hai/anh hop.png': image,
      [`content/2024/05/hai/${'hội-nghị.png'.normalize('NFD')}`]: image,
      [`content/${'Ảnh chung'.normalize('NFD')}/ban do.png`]: image,
      'content/2024/05/hai/a&b.txt': 'Chữ.\n',
      'content/2024/05/hai/phim.mp4': 'phim',
      'content/2024/05/hai/phim.vtt': 'WEBVTT\n',
    })
    const body = [
      '![Họp](anh%20hop.png) ![Hội nghị](<hội-nghị.png>)',
      '![Bản đồ](../../../Ảnh%20chung/ban%20do.png)',
      '[Tệp](a&amp;b.txt)',
      '![Phim](phim.mp4)',
      '![Không có](khong-co.png)',
    ].join('\n\n')
    const draft = { collection: 'bulletins', path: 'content/2024/05/hai/index.md', text: bulletin({}, body), files: {} }
    const missing = (await say(draft, {}, '/draft')).json
    expect((missing.problems as { message: string }[]).map(({ message }) => message)).toEqual([
      expect.stringContaining('khong-co.png'),
    ])
    const text = draft.text.replace('khong-co.png', 'anh%20hop.png')
    const { json } = await say({ ...draft, text }, {}, '/draft')
    expect(json.problems).toEqual([])
    const page = await server.get(String(json.page))
    const shown = [...page.body.matchAll(/<(?:img|video|track)[^>]*src="([^"]+)"/g)].map(([, address = '']) => address)
    expect(shown).toHaveLength(6)
    for (const address of shown) expect((await server.get(address)).status, address).toBe(200)
  })

  test('of a file that is there has the files beside it and the folder’s defaults', async () => {
    const { root, server, say } = await started()
    write(root, {
      'content/2024/05/hai/anh.png': Buffer.from(png, 'base64'),
      'content/2024/_defaults.yaml': 'author: Ban Biên tập\n',
    })
    const text =
      '---\ntitle: Tin hai sửa\ndate: 2024-05-06\nimage: {src: anh.png, alt: Một chấm đỏ}\n---\n\nNội dung.\n'
    const path = 'content/2024/05/hai/index.md'
    const { json } = await say(draft(text, { path }), {}, '/draft')
    expect(json.problems).toEqual([])
    expect((await server.get(String(json.page))).body).toContain('Ban Biên tập')
    expect(readFileSync(join(root, path), 'utf8')).toContain('title: Tin hai\n')
  })
})
