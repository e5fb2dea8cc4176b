/** JPEG files under the endings that browsers and messengers give them: built, checked, imported, uploaded and served as JPEG. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { buildPortal, bulletin, portal, runCli } from '../support/portal.ts'
import { preview } from '../support/preview.ts'

const jpeg = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#285078' } })
  .jpeg()
  .toBuffer()

test.each(['jfif', 'JFIF', 'jpe', 'pjpeg', 'pjp'])(
  'a .%s in the text, at the head, attached and linked to',
  async (ending) => {
    const name = `anh.${ending}`
    const root = portal({
      'content/a/index.md': bulletin(
        { image: `{src: ${name}, alt: Họp}`, attachments: name },
        `![Cán bộ tiếp dân](${name}) và [ảnh gốc](${name})\n`,
      ),
      [`content/a/${name}`]: jpeg,
    })
    const { diagnostics } = await buildPortal(root)
    expect(diagnostics).toEqual([])
    const folder = join(root, '_site/2024/05/a')
    expect(existsSync(join(folder, 'anh.jpg'))).toBe(true)
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).toContain('/2024/05/a/anh.jpg"')
    expect(page.toLowerCase()).not.toContain(`.${ending.toLowerCase()}"`)
  },
)

test('beside a .jpg of the same name it gets a number', async () => {
  const root = portal({
    'content/a/index.md': bulletin({}, '![Một](anh.jpg) và ![Hai](anh.jfif)\n'),
    'content/a/anh.jpg': jpeg,
    'content/a/anh.jfif': await sharp(jpeg).negate().jpeg().toBuffer(),
  })
  expect((await buildPortal(root)).diagnostics).toEqual([])
  const folder = join(root, '_site/2024/05/a')
  expect([existsSync(join(folder, 'anh.jpg')), existsSync(join(folder, 'anh-2.jpg'))]).toEqual([true, true])
})

test('the importer takes it', () => {
  const root = portal({
    'content/a.md': bulletin(),
    'old/a.md': '---\ntitle: Bài a\ndate: 2023-02-01\nauthor: Lò A\n---\n\n![Ảnh](/img/b.jfif)\n',
    'old/img/b.jfif': jpeg,
  })
  const { status } = runCli(['import', join(root, 'old'), '--root', root])
  expect(status).toBe(0)
  expect(existsSync(join(root, 'content/2023/02/a-1.jfif'))).toBe(true)
})

test('the preview serves it as JPEG, the editor takes it', async () => {
  const one = 'content/2024/05/a/index.md'
  const root = portal({ [one]: bulletin(), 'static/b.jfif': jpeg })
  const at = await preview(root)
  const served = await fetch(new URL('/b.jfif', at.url))
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  const origin = new URL(at.url).origin
  const raw = bulletin({}, '![Họp](c.jfif)\n')
  // The editor's page alone is given the address of its backend.
  const admin = await (await fetch(new URL('/admin/', at.url))).text()
  const backend = /\/\.build-portal\/editor[\w./-]*/.exec(admin)?.[0] ?? ''
  const saved = await fetch(new URL(backend, at.url), {
    method: 'POST',
    headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
    body: JSON.stringify({
      branch: 'local',
      action: 'persistEntry',
      params: {
        branch: 'local',
        dataFiles: [{ path: 'content/2024/06/b/index.md', slug: 'b', raw }],
        assets: [{ path: 'content/2024/06/b/c.jfif', content: jpeg.toString('base64'), encoding: 'base64' }],
        options: { commitMessage: 'x', useWorkflow: false, status: 'draft' },
      },
    }),
  })
  expect([saved.status, readFileSync(join(root, 'content/2024/06/b/c.jfif')).equals(jpeg)]).toEqual([200, true])
})
