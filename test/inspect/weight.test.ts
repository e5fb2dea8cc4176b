/** A page's weight is over its budget from the first byte beyond it, and a file that is loaded twice weighs once. */
import { expect, test } from 'vitest'
import { scales } from '../../src/inspect/weight.ts'
import { portal } from '../support/portal.ts'

test.each([
  [0, 0],
  [1, 1],
])('%i bytes beyond 1,000 KB of pictures: %i pages are over', (more, over) => {
  const root = portal({ 'a.jpg': new Uint8Array(600 * 1024), 'b.jpg': new Uint8Array(400 * 1024 + more) })
  const { weigh, heaviest } = scales(root)
  const pictures = ['a.jpg', 'b.jpg', 'a.jpg'].map((file) => ({ file, as: 'images' as const }))
  weigh('index.html', '<p>Chữ', pictures)
  weigh('b/index.html', '<p>Chữ', pictures.slice(0, 1))
  expect(heaviest.get('images')).toEqual({ page: 'index.html', bytes: 1000 * 1024 + more, over })
  expect(heaviest.get('script')).toEqual({ page: 'index.html', bytes: 0, over: 0 })
})
