/** Where an address that is only written in a text ends. */
import { expect, test } from 'vitest'
import { read } from './body.ts'

/** The addresses of the links, and the text as it is shown. */
function links(markdown: string) {
  const { body } = read(markdown)
  const html = body.fragment.filter((part) => typeof part === 'string').join('')
  const hrefs = [...html.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)].map(([, href, text]) => [href, text])
  return { hrefs, text: html.replace(/<[^>]+>/g, '').trim() }
}

test.each([
  ['Xem “https://a.gov.vn/y”.', 'https://a.gov.vn/y'],
  ['Xem “https://a.gov.vn/y.”', 'https://a.gov.vn/y'],
  ['Xem “https://a.gov.vn/y”, và', 'https://a.gov.vn/y'],
  ['Xem “https://a.gov.vn/y”và', 'https://a.gov.vn/y'],
  ['Xem ‘https://a.gov.vn/y’;', 'https://a.gov.vn/y'],
  ['Xem «https://a.gov.vn/y»', 'https://a.gov.vn/y'],
  ['Xem https://a.gov.vn/y…', 'https://a.gov.vn/y'],
  ['(“https://a.gov.vn/y(z)”)', 'https://a.gov.vn/y(z)'],
  ['见https://a.gov.vn/x，并', 'https://a.gov.vn/x'],
  ['「https://a.gov.vn/x」', 'https://a.gov.vn/x'],
  ['（https://a.gov.vn/x）。', 'https://a.gov.vn/x'],
  ['“https://a.gov.vn”', 'https://a.gov.vn'],
  ['“https://a.gov.vn/đường?á=ố#ư”', 'https://a.gov.vn/%C4%91%C6%B0%E1%BB%9Dng?%C3%A1=%E1%BB%91#%C6%B0'],
])('%s', (markdown, href) => {
  expect(links(markdown)).toEqual({ hrefs: [[href, decodeURI(href)]], text: markdown })
})

test('a www address, and two in one line', () => {
  expect(links('“www.a.vn/x” và “www.b.vn/y”.')).toEqual({
    hrefs: [
      ['http://www.a.vn/x', 'www.a.vn/x'],
      ['http://www.b.vn/y', 'www.b.vn/y'],
    ],
    text: '“www.a.vn/x” và “www.b.vn/y”.',
  })
})

test('what its author marked as an address stays as it is', () => {
  expect(links('<https://a.vn/x”y>').hrefs).toEqual([['https://a.vn/x%E2%80%9Dy', 'https://a.vn/x”y']])
  expect(links('[https://a.vn/x”y](https://a.vn/x”y)').hrefs).toEqual([
    ['https://a.vn/x%E2%80%9Dy', 'https://a.vn/x”y'],
  ])
})
