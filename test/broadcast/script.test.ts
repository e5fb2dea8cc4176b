/** The text that is read out of a bulletin: what it holds, in which order, and when it is made anew. */
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, page, plainSettings, portal, tree, write } from '../support/portal.ts'

const settings = `${plainSettings}outputs: [html, broadcast]\nabbreviations: {KT-XH: kinh tế - xã hội}\n`
const body = `Mở đầu về [KT-XH](https://a.example/94), xem https://a.example/b.

## Kết quả năm 2023

![Ảnh 1](anh.png "Chú thích ảnh")

1. nộp hồ sơ
2. nhận kết quả[^1]

- [x] xong 5%

| Xã | Số hộ |
|----|------:|
| Chiềng Hặc | 1.250 |
| Tú Nang | |

Tải [tệp](tep.pdf) và \`94/QĐ-UBND\`.

[^1]: Trong 5 ngày.
`
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const files = {
  'portal.yaml': settings,
  'content/a/index.md': bulletin({ title: 'Họp UBND', summary: 'Tóm tắt 1' }, body),
  'content/a/anh.png': png,
  'content/a/tep.pdf': '%PDF-1.4',
}

test('is the bulletin without its pictures and addresses, every list and table line by line', async () => {
  const root = portal(files)
  const { diagnostics, exit } = await buildPortal(root)
  expect([diagnostics, exit]).toEqual([[], 0])
  expect(page(root, '2024/05/a/broadcast.txt').split('\n\n')).toEqual([
    'Thời gian đọc: khoảng một phút.',
    'Họp Ủy ban nhân dân.',
    'Tin ngày sáu tháng năm năm hai nghìn không trăm hai mươi tư.',
    'Tóm tắt một.',
    'Mở đầu về kinh tế, xã hội, xem.',
    'Kết quả năm hai nghìn không trăm hai mươi ba.',
    'Một, nộp hồ sơ.',
    'Hai, nhận kết quả.',
    'Xong năm phần trăm.',
    'Hàng một. Xã: Chiềng Hặc; Số hộ: một nghìn hai trăm năm mươi.',
    'Hàng hai. Xã: Tú Nang.',
    'Tải tệp và chín mươi tư, ký hiệu Quyết định, Ủy ban nhân dân.',
    'Tác giả: Lừ Chương.\n',
  ])
})

test('is there as SSML too, well-formed, and both are linked from the page', async () => {
  const root = portal({ ...files, 'content/a/index.md': bulletin({ title: '"A & B <c>"' }) })
  await buildPortal(root)
  expect(page(root, '2024/05/a/broadcast.ssml').split('\n').slice(0, 4)).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="vi-VN">',
    '<p>A và B c.</p>',
    '<break strength="x-strong"/>',
  ])
  const html = page(root, '2024/05/a/index.html')
  expect(html).toContain('type="text/plain" title="A &amp; B &lt;c&gt;" href="/2024/05/a/broadcast.txt"')
  expect(html).toContain('type="application/ssml+xml"')
})

describe('which bulletins have one', () => {
  test('none where the settings do not ask for it', async () => {
    const root = portal({ ...files, 'portal.yaml': plainSettings })
    await buildPortal(root)
    expect([...tree(`${root}/_site`).keys()].filter((path) => path.includes('broadcast'))).toEqual([])
  })

  test('those in Vietnamese that are published and not removed', async () => {
    const root = portal({
      'portal.yaml': settings,
      'content/a.md': bulletin(),
      'content/b.md': bulletin({ lang: 'en' }),
      'content/c.md': bulletin({ removed: '{at: 2024-06-01, reason: Nhầm}' }),
      'content/d.md': bulletin({ draft: 'true' }),
      'content/e.md': bulletin({ publishAt: '2030-01-01' }),
      'content/f.md': bulletin({ withdrawn: '{at: 2024-06-01, reason: Sai số 94}' }),
    })
    await buildPortal(root)
    const paths = [...tree(`${root}/_site`).keys()].filter((path) => path.endsWith('broadcast.txt'))
    expect(paths).toEqual(['2024/05/a/broadcast.txt', '2024/05/f/broadcast.txt'])
    expect(page(root, '2024/05/f/broadcast.txt')).toContain('đã được thu hồi. Lý do: Sai số chín mươi tư.')
  })
})

test('an edit of the text alone makes it anew, the short way, as a whole build would', async () => {
  const root = portal(files)
  const cache = `${root}/.build-portal/cache`
  await buildPortal(root, { cache })
  write(root, {
    'content/a/index.md': bulletin({ title: 'Họp UBND', summary: 'Tóm tắt 1' }, body.replace('1.250', '1.251')),
  })
  const { site, changed } = await buildPortal(root, { cache })
  expect(site).toBeNull()
  expect(changed).toContain('/2024/05/a/broadcast.txt')
  expect(page(root, '2024/05/a/broadcast.txt')).toContain('một nghìn hai trăm năm mươi mốt.')
  const warm = tree(`${root}/_site`)
  await buildPortal(root, { out: `${root}/cold` })
  expect(warm).toEqual(tree(`${root}/cold`))
})

test('a new abbreviation is heard at once', async () => {
  const root = portal(files)
  const cache = `${root}/.build-portal/cache`
  await buildPortal(root, { cache })
  write(root, { 'portal.yaml': settings.replace('kinh tế - xã hội', 'kinh tế và xã hội') })
  await buildPortal(root, { cache })
  expect(page(root, '2024/05/a/broadcast.txt')).toContain('Mở đầu về kinh tế và xã hội')
})
