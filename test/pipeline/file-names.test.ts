/** Copies that programs make beside bulletins, and texts that are never published: in `build`, `check` and `list --all`. */
import { mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, callCli, portal } from '../support/portal.ts'

const power = bulletin({ title: 'Thông báo lịch cắt điện', date: '2025-11-03' }, 'Cắt điện ngày 05/11/2025.\n')
const other = bulletin({ title: 'Thông báo họp', date: '2025-11-09' }, 'Họp dân bản.\n')

/** Files with what is reported of them, codes and originals. */
async function told(files: Record<string, string>, only: 'build' | 'check' = 'build') {
  const { diagnostics } = await buildPortal(portal(files), { only })
  return diagnostics
    .filter(({ code }) => /^(?:file-copied|text-misnamed|file-unpublished)$/.test(code))
    .map(({ code, place, args }) =>
      [code, place?.file, (args as { original?: string }).original].filter(Boolean).join(' '),
    )
}

describe('copies', () => {
  test.each([
    'cat-dien (1).md',
    'cat-dien - Copy.md',
    'cat-dien - Copy (2).md',
    'cat-dien copy 2.md',
    'Copy of cat-dien.md',
    'cat-dien - Sao chép.md',
    'cat-dien (bản sao).md',
    'Bản sao của cat-dien.md',
    'cat-dien-MAY-VANPHONG.md',
    'cat-dien-DESKTOP-4F2K9Q1.md',
    'cat-dien.sync-conflict-20251103-101500-ABCDEFG.md',
    'cat-dien_conflict-20251103-101500.md',
    'cat-dien (conflicted copy 2025-11-03 101500).md',
    'cat-dien (Lan’s conflicted copy 2025-11-03).md',
    'cat-dien (Case Conflict).md',
  ])('%s', async (name) => {
    const found = await told({ 'content/cat-dien.md': power, [`content/${name}`]: power.replace('điện.', 'điện') })
    expect(found).toEqual([`file-copied content/${name} content/cat-dien.md`])
  })

  test('what changed in one of the two does not hide a certain copy', async () => {
    const files = { 'content/a.md': power, 'content/a - Copy.md': other, 'content/b/index.md': power }
    expect(await told({ ...files, 'content/b - Copy/index.md': other }, 'check')).toEqual([
      'file-copied content/a - Copy.md content/a.md',
      'file-copied content/b - Copy/index.md content/b/index.md',
    ])
  })

  test('where the original is gone, its like in the folder is it', async () => {
    expect(await told({ 'content/bai (1).md': power, 'content/ten-moi.md': power })).toEqual([
      'file-copied content/bai (1).md content/ten-moi.md',
    ])
    expect(await told({ 'content/bai (1).md': power, 'content/bai (2).md': power })).toEqual([
      'file-copied content/bai (2).md content/bai (1).md',
    ])
  })

  test('names that only look so are left alone', async () => {
    expect(
      await told({
        'content/hop - Copy.md': other,
        'content/thong-bao.md': power,
        'content/thong-bao (2).md': other.replace('Họp dân bản.', 'Họp chi bộ.'),
        'content/thong-bao-UBND.md': other.replace('Họp dân bản.', 'Họp Ủy ban.'),
        'content/thong-bao-conflict-dat-dai.md': other.replace('Họp dân bản.', 'Hòa giải.'),
        'content/khac/thong-bao (2).md': power,
        'content/2025/lich.md': power,
        'content/2025/lich-2.md': power,
        'content/2025/conflict.md': other,
      }),
    ).toEqual([])
  })

  test('a bulletin switches it off', async () => {
    const quiet = power.replace('---\n\n', 'lint: {ignore: [file-copied], reason: hai bài}\n---\n\n')
    expect(await told({ 'content/a.md': power, 'content/a (1).md': quiet })).toEqual([])
  })
})

describe('texts that are never published', () => {
  test.each(['build', 'check'] as const)('%s names them, but for what a bulletin refers to', async (only) => {
    const files = {
      'content/tin.md': bulletin({ attachments: '[mau.docx]' }, 'Xem [ghi chú](ghi-chu.txt).\n'),
      'content/mau.docx': 'x',
      'content/ghi-chu.txt': 'x',
      'content/tin-2.txt': 'x',
      'content/tin-3.md.txt': power,
      'content/tin-4.docx': 'x',
      'content/tin-5.mdx': power,
      'content/anh.jpg': 'x',
      'content/~$tin-4.docx': 'x',
      'content/_nhap.txt': 'x',
    }
    expect(await told(files, only)).toEqual([
      'file-unpublished content/tin-2.txt',
      'text-misnamed content/tin-3.md.txt',
      'file-unpublished content/tin-4.docx',
      'text-misnamed content/tin-5.mdx',
    ])
  })

  test('an unchanged second build says it again', async () => {
    const root = portal({ 'content/a.md': power, 'content/b.md.txt': power, 'content/a (1).md': power })
    const codes = async () => (await buildPortal(root)).diagnostics.map(({ code }) => code)
    expect(await codes()).toEqual(['file-copied', 'text-misnamed'])
    expect(await codes()).toEqual(['file-copied', 'text-misnamed'])
  })

  test('list --all shows them', async () => {
    const root = portal({
      'content/a.md': power,
      'content/b.md.txt': power,
      'content/c.doc': 'x',
      'content/_d.md': power,
    })
    mkdirSync(`${root}/out`)
    const { stdout } = await callCli(['list', '--all', '--lang', 'en', '--format', 'json'], { cwd: root })
    const { bulletins } = JSON.parse(stdout) as { bulletins: { file: string; state: string }[] }
    expect(bulletins.filter(({ state }) => state === 'ignored').map(({ file }) => file)).toEqual([
      'content/_d.md',
      'content/b.md.txt',
      'content/c.doc',
    ])
  })
})

test('an address that lacks its beginning is named whole', async () => {
  const text = '[thư](vanphong@example.gov.vn), [cổng](www.sonla.gov.vn/tin), [cổng](sonla.gov.vn)\n'
  const { diagnostics } = await buildPortal(portal({ 'content/a.md': bulletin({}, text) }))
  expect(diagnostics.map(({ code, args }) => [code, (args as { known: string }).known])).toEqual([
    ['link-missing', 'mailto:vanphong@example.gov.vn'],
    ['link-missing', 'https://www.sonla.gov.vn/tin'],
    ['link-missing', 'https://sonla.gov.vn'],
  ])
})
