/** The editor of bulletins on one machine, as an officer works with it: written, seen in the preview, saved, built. */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { bulletin, portal, repository, runCli, write } from '../support/portal.ts'
import { type Preview, preview } from '../support/preview.ts'
import { type Visit, visit } from './visit.ts'

const officer = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width: 1280, height: 900 } }

const PATIENCE = 100_000
vi.setConfig({ testTimeout: 6 * PATIENCE })

/** A portal with the sample's settings, and one of its pictures on the officer's disk. */
async function desk(files: Record<string, string> = {}): Promise<{ root: string; server: Preview; picture: string }> {
  const sample = readFileSync(join(repository, 'portal.yaml'), 'utf8')
  const root = portal({ 'portal.yaml': sample, 'content/2024/05/mot.md': bulletin(), ...files })
  cpSync(join(repository, 'content/pages'), join(root, 'content/pages'), { recursive: true })
  const photos = join(root, 'anh')
  mkdirSync(photos)
  const picture = join(photos, 'Hội nghị Đề án.jpg')
  copyFileSync(join(repository, aPicture()), picture)
  return { root, server: await preview(root), picture }
}

function aPicture(): string {
  const found = readdirSync(join(repository, 'content'), { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('.jpg'),
  )
  if (found === undefined) throw new Error('the sample has no picture')
  return join('content', found)
}

/** Opens a place of the editor. */
async function editor(server: Preview, place: string): Promise<Visit> {
  const { origin } = new URL(server.url)
  const opened = await visit({ origin, folder: '', specimens: [] }, null, officer)
  // Five megabytes of script take their time on a busy machine.
  opened.page.setDefaultTimeout(PATIENCE)
  await opened.go(`/admin/#/collections/bulletins${place}`)
  return opened
}

/** What went wrong; pictures that are not saved yet have addresses of the tab's own. */
function troubles(opened: Visit): string[] {
  return opened.troubles.filter((told) => !told.startsWith('leaves the site: blob:'))
}

/** The page of the draft in the pane beside the form. */
function draft(page: Page) {
  return page.frameLocator('#preview-pane').frameLocator('iframe')
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Công bố', exact: true }).click()
  await page.getByText('Công bố ngay').click()
  await page.getByText('Mục đã được lưu').waitFor()
}

test('an officer writes a bulletin with picture and document, sees its page, saves it, and it builds', async () => {
  const { root, server, picture } = await desk()
  const opened = await editor(server, '')
  const { page } = opened
  await page.getByText('Thêm Bản tin').click()

  await page.getByLabel('Tiêu đề').fill('UBND huyện công bố kết quả Đề án')
  await page.getByLabel('Ngày đăng').fill('2024-06-01T08:30')
  await page.getByLabel('Họ và tên').fill('Lừ Chương')
  const section = page.getByLabel('Chuyên mục')
  await section.fill('Thông báo')
  await section.press('Enter')
  await page.getByRole('button', { name: 'Thêm văn bản' }).click()
  await page.getByLabel('Số, ký hiệu').fill('94/QĐ-UBND')
  await page.getByRole('button', { name: 'Chọn một hình' }).click()
  await page.locator('input[type=file]').first().setInputFiles(picture)
  await page.getByRole('button', { name: 'Lấy những cái đã chọn' }).click()
  await page.getByLabel('Mô tả ảnh').fill('Toàn cảnh hội nghị tại hội trường huyện')
  await page.locator('[data-slate-editor=true]').click()
  await page.keyboard.type('Ngày 01/6/2024, UBND huyện ban hành Quyết định số 94/QĐ-UBND.')

  const shown = draft(page)
  await shown.getByText('Ngày 01/6/2024').waitFor()
  expect(await shown.locator('h1').innerText()).toBe('UBND huyện công bố kết quả Đề án')
  expect(await shown.locator('body').innerText()).toContain('Trang thông tin điện tử huyện Yên Châu')
  // The picture that is not saved yet is there in the portal's own page, not only in the form.
  const image = shown.getByAltText('Toàn cảnh hội nghị tại hội trường huyện')
  await image.scrollIntoViewIfNeeded()
  await expect
    .poll(() => image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth), {
      timeout: PATIENCE,
    })
    .toBeGreaterThan(0)
  const style = (one: unknown) =>
    (globalThis as unknown as { getComputedStyle(one: unknown): { fontFamily: string } }).getComputedStyle(one)
      .fontFamily
  const ink = await shown.locator('h1').evaluate(style)
  expect(ink).toContain('Portal Sans')
  expect(existsSync(join(root, 'content/2024/06'))).toBe(false)

  await publish(page)
  const folder = 'content/2024/06/ubnd-huyen-cong-bo-ket-qua-de-an'
  expect(readdirSync(join(root, folder)).sort()).toEqual(['hoi-nghi-de-an.jpg', 'index.md'])
  expect(readFileSync(join(root, folder, 'index.md'), 'utf8')).toBe(`---
title: UBND huyện công bố kết quả Đề án
date: 2024-06-01T08:30+07:00
author: Lừ Chương
decision: 94/QĐ-UBND
category: thong-bao
image:
  src: hoi-nghi-de-an.jpg
  alt: Toàn cảnh hội nghị tại hội trường huyện
---

Ngày 01/6/2024, UBND huyện ban hành Quyết định số 94/QĐ-UBND.
`)
  expect(await server.until('/2024/06/ubnd-huyen-cong-bo-ket-qua-de-an/', 'Lừ Chương')).toContain('94/QĐ-UBND')
  expect(runCli(['build', '--root', root, '--strict', '--lang', 'en', '--no-search'])).toMatchObject({ status: 0 })
  expect(troubles(opened)).toEqual([])
})

