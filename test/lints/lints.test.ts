/** The lints of the language of office: what they find, what they leave alone, what is fixed. */
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fixBulletins } from '../../src/authoring/fix.ts'
import type { BuildRequest } from '../../src/build.ts'
import { openCacheFolder } from '../../src/cache/cache.ts'
import { editedText, lintText } from '../../src/content/lints/lint.ts'
import { digest } from '../../src/source/digest.ts'
import {
  buildPortal,
  bulletin,
  cacheSecret,
  callCli,
  plainSettings,
  portal,
  repository,
  write,
} from '../support/portal.ts'

const head = '---\ntitle: Lịch họp\ndate: 2024-05-02\nauthor: Lừ Chương\n---\n\n'

/** The codes found in a body, with the text that stands at each place. */
function found(body: string, language: 'vi' | 'en' = 'vi', offices: string[] = []): [code: string, at: string][] {
  const text = head + body
  const lines = text.split('\n')
  return lintText(text, 'content/a.md', language, { offices }).map(({ code, place }) => [
    code,
    (lines[(place?.line ?? 1) - 1] ?? '').slice((place?.column ?? 1) - 1, (place?.column ?? 1) + 7),
  ])
}

/** The body with all fixes. */
function fixed(body: string): string {
  const text = head + body
  const edits = lintText(text, 'content/a.md', 'vi', { offices: [] }).flatMap((diagnostic) => diagnostic.edits)
  return editedText(text, edits).text.slice(head.length)
}

test.each([
  ['Các nghành', [['misspelling', 'nghành']]],
  ['NGHÀNH y', [['misspelling', 'NGHÀNH y']]],
  [
    'UBNd huyện và Ubnd xã',
    [
      ['abbreviation-case', 'UBNd huy'],
      ['abbreviation-case', 'Ubnd xã'],
    ],
  ],
  ['Định kỳ hàng hàng tháng', [['doubled-word', 'hàng hàn']]],
  ['Lịch của của xã', [['doubled-word', 'của của ']]],
  ['ngày 12/1/2023', [['leading-zero', '12/1/202']]],
  ['ngày 5 tháng 12 năm 2023', [['leading-zero', 'ngày 5 t']]],
  ['5/QĐ-UBND', [['leading-zero', '5/QĐ-UBN']]],
  ['có 05 xã, rồi 5 xã', [['zero-mixed', '5 xã']]],
  ['đạt 87.94 điểm, tăng 0,37 điểm', [['decimal-mark', '87.94 đi']]],
  ['**Kết luận:**Nội dung', [['emphasis-unseen', '**Kết lu']]],
  ['chữ**"trong"** ngoài', [['emphasis-unseen', '**"trong']]],
  ['![Dân bản họp](ảnh họp.jpg "Buổi tối")', [['link-unseen', '![Dân bả']]],
  ['xem [biên bản](tep/bien ban)', [['link-unseen', '[biên bả']]],
  ['xem [phụ lục](ghi chú này), [a](<b c.jpg>), [a](b.jpg "c d.jpg"), `[a](b c.jpg)`', []],
  ['![IMG_2024](a.jpg)', [['alt-placeholder', 'IMG_2024']]],
  ['![anh tin bai](a.jpg)', [['alt-placeholder', 'anh tin ']]],
  ['Theo Quyết định số 94 ngày 12/01/2023', [['citation-incomplete', 'Quyết đị']]],
  ['Kế hoạch số 12/KH-UBND của huyện', [['citation-incomplete', 'Kế hoạch']]],
  ['Nghị định số 30/2020/NĐ-CP của Chính phủ', []],
  ['căn cước 014199001234', [['personal-data', '01419900']]],
  ['căn cước 014 199 001 234', [['personal-data', '014 199 ']]],
  ['gọi 0912.345.678', [['personal-data', '0912.345']]],
  ['STK: 1234 5678 9012', [['personal-data', '1234 567']]],
  ['Uûy ban nhaân daân huyeän', [['text-legacy-encoding', 'Uûy ban ']]],
  ['Quyáº¿t Ä‘á»‹nh cá»§a huyá»‡n', [['text-legacy-encoding', 'Quyáº¿t ']]],
])('%s', (body, expected) => {
  expect(found(`${body}\n`)).toEqual(expected)
})

