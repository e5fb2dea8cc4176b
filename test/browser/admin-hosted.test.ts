/** The editor of a built site, whose files a git host keeps: whom it speaks to, and its plain preview. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { bulletin, portal, repository, runCli } from '../support/portal.ts'
import { policy, serve } from './server.ts'
import { type Visit, visit } from './visit.ts'

const PATIENCE = 100_000
vi.setConfig({ testTimeout: 6 * PATIENCE })

const admin = 'admin: {backend: gitlab, repo: yen-chau/trang-tin, appId: 1a2b3c}\n'

/** A built site with an editor, and a tab for it. */
async function hosted(): Promise<{ origin: string; opened: Visit }> {
  const sample = readFileSync(join(repository, 'portal.yaml'), 'utf8')
  const root = portal({
    'portal.yaml': sample + admin,
    'content/2024/05/mot.md': bulletin(),
    'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\n---\n\nNội dung.\n',
    'content/pages/lien-he.md': '---\ntitle: Liên hệ\n---\n\nNội dung.\n',
  })
  expect(runCli(['build', '--root', root, '--lang', 'en', '--no-search', '--quiet'])).toMatchObject({ status: 0 })
  expect(runCli(['check', '--site', join(root, '_site'), '--root', root, '--lang', 'en'])).toMatchObject({ status: 0 })
  const site = await serve(join(root, '_site'))
  onTestFinished(site.close)
  const opened = await visit({ ...site, folder: '', specimens: [] }, null, { locale: 'vi-VN' })
  opened.page.setDefaultTimeout(PATIENCE)
  return { origin: site.origin, opened }
}

test('asks nobody for anything until an officer signs in at the git host', async () => {
  const { opened } = await hosted()
  await opened.go('/admin/')
  await opened.page.getByRole('button', { name: 'Đăng nhập bằng GitLab' }).waitFor()
  expect(opened.troubles).toEqual([])
  expect(readFileSync(join(repository, 'docs/admin.md'), 'utf8')).toContain(policy('/admin/'))
})

test('shows the text in the portal’s own style, and saves into the editorial workflow', async () => {
  const { origin, opened } = await hosted()
  const { page, troubles } = opened
  // Decap's own repository in the browser's memory stands where the host would: the rest is what is published.
  await page.route(`${origin}/admin/`, async (route) => {
    const response = await route.fetch()
    const page = await response.text()
    const body = page.replace(/(?<=id="settings">).*?(?=<\/script>)/s, (json) => {
      const settings = JSON.parse(json)
      settings.config.backend = { name: 'test-repo' }
      return JSON.stringify(settings).replaceAll('<', '\\u003c')
    })
    await route.fulfill({ response, body })
  })
  await page.addInitScript('window.repoFiles = { content: {} }')
  await opened.go('/admin/')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByText('Thêm Bản tin').click()
  await page.getByLabel('Tiêu đề').fill('Tin ở máy chủ git')
  await page.locator('[data-slate-editor=true]').click()
  await page.keyboard.type('Một đoạn văn.')
  const pane = page.frameLocator('#preview-pane')
  const head = pane.getByRole('heading', { name: 'Tin ở máy chủ git' })
  await head.waitFor()
  const style = (one: unknown) =>
    (globalThis as unknown as { getComputedStyle(one: unknown): { fontFamily: string } }).getComputedStyle(one)
      .fontFamily
  await expect.poll(() => head.evaluate(style), { timeout: PATIENCE }).toContain('Portal Sans')
  expect(await pane.locator('article').innerText()).toContain('Một đoạn văn.')
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByText('Mục đã được lưu').waitFor()
  expect(troubles).toEqual([])
})
