/** The proof that an import loses no word: what counts as lost, and where. */
import { expect, test } from 'vitest'
import { readHtml } from '../../src/authoring/import/blocks.ts'
import { lostWords, publishedText, visibleText } from '../../src/authoring/import/conservation.ts'

test('every word of the source is looked for, as often as it stands, in whatever order its parts came out', () => {
  const source = 'Một hai ba bốn. Năm sáu bảy tám, một hai ba bốn!'
  expect(lostWords(source, ['năm sáu bảy tám', 'một hai ba bốn MỘT HAI BA BỐN'])).toEqual({
    count: 0,
    total: 12,
    excerpts: [],
  })
  expect(lostWords(source, ['năm sáu bảy tám một hai ba bốn'])).toMatchObject({
    count: 4,
    excerpts: ['một hai ba bốn'],
  })
})

test('a paragraph that is lost is named where it stands, though its common words stand elsewhere too', () => {
  const lead = 'Sáng 17/1, xã Mường Thử ra quân làm đường giao thông nông thôn.'
  const body = 'Nhân dân hiến đất và góp công làm đường trong nhiều ngày.'
  const lost = lostWords(`Tựa bài ${lead} ${body}`, ['Tựa bài', body])
  expect(lost.count).toBe(14)
  expect(lost.excerpts[0]).toContain('xã Mường Thử ra quân làm đường giao thông nông thôn')
})

test('forms of the same word are one: case, NFD, soft hyphens, raised digits, letters apart from digits', () => {
  const source = 'Đất ĐAI thu\u00adỷ lợi, 5 m², H2O'.normalize('NFD')
  expect(lostWords(source, ['đất đai thuỷ lợi 5 m2 H 2 O']).count).toBe(0)
})

test('glued paragraphs are words lost', () => {
  const source = visibleText(readHtml('<div>nhiều ngày</div><div>Đoạn hai</div>').children)
  expect(lostWords(source, [publishedText('<p>nhiều ngàyĐoạn hai</p>')])).toMatchObject({ count: 2 })
  expect(lostWords(source, [publishedText('<p>nhiều <b>ng</b>ày</p><p>Đoạn hai</p>')]).count).toBe(0)
})

test('what a browser does not show is no word of the source', () => {
  const html = '<p>Một<script>x</script><span style="display: none">ẩn</span><style>p{}</style> <img alt="hai"></p>'
  expect(visibleText(readHtml(html).children).trim().split(/\s+/)).toEqual(['Một', 'hai'])
})

test('text made to repeat one word thousands of times is compared all the same', () => {
  const many = 'a '.repeat(200_000)
  expect(lostWords(`${many} b`, [many])).toMatchObject({ count: 1, total: 200_001, excerpts: ['b'] })
})