test.each([
  'Dần dần, ngày ngày, người người, nhà nhà, từ từ, xa xa',
  'ngày 12/01/2023, ngày 12 tháng 3 năm 2023, 12/3/2023',
  'tỷ lệ 1/5 huyện, điểm 9/10, 24/7, tổ 3/KP5, lớp 5/A-B',
  'phiên bản 2.1, Điều 3.2, Bảng 1.1; tăng 0,37 %',
  'Có 1.069.733 lượt, tăng 3,5 %',
  '**Kết luận:** Nội dung. **Một**, **hai**, **ba**.',
  'mã `nghành`, địa chỉ https://a.vn/0912345678/nghành và ubnd@yenchau.gov.vn',
  '[văn bản](12/1/2023-nghành.pdf)',
  'Đường dây nóng: 0912 345 678',
  'mã số thuế 5500123456, mã hồ sơ 000.00.01.H52-230117-0001',
  'Một câu tiếng Pháp: hôtel, naïve, piñata',
  '```\nnghành 12/1/2023\n```',
  'không gian trong trong xanh; hoa hoa; là là mặt đất',
])('nothing is found in: %s', (body) => {
  expect(found(`${body}\n`)).toEqual([])
})

test('English texts are looked at for what is no language’s', () => {
  expect(found('The the office, nghành, 12/1/2023, 014199001234\n', 'en')).toEqual([
    ['doubled-word', 'The the '],
    ['personal-data', '01419900'],
  ])
})

test('an office’s own number is no private one', () => {
  expect(found('gọi 0912 345 678\n', 'vi', ['0912345678'])).toEqual([])
})

test('words of the front matter are read, its other keys are not', () => {
  const text = `---\ntitle: "Các nghành"\nslug: nghanh-nghành\nsummary: >\n  Họp của của xã,\n  ngày 1/2/2024\nimage: {src: nghành.jpg, alt: ảnh, caption: "Các nghành, xã"}\ndate: 2024-05-02\nauthor: A\n---\n\nChữ.\n`
  const told = lintText(text, 'content/a.md', 'vi', { offices: [] }).map(({ code, place }) => [code, place?.line])
  expect(told.sort()).toEqual(
    [
      ['misspelling', 2],
      ['doubled-word', 5],
      ['leading-zero', 6],
      ['alt-placeholder', 7],
      ['misspelling', 7],
    ].sort(),
  )
})

test('what has one right form is fixed, twice is once', () => {
  const once = fixed('Các nghành của của UBNd, ngày 5/1/2023. **Kết luận:**Nội dung, Xử dụng.\n')
  expect(once).toBe('Các ngành của UBND, ngày 05/01/2023. **Kết luận:** Nội dung, Sử dụng.\n')
  expect(fixed(once)).toBe(once)
})

test('hostile texts take a bounded time', () => {
  for (const piece of ['0 ', '**', '`', '(', 'Quyết định số ', 'ngày ', '0912 ', 'a@', '<a ', '1,', '](', 'của '])
    expect(found(`${piece.repeat(200_000 / piece.length)}\n`).length).toBeGreaterThanOrEqual(0)
})

describe('check --fix', () => {
  test('fixes the file, keeps its line ends, its mark and its permissions, and what is switched off', async () => {
    const written = `\ufeff${head}Các nghành, 12/1/2023.\n`.replaceAll('\n', '\r\n')
    const root = portal({
      'content/a.md': '',
      'content/b.md': `${head.replace('---\n\n', 'lint: {ignore: [misspelling], reason: nguyên văn}\n---\n\n')}Các nghành, 12/1/2023.\n`,
      'content/c.md': `${head}Họp.\n`.normalize('NFD'),
    })
    writeFileSync(join(root, 'content/a.md'), written)
    chmodSync(join(root, 'content/a.md'), 0o640)
    const { diagnostics } = await buildPortal(root, { only: 'check' })
    expect(fixBulletins(root, diagnostics)).toEqual({ files: 3, faults: 4, diagnostics: [] })
    expect(readFileSync(join(root, 'content/a.md'), 'utf8')).toBe(
      written.replace('nghành', 'ngành').replace('12/1/2023', '12/01/2023'),
    )
    expect(statSync(join(root, 'content/a.md')).mode & 0o777).toBe(0o640)
    expect(readFileSync(join(root, 'content/b.md'), 'utf8')).toContain('Các nghành, 12/01/2023.')
    expect(readFileSync(join(root, 'content/c.md'), 'utf8')).toBe(`${head}Họp.\n`.normalize('NFC'))
    const again = await buildPortal(root, { only: 'check' })
    expect(again.diagnostics).toEqual([])
  })

  test('says how many problems were fixed', async () => {
    const root = portal({
      'content/a.md': `${head}Các nghành.\n`,
      'content/b.md': `${head}Họp ngày 1/2/2023 của của xã.\n`,
    })
    const said = async (lang: string) => {
      const { stderr } = await callCli(['check', '--fix', '--root', root, '--lang', lang])
      return /^.* (?:files?|tệp)\.$/m.exec(stderr)?.[0]
    }
    expect(await said('en')).toBe('Fixed 3 problems in 2 files.')
    expect(await said('vi')).toBe('Đã sửa 0 chỗ trong 0 tệp.')
    write(root, { 'content/a.md': `${head}Các nghành.\n` })
    expect(await said('en')).toBe('Fixed 1 problem in 1 file.')
    expect(await said('en')).toBe('Fixed 0 problems in 0 files.')
  })

  test('the seed’s known faults are found, and nothing else', () => {
    const file = 'content/2023/01/ubnd-huyen-yen-chau-nam-trong-danh-sach-nhom-a/index.md'
    const text = readFileSync(join(repository, file), 'utf8')
    const told = lintText(text, file, 'vi', { offices: [] }).map(({ code }) => code)
    expect(told.sort()).toEqual([
      'abbreviation-case',
      'abbreviation-case',
      'citation-incomplete',
      'decimal-mark',
      'decimal-mark',
      'doubled-word',
      'leading-zero',
      'leading-zero',
      'misspelling',
      'misspelling',
      'zero-mixed',
    ])
  })
})

