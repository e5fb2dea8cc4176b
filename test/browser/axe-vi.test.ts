/** The Vietnamese sample before axe: every kind of page and every part, and what opens or changes on request. */
import { describe, expect, test } from 'vitest'
import { axeTests, bring, violations } from './axe.ts'
import { seed, siteIn, visit } from './visit.ts'

axeTests('vi', (paths) => paths)

describe('on request', () => {
  test('the open menu of a phone', async () => {
    const { page, troubles } = await visit(siteIn('vi'), seed, { viewport: { width: 320, height: 800 } })
    await page.getByRole('button', { name: 'Danh mục' }).click()
    await page.getByRole('navigation', { name: 'Danh mục' }).waitFor()
    await bring(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page)).toEqual([])
    }
    expect(troubles).toEqual([])
  })

  test.each([{ contrast: 'more' as const }, { forcedColors: 'active' as const }])(
    'a machine set to %j',
    async (asked) => {
      const { page, go, troubles } = await visit(siteIn('vi'), seed)
      await page.emulateMedia(asked)
      for (const path of [seed, '/', '/van-ban/']) {
        await go(path)
        await bring(page)
        expect({ path, violations: await violations(page) }).toEqual({ path, violations: [] })
      }
      expect(troubles).toEqual([])
    },
  )
})
