/** What `import` reports of a folder: by source as JSON and as a table, with exit codes; a bad file keeps no other out. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { desk } from '../support/desk.ts'
import { portal, tree, write } from '../support/portal.ts'

const prose = 'Sáng nay, UBND huyện tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ năm sau. '.repeat(2)
const page = (title: string, body: string, head = '') =>
  `<html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><h1>${title}</h1><p>Ngày đăng: 05/02/2024</p>${body}<p>Tác giả: Lừ Chương</p></body></html>`

test('the JSON names of each source what was kept, changed and dropped, and the words that are lost', async () => {
  const root = portal({})
  write(root, {
    'old/a.html': page('Hội nghị tổng kết A', `<p>${prose}</p><p>Tăng <math><mi>v</mi></math></p>`),
    'old/b.html':
      '<html><head><title>Trang không có chữ nào</title></head><body><h1>Trang không có chữ nào</h1></body></html>',
  })
  const { exit, out } = await desk(['import', join(root, 'old'), '--root', root, '--format', 'json'])
  const report = JSON.parse(out)
  expect([exit, report.ok]).toEqual([1, false])
  expect(report.counts).toEqual({ written: 1, unchanged: 0, refused: 1, wordsLost: 1 })
  expect(report.files[0]).toMatchObject({
    source: join(root, 'old/a.html'),
    target: 'content/2024/02/hoi-nghi-tong-ket-a.md',
    outcome: 'written',
    wordsLost: 1,
    kept: expect.arrayContaining([{ name: 'title', value: 'Hội nghị tổng kết A' }]),
    dropped: [],
  })
  expect(report.files[1]).toMatchObject({ target: null, outcome: 'refused', words: null })
  expect(report.diagnostics.map(({ code }: { code: string }) => code)).toEqual(['import-words-lost', 'import-empty'])
})

test('wrong usage is exit code 2, and still one JSON object', async () => {
  const { exit, out } = await desk(['import', 'x', '--root', portal({}), '--base', 'cu', '--format', 'json'])
  expect(exit).toBe(2)
  expect(JSON.parse(out)).toMatchObject({ ok: false, files: [], diagnostics: [{ code: 'usage-invalid' }] })
})

test('several sources end in a table', async () => {
  const root = portal({})
  write(root, {
    'old/a.html': page('Hội nghị tổng kết A', `<p>${prose}</p>`),
    'old/b.html': page('Hội nghị tổng kết B', `<p>${prose}</p>`),
  })
  const { exit, out } = await desk(['import', join(root, 'old'), '--root', root, '--lang', 'en'])
  expect(exit).toBe(0)
  expect(out).toMatch(/^ *Kept +Changed +Dropped +Words lost +Source\n( +\d+ +\d+ +\d+ +0 +\S+[ab]\.html\n){2}/m)
})

test('two sources of one address both come in, and the second does not take the address', async () => {
  const root = portal({})
  const canonical = '<link rel="canonical" href="https://cu.example.gov.vn/tin/a.html">'
  write(root, {
    'old/a.html': page('Hội nghị tổng kết A', `<p>${prose}</p>`, canonical),
    'old/b.html': page('Hội nghị tổng kết A', `<p>${prose}</p><p>Thêm.</p>`, canonical),
  })
  const { exit, out } = await desk(['import', join(root, 'old'), '--root', root])
  const texts = [...tree(join(root, 'content'))].filter(([name]) => name.includes('hoi-nghi-tong-ket-a'))
  expect([exit, texts.length]).toEqual([0, 2])
  expect(
    texts.filter(
      ([, text]) => text.includes('/tin/a.html"') || /- \/tin\/a\.html/.test(text) || /\[\/tin\/a\.html/.test(text),
    ),
  ).toHaveLength(1)
  expect(out).toContain('/tin/a.html')
})

test('three bad files keep none of the others out, and the run goes on where it was stopped', async () => {
  const root = portal({})
  const good = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [`old/${n}.html`, page(`Hội nghị số ${n} của huyện`, `<p>${prose}</p>`)]),
  )
  write(root, good)
  // What a run that was killed has written before.
  expect(await desk(['import', join(root, 'old/7.html'), '--root', root])).toMatchObject({ exit: 0 })
  write(root, { 'old/bad.docx': 'no Word', 'old/empty.html': '', 'old/bad.md': '---\ntitle: "x\n---\n' })
  const { exit, out } = await desk(['import', join(root, 'old'), '--root', root, '--format', 'json'])
  expect(exit).toBe(1)
  expect(JSON.parse(out).counts).toEqual({ written: 39, unchanged: 1, refused: 3, wordsLost: 0 })
  expect(existsSync(join(root, 'content/2024/02/hoi-nghi-so-39-cua-huyen.md'))).toBe(true)
})
