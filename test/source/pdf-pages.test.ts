/** The number of pages of a PDF: told where its file tells it plainly, and not guessed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pdfPages } from '../../src/source/pdf-pages.ts'
import { repository } from '../support/portal.ts'

const pdf = (body: string | Buffer) =>
  Buffer.concat([Buffer.from('%PDF-1.5\n'), Buffer.from(body), Buffer.from('\n%%EOF\n')])

const stream = (text: string, filter = '/FlateDecode') => {
  const bytes = deflateSync(text)
  return Buffer.concat([
    Buffer.from(`5 0 obj\n<</Type /ObjStm /N 2 /First 9 /Filter ${filter} /Length ${bytes.length}>>\nstream\r\n`),
    bytes,
    Buffer.from('\nendstream\nendobj'),
  ])
}

test.each<[string, Buffer, number | null]>([
  ['a page tree', pdf('2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 12 >>'), 12],
  ['one with branches', pdf('<</Count 7/Kids[3 0 R 4 0 R]/Type/Pages>> <</Type/Pages/Parent 2 0 R/Count 3>>'), 7],
  ['one with dictionaries inside', pdf('<</Type /Pages /Resources <</Font <</F1 9 0 R>>>> /Count 4>>'), 4],
  ['one in an object stream', pdf(stream('2 0 3 50 <</Type /Catalog>> <</Type /Pages /Count 31 /Kids []>>')), 31],
  ['one made for the web', pdf('1 0 obj <</Linearized 1/L 9999/H [1 2]/O 5/E 6/N 18/T 7>>'), 18],
  ['two revisions of one length', pdf('<</Type/Pages/Count 5>> %%EOF <</Type/Pages/Count 5>>'), 5],
  ['two revisions of two lengths', pdf('<</Type/Pages/Count 5>> %%EOF <</Type/Pages/Count 6>>'), null],
  ['a count that stands elsewhere', pdf('<</Type/Pages/Count 8 0 R>>'), null],
  ['an encrypted stream', pdf(stream('<</Type/Pages/Count 5>>').fill(1, 100)), null],
  ['no page', pdf('<</Type/Pages/Count 0>>'), null],
  ['no PDF', Buffer.from('<</Type/Pages/Count 5>>'), null],
  ['nothing', Buffer.of(), null],
])('%s', (_, file, pages) => {
  expect(pdfPages(file)).toBe(pages)
})

test('the sample’s own have one page each', () => {
  for (const path of ['2022/04/mau-don-dang-ky-du-tuyen.pdf', '2023/06/danh-muc-22-thu-tuc-tra-trong-ngay.pdf'])
    expect(pdfPages(readFileSync(join(repository, 'content', path)))).toBe(1)
})

test('whatever the file holds, it is a number or null', () => {
  const piece = fc.constantFrom('<<', '>>', '/Type /Pages', '/Count 3', '/Parent 1 0 R', 'stream\n', 'endstream', ' x ')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const pages = pdfPages(pdf(pieces.join('')))
      expect(pages === null || pages >= 1).toBe(true)
    }),
  )
})