describe('the properties of documents', () => {
  const document = readFileSync(join(repository, 'test/diagnostics/personal-data/input/content/danh-sach.docx'))
  const told = async (files: Record<string, string | Uint8Array>, options: Partial<BuildRequest> = {}) => {
    const { diagnostics } = await buildPortal(portal(files), { only: 'check', ...options })
    return diagnostics.map(({ code, place, related, args }) => [
      code,
      place?.file,
      Object.values(args as object)
        .flat()
        .join(' '),
      ...related.map(({ file }) => file),
    ])
  }
  const found = (...by: string[]) =>
    [
      'account 1234 office keywords',
      'account 9876 office Số tài khoản',
      'citizen 0141 office title',
      'phone 0912 office creator',
    ].map((args) => ['personal-data', 'content/ds.docx', args, ...by])
  const sorted = (list: unknown[][]) => list.map((one) => one.join('|')).sort()

  test.each([
    ['attached', { attachments: 'ds.docx' }, 'Chữ.\n'],
    ['linked to', {}, '[Danh sách](ds.docx)\n'],
    ['attached to one that is held', { attachments: 'ds.docx', publishAt: '2030-01-01' }, 'Chữ.\n'],
  ])('of a document that is %s are looked at by check', async (_, front, body) => {
    const files = { 'content/a.md': bulletin(front, body), 'content/ds.docx': document }
    expect(sorted(await told(files))).toEqual(sorted(found('content/a.md')))
    expect(await told(files, { only: 'build' })).toEqual([])
  })

  test('are not told of where nobody offers the document, its bulletin says why, or the settings do', async () => {
    const lint = '{ignore: [personal-data], reason: Số đã công bố.}'
    const file = { 'content/ds.docx': document }
    expect((await told({ 'content/a.md': bulletin(), ...file })).map(([code]) => code)).toEqual(['file-unpublished'])
    expect(await told({ 'content/a.md': bulletin({ attachments: 'ds.docx', lint }), ...file })).toEqual([])
    const off = { 'portal.yaml': `${plainSettings}lints: {personal-data: off}\n` }
    expect(await told({ 'content/a.md': bulletin({ attachments: 'ds.docx' }), ...file, ...off })).toEqual([])
    const both = {
      'content/a.md': bulletin({ attachments: 'ds.docx', lint }),
      'content/b.md': bulletin({}, '[x](ds.docx)\n'),
    }
    expect(sorted(await told({ ...both, ...file }))).toEqual(sorted(found('content/b.md')))
  })

  test('of the register’s own documents are looked at; the office’s own telephone is no private one', async () => {
    const files = {
      'content/a.md': bulletin(),
      'portal.yaml': `${plainSettings}agency: {name: UBND, phone: 0912 345 678}\n`,
      'content/decisions/d.yaml':
        'decisions: [{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, file: ds.docx}]\n',
      'content/decisions/ds.docx': document,
    }
    const list = await told(files)
    expect(list.map(([, file, , by]) => [file, by])).toEqual(
      Array.from({ length: 3 }, () => ['content/decisions/ds.docx', 'content/decisions/d.yaml']),
    )
  })

  test('are read once: builds and checks after it take them from the cache', async () => {
    const root = portal({ 'content/a.md': bulletin({ attachments: 'ds.docx' }), 'content/ds.docx': document })
    const cache = join(root, '.build-portal/cache')
    const { diagnostics } = await buildPortal(root, { only: 'check', cache })
    await buildPortal(root, { cache })
    const { cache: opened } = openCacheFolder(cache, 'test', cacheSecret)
    const kept = opened.get(`properties:${digest(document)}`)
    opened.close()
    expect(kept).toContain('Lò Thị Hương')
    expect((await buildPortal(root, { only: 'check', cache })).diagnostics).toEqual(diagnostics)
  })
})
