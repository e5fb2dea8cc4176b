/** The officer's guide builds without a word, says the same in both languages, and names nothing that is not there. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bulletinSchema, decisionListSchema } from '../../src/content/front-matter-schema.ts'
import { catalogue } from '../../src/diagnostics/catalogue.ts'
import { siteLanguages } from '../../src/source/language/labels.ts'
import { applySchema } from '../../src/source/schema.ts'
import { settingsSchema } from '../../src/source/settings.ts'
import { runCli } from '../support/portal.ts'
import { type Chapter, chaptersIn, guide, languages } from './chapters.ts'

const workshop = mkdtempSync(join(tmpdir(), 'guide-'))
afterAll(() => rmSync(workshop, { recursive: true, force: true }))

const now = '2026-11-27T08:00:00+07:00'
const site = join(workshop, 'site')

function inGuide(...args: string[]) {
  const { status, stdout, stderr } = runCli([...args, '--strict', '--format', 'json', '--root', guide, '--now', now])
  return { status, stderr, told: JSON.parse(stdout) }
}

describe('the guide', () => {
  beforeAll(() => {
    const { status, told } = inGuide('build', '--out', site, '--no-cache')
    expect({ status, diagnostics: told.diagnostics }).toEqual({ status: 0, diagnostics: [] })
    expect(told.counts.bulletins).toBe(22)
  })

  test('is checked without a word of advice', () => {
    const { status, told } = inGuide('check', '--out', site)
    expect({ status, diagnostics: told.diagnostics }).toEqual({ status: 0, diagnostics: [] })
  })

  test('has no broken link and no faulty page', () => {
    const { status, told } = inGuide('check', '--site', site)
    expect({ status, diagnostics: told.diagnostics }).toEqual({ status: 0, diagnostics: [] })
    expect(told.counts.pages).toBeGreaterThan(40)
  })
})

describe('both languages', () => {
  /** What must be the same of a chapter, whatever its words are. */
  const bones = ({ text }: Chapter) => ({
    key: /^translationKey: .*$/m.exec(text)?.[0],
    date: /^date: .*$/m.exec(text)?.[0],
    headings: text.match(/^#+(?= )/gm),
    rows: text.match(/^\|/gm)?.length,
    pictures: text.match(/!\[/g)?.length,
    blocks: text.match(/^```\w+$/gm),
    codes: codesIn(text),
  })

  test('have the same chapters, with the same parts, blocks and codes', () => {
    expect(chaptersIn('en').map(bones)).toEqual(chaptersIn('vi').map(bones))
  })

  test('have the chapters in their order', () => {
    for (const language of languages) {
      const chapters = chaptersIn(language)
      expect(chapters.map(({ text }) => Number(/^title: (\d+)\./m.exec(text)?.[1]))).toEqual(
        chapters.map((_, i) => i + 1),
      )
      const dates = chapters.map(({ text }) => /^date: (.*)$/m.exec(text)?.[1] ?? '')
      expect(dates).toEqual([...new Set(dates)].sort().reverse())
    }
  })
})

/** Words in code that look like codes and are none: names in examples, parts of commands. */
const noCodes = new Set(['thong-bao', 'ten-khac', 'another-name'])

/** The diagnostic codes that a text names. */
function codesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)]
    .map(([, code]) => code ?? '')
    .filter((code) => !noCodes.has(code))
}

describe.each(languages)('the chapters in %s', (language) => {
  const chapters = chaptersIn(language)
  const whole = chapters.map(({ text }) => text).join('\n')

  test('name codes that there are', () => {
    const codes = codesIn(whole)
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((code) => !Object.hasOwn(catalogue, code))).toEqual([])
  })

  test('name commands and options that there are', () => {
    const lines = [...whole.matchAll(/npx build-portal ([^`\n]+)/g)].map(([, line]) => line ?? '')
    const calls = lines.map((line) => line.replace(/"[^"]*"/g, '…').split(/\s+/))
    const commands = new Set(calls.map(([command]) => command ?? '').filter((command) => !command.startsWith('--')))
    expect(commands).toEqual(new Set(['init', 'dev', 'new', 'check', 'build', 'list', 'import', 'approve', 'verify']))
    const helps = new Map([...commands, ''].map((name) => [name, runCli([...(name ? [name] : []), '--help']).stdout]))
    for (const command of commands) expect(helps.get('')).toMatch(new RegExp(`^  ${command}\\s`, 'm'))
    const unknown = calls.flatMap(([command = '', ...words]) => {
      const help = helps.get(command.startsWith('--') ? '' : command) ?? ''
      const options = [command, ...words].filter((word) => word.startsWith('--'))
      return options.filter((option) => !new RegExp(`${option}\\b`).test(help)).map((option) => `${command} ${option}`)
    })
    expect(unknown).toEqual([])
  })

  test('show YAML that the program reads', () => {
    const examples = [...whole.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, code]) => parse(code ?? ''))
    expect(examples.length).toBeGreaterThan(8)
    const schemas = { approvals: settingsSchema(siteLanguages), decisions: decisionListSchema }
    for (const example of examples) {
      const schema = Object.entries(schemas).find(([key]) => key in example)?.[1] ?? bulletinSchema
      const faults = applySchema(schema, example).faults.filter(({ kind }) => kind !== 'missing')
      expect({ example, faults }).toEqual({ example, faults: [] })
    }
  })
})

test('its pictures are light', () => {
  const folder = join(guide, 'content/pictures')
  const heavy = readdirSync(folder).filter((name) => statSync(join(folder, name)).size > 120_000)
  expect(heavy).toEqual([])
})
