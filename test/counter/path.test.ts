import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalPath } from '../../src/counter/path.ts'

describe('a path is counted in one form', () => {
  test.each([
    ['/2023/01/nhom-a/', '/2023/01/nhom-a/'],
    ['/', '/'],
    ['/a/index.html', '/a/'],
    ['/a/?utm_source=zalo#phan-2', '/a/'],
    ['/b%C3%A0i/', '/bài/'],
    ['/bài/'.normalize('NFD'), '/bài/'],
    ['/a%20b/', '/a b/'],
    ['/100%25/', '/100%/'],
  ])('%s → %s', (given, counted) => expect(normalPath(given)).toBe(counted))
})

describe('what is no path is refused', () => {
  test.each([
    '',
    'a/',
    'https://other.example/a/',
    '//other.example/a/',
    '/a//b/',
    '/../etc/passwd',
    '/a/../b/',
    '/a/./b/',
    '/a/%2e%2e/b/',
    '/a/%2E%2e',
    '/a%2Fb/',
    '/a%5Cb/',
    '/a\\b/',
    '/a\0b/',
    '/a%00b/',
    '/a\nb/',
    '/a%0d%0aSet-Cookie:x/',
    '/%',
    '/%ff/',
    '/a\ud800b/',
    `/${'a'.repeat(1024)}/`,
    `/${'a'.repeat(10_240)}/`,
  ])('%j', (given) => expect(normalPath(given)).toBeNull())
})

const pieces = [
  '/',
  '.',
  '..',
  '%2e',
  '%2F',
  '%5c',
  '%00',
  '%',
  '\\',
  '\0',
  '?',
  '#',
  'a',
  'ă',
  'index.html',
  '\ud800',
  ' ',
  ':',
]
const anything = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })))
  .map((all) => `/${all.join('')}`)

test('whatever is sent, a path that is taken is its own form, short, and leads nowhere else', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const path = normalPath(given)
      if (path === null) return
      expect(Buffer.byteLength(path)).toBeLessThanOrEqual(1024)
      expect(path).toMatch(/^\/(?!\/)/)
      expect(path.split('/')).not.toContain('..')
      expect(path).not.toMatch(/\p{Cs}/u)
    }),
  )
})
