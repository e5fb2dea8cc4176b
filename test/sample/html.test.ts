import { join } from 'node:path'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import { beforeAll, expect, test } from 'vitest'
import { repository } from '../support/portal.ts'
import { filesOf, output, theSample } from './built-sample.ts'

/*
 * The rules are those that html-validate recommends, by the repository's own `.htmlvalidate.json`. One is off there:
 * `long-title` wants titles of at most 70 characters, and the headline of a Vietnamese office is what the office signed
 * (the seed bulletin's has 134): to cut it is not the program's business.
 */
const validator = new HtmlValidate(new FileSystemConfigLoader())

/** Long enough for hundreds of pages on a machine that does much else. */
const patience = 600_000

let live: string
let preview: string

beforeAll(() => {
  live = theSample()
  preview = theSample(['--drafts', '--future'])
})

/** What is wrong with pages of a site: each fault once, with the first page that has it and the number of pages. */
async function faults(site: string, pages: readonly string[]): Promise<string[]> {
  const pagesOf = new Map<string, string[]>()
  for (const page of pages) {
    // The settings are looked for from the page's folder up, and the pages lie outside the repository.
    const { results } = await validator.validateString(output(site, page), join(repository, page))
    for (const { ruleId, message, line } of results.flatMap(({ messages }) => messages)) {
      const fault = `${message} [${ruleId}]`
      pagesOf.set(fault, [...(pagesOf.get(fault) ?? []), `${page}:${line}`])
    }
  }
  return [...pagesOf].map(([fault, where]) => `${fault} ${where[0]} (${new Set(where).size})`)
}

test(
  'every page of the sample is what html-validate recommends',
  async () => {
    const pages = filesOf(live).filter((file) => file.endsWith('.html'))
    expect(pages.length).toBeGreaterThan(150)
    expect(await faults(live, pages)).toEqual([])
  },
  patience,
)

test(
  'so are the pages that a preview has more or other',
  async () => {
    const published = new Set(filesOf(live))
    const pages = filesOf(preview).filter((file) => file.endsWith('.html') && !published.has(file))
    expect(pages).toHaveLength(2)
    expect(await faults(preview, ['index.html', 'trang/index.html', ...pages])).toEqual([])
  },
  patience,
)

test('the check sees faults', async () => {
  const page = '<!DOCTYPE html>\n<html lang="vi"><head><title>Tin</title></head><body><img src="/a.jpg"></body></html>'
  const { results } = await validator.validateString(page, join(repository, 'index.html'))
  expect(results.flatMap(({ messages }) => messages).map(({ ruleId }) => ruleId)).toEqual(['wcag/h37'])
})
