/** The question that axe answers, put to every page looked at of a site: is there a fault against WCAG 2.2 AA or good practice? */
import axe, { type NodeResult, type Result, type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { allKinds, kindOf } from './specimens.ts'
import { oneTab, readToTheEnd, siteIn } from './visit.ts'

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: false,
}

/** Brings axe into the page. */
export async function bring(page: Page): Promise<void> {
  await page.evaluate(axe.source)
}

/** What axe finds on the page as it is shown now: the rule, the element that breaks it, and how to mend it. */
export async function violations(page: Page): Promise<string[]> {
  const found: Result[] = await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then((r) => r.violations)`)
  const told = (id: string, { html, failureSummary }: NodeResult) => `${id}: ${html} ${failureSummary}`
  return found.flatMap(({ id, nodes }) => nodes.map((node) => told(id, node)))
}

/** Expects that axe finds nothing on the page, on a phone and on a desk, light and dark. */
export async function expectSound(page: Page): Promise<void> {
  await bring(page)
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const shown = { width, colorScheme }
      expect({ ...shown, violations: await violations(page) }).toEqual({ ...shown, violations: [] })
    }
  }
}

/** Tests of a site's pages on a phone and on a desk, light and dark. */
export function axeTests(language: 'vi' | 'en', enough: (paths: readonly string[]) => readonly string[]): void {
  const site = siteIn(language)
  const paths = enough(site.specimens)
  const look = oneTab(site)

  test('every kind of page is looked at', () => {
    expect(new Set(paths.map(kindOf))).toEqual(new Set(allKinds))
  })

  test.each(paths)('%s', async (path) => {
    const { page, troubles } = await look(path)
    await expectSound(page)
    await readToTheEnd(page)
    expect(troubles).toEqual([])
    expect(await page.context().cookies()).toEqual([])
  })
}