describe('an existing bulletin', () => {
  const written = `---
# Ghi chú của văn thư
title: "Tin cũ"
date: 2024-05-07
author: {name: Lừ Chương, role: Trung tâm}
decisionNumber: 012/TB-UBND
legacy: {views: 68}
---

:::warning
Nội dung cảnh báo 8:30.
:::

| A | B |
|---|---|
| 1 | 2 |
`
  const path = 'content/2024/05/cu.md'

  test('keeps all that was not changed, comments and Markdown included', async () => {
    const { root, server } = await desk({ [path]: written })
    const opened = await editor(server, '/entries/2024/05/cu')
    const { page } = opened
    await draft(page).getByText('Nội dung cảnh báo').waitFor()
    expect(await page.getByLabel('Số, ký hiệu').inputValue()).toBe('012/TB-UBND')
    await page.getByLabel('Tiêu đề').fill('Tin cũ, tên mới')
    await draft(page).getByRole('heading', { name: 'Tin cũ, tên mới' }).waitFor()
    await publish(page)
    expect(readFileSync(join(root, path), 'utf8')).toBe(written.replace('"Tin cũ"', 'Tin cũ, tên mới'))
    expect(troubles(opened)).toEqual([])
  })

  test('that another hand changed is not written over', async () => {
    const { root, server } = await desk({ [path]: written })
    const { page } = await editor(server, '/entries/2024/05/cu')
    await page.getByLabel('Tiêu đề').fill('Tên của tôi')
    await draft(page).getByRole('heading', { name: 'Tên của tôi' }).waitFor()
    const other = written.replace('"Tin cũ"', 'Tên của người khác')
    write(root, { [path]: other })
    await page.getByRole('button', { name: 'Công bố', exact: true }).click()
    await page.getByText('Công bố ngay').click()
    await page.getByText('đã được sửa ở nơi khác').waitFor()
    expect(readFileSync(join(root, path), 'utf8')).toBe(other)
  })
})

test('what the schema refuses is not saved, and is told by the field’s name', async () => {
  const { root, server } = await desk()
  const { page } = await editor(server, '/new')
  await page.getByLabel('Tiêu đề').fill('Tin thiếu số văn bản')
  await page.getByRole('button', { name: 'Thêm văn bản' }).click()
  await page.getByLabel('Trích yếu').fill('Về việc phân công')
  await page.getByRole('button', { name: 'Công bố', exact: true }).click()
  await page.getByText('Công bố ngay').click()
  await page.getByText(/Số, ký hiệu: Thiếu "decision\.0\.number"/).waitFor()
  expect(
    readdirSync(join(root, 'content'), { recursive: true, encoding: 'utf8' }).filter((one) => one.includes('thieu-so')),
  ).toEqual([])
})

test('a bulletin that is opened from the list has its whole text, and its code asks for nothing that is not there', async () => {
  const code = 'Nội dung.\n\n```js\nnpm ci\n```\n'
  const { root, server } = await desk({
    'content/2023/01/cu.md': bulletin({ title: 'Tin năm cũ', date: '2023-01-02' }, code),
  })
  const opened = await editor(server, '')
  const { page } = opened
  await page.getByText('Nhóm theo').click()
  await page.getByText('Năm', { exact: true }).click()
  await page.getByText('Tin năm cũ').click()
  await page.locator('.CodeMirror').getByText('npm ci').waitFor()
  await page.getByLabel('Tiêu đề').fill('Tin năm cũ, sửa tên')
  await draft(page).getByRole('heading', { name: 'Tin năm cũ, sửa tên' }).waitFor()
  await publish(page)
  expect(readFileSync(join(root, 'content/2023/01/cu.md'), 'utf8')).toBe(
    bulletin({ title: 'Tin năm cũ, sửa tên', date: '2023-01-02' }, code),
  )
  expect(troubles(opened)).toEqual([])
})
