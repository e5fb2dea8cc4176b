import { expect, test } from 'vitest'
import { buildPortal, bulletin, page, portal } from '../support/portal.ts'

test('a portal of one bulletin becomes a site', async () => {
  const root = portal({ 'content/2024/tin-thu.md': bulletin() })
  const result = await buildPortal(root)
  expect(result.diagnostics).toEqual([])
  expect(result.exit).toBe(0)
  expect(result.changed).toContain('/2024/05/tin-thu/')
  expect(page(root, '2024/05/tin-thu/index.html')).toContain('<h1 dir="auto">Tin thử</h1>')
})
