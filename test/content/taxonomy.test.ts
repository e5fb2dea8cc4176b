/** Tags and authors in scripts without Latin letters, and names that Windows keeps: their addresses. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { slugOfName } from '../../src/source/fold.ts'
import { buildPortal, bulletin, portal, runCli } from '../support/portal.ts'

test.each([
  ['Chuyển đổi số', 'chuyen-doi-so'],
  ['ខ្មែរ', 'ខ្មែរ'],
  ['ລາວ', 'ລາວ'],
  ['苗族', '苗族'],
  ['ภาษาไทย', 'ภาษาไทย'],
  ['한국어 소식', '한국어-소식'],
  ['हिन्दी', 'हिन्दी'],
  ['苗族 2026', '苗族-2026'],
  ['2026', '2026'],
  ['Tiếng Khmer (ខ្មែរ)', slugOfName('Tiếng Khmer')],
  ['عربي', 'erby'],
  ['😀', ''],
  ['…/..', ''],
])('%s → %s', (name, slug) => {
  expect(slugOfName(name)).toBe(slug)
  expect(slugOfName(name.normalize('NFD'))).toBe(slug)
})

test('a long name is cut between letters, within what a file system takes', () => {
  const slug = slugOfName('ខ្មែរ'.repeat(60))
  expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(200)
  expect('ខ្មែរ'.repeat(60).startsWith(slug)).toBe(true)
})

test('their pages are built, listed and linked to, and every link arrives', async () => {
  const root = portal({
    'content/a.md': bulletin({ tags: '[ខ្មែរ, ລາວ, 苗族]', author: 'សុខ' }),
    'content/b.md': bulletin({ tags: '[ខ្មែរ]', author: 'ສົມ', date: '2024-05-07' }),
  })
  expect((await buildPortal(root)).diagnostics).toEqual([])
  for (const page of ['tu-khoa/ខ្មែរ', 'tu-khoa/ລາວ', 'tu-khoa/苗族', 'tac-gia/សុខ', 'tac-gia/ສົມ'])
    expect(existsSync(join(root, '_site', page, 'index.html'))).toBe(true)
  const page = readFileSync(join(root, '_site/2024/05/a/index.html'), 'utf8')
  expect(page).toContain(`href="/tu-khoa/${encodeURIComponent('ខ្មែរ')}/"`)
  expect(JSON.parse(runCli(['check', '--root', root, '--site', '--format', 'json']).stdout).diagnostics).toEqual([])
})

test('names that Windows keeps are told at their bulletin, names that only begin so are not', async () => {
  const root = portal({
    'content/con.md': bulletin({ tags: '[Aux, console, auxiliary]' }),
    'content/b/index.md': bulletin({ slug: 'nul-va-mot', attachments: 'COM1.pdf', date: '2024-05-07' }),
    'content/b/COM1.pdf': '%PDF-1.4',
  })
  const { diagnostics } = await buildPortal(root)
  expect(diagnostics.map(({ code, args, place }) => [code, (args as { url: string }).url, place?.file]).sort()).toEqual(
    [
      ['path-windows', '/2024/05/con/', 'content/con.md'],
      ['path-windows', '/2024/05/nul-va-mot/COM1.pdf', 'content/b/COM1.pdf'],
      ['path-windows', '/tu-khoa/aux/', 'content/con.md'],
    ],
  )
})
