/** What `init` gives an editor: schemas that real files pass, snippets that make a bulletin, tasks that find what `check` tells. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { editorSchemas } from '../../src/schemas.ts'
import { desk, time } from '../support/desk.ts'
import { buildPortal, bulletin, repository, write } from '../support/portal.ts'

/** A new portal of an office with a difficult name. */
async function office(language: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'portal-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const told = ['--language', language, '--office', 'UBND xã "Tân: Tiến" \\ $1 {x}', '--yes']
  expect(await desk(['init', root, ...told])).toMatchObject({ exit: 0 })
  return root
}

const json = (root: string, name: string) => JSON.parse(readFileSync(join(root, '.vscode', name), 'utf8'))

const ajv = new Ajv({ allErrors: true, strict: false })
const schemas = editorSchemas()
const validator = (name: string) => ajv.compile(schemas[name] ?? {})
const faults = (validate: ReturnType<typeof validator>, value: unknown) =>
  validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)

describe('the schemas', () => {
  const frontMatter = (text: string) => parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '')
  const read = (path: string) => readFileSync(join(repository, path), 'utf8')

  test('pass every bulletin of the sample and of the guide', () => {
    const validate = validator('front-matter.schema.json')
    const standing = validator('standing-page.schema.json')
    const files = ['content', 'docs/guide/content'].flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md'))
        .map((path) => `${folder}/${path}`),
    )
    expect(files.length).toBeGreaterThan(60)
    const wrong = files.flatMap((path) => {
      const found = faults(path.includes('/pages/') ? standing : validate, frontMatter(read(path)))
      // Theirs comes from the settings, which no schema of one file sees.
      return found
        .filter((fault) => fault !== " must have required property 'author'")
        .map((fault) => `${path}${fault}`)
    })
    expect(wrong).toEqual([])
  })

  test('pass the settings and the documents', () => {
    const settings = ['portal.yaml', 'docs/guide/portal.yaml', 'test/sites/bilingual/portal.yaml']
    for (const path of settings) expect(faults(validator('portal.schema.json'), parse(read(path)))).toEqual([])
    expect(faults(validator('decisions.schema.json'), parse(read('content/decisions.yaml')))).toEqual([])
  })

  test('find what is wrong', () => {
    const value = { title: 'Tin', date: '17/01/2023', categry: 'tin-tuc' }
    expect(faults(validator('front-matter.schema.json'), value)).toEqual([
      " must have required property 'author'",
      ' must NOT have additional properties',
      expect.stringContaining('/date must match pattern'),
    ])
  })

  test('lie where the settings of the editor look', async () => {
    const root = await office('vi')
    const mapped = Object.keys(json(root, 'settings.json')['yaml.schemas'])
    expect(mapped).toHaveLength(2)
    for (const path of mapped) {
      expect(existsSync(join(root, path))).toBe(true)
      expect(Object.values(schemas)).toContainEqual(JSON.parse(readFileSync(join(root, path), 'utf8')))
    }
    expect(json(root, 'extensions.json')).toEqual({ recommendations: ['redhat.vscode-yaml'] })
  })
})

interface Snippet {
  prefix: string
  scope: string
  body: string[]
}

const variables: Record<string, string> = { CURRENT_YEAR: '2026', CURRENT_MONTH: '01', CURRENT_DATE: '02' }

/** What stands in the file when a snippet was typed and every stop left as it is. */
function typed({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/(?<!\\)\$(?:\{([A-Z]\w*)\}|([A-Z]\w*))/g, (_, braced, bare) => variables[braced ?? bare] ?? 'no variable')
    .replace(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, (_, text) => text.replace(/\\([\\$}])/g, '$1'))
}

describe.each(['vi', 'en'])('the snippets in %s', (language) => {
  test('make a bulletin that is built without a word', async () => {
    const root = await office(language)
    const snippets: Snippet[] = Object.values(json(root, 'portal.code-snippets'))
    const [whole, ...parts] = snippets.filter(({ scope }) => scope === 'markdown').map(typed)
    const [head = '', body = ''] = whole?.replace('draft: true\n', '').split(/\n---\n/) ?? []
    const schema = validator('front-matter.schema.json')
    const isKey = (part: string) => /^[a-zA-Z]+:/.test(part)
    const known = { title: 'Tin', date: '2026-01-02', author: 'A' }
    for (const part of parts.filter(isKey)) expect(faults(schema, { ...known, ...parse(part) })).toEqual([])
    // The other two would hold it back, or let it be out of date on the day it came out.
    const keys = parts.filter((part) => isKey(part) && !/^(publishAt|expiresAt):/.test(part))
    const texts = parts.filter((part) => !isKey(part))
    expect([keys.length, texts.length]).toEqual([5, 4])
    const photo = readFileSync(join(repository, 'content/2023/05/xoai-tron-yen-chau-vao-vu-thu-hoach/vu-xoai.jpg'))
    write(root, {
      'content/2026/01/tin.md': `${[head, ...keys].join('\n')}\n---\n${[body, ...texts].join('\n\n')}\n`,
      'content/2026/01/anh.jpg': photo,
      'content/2026/01/tep.pdf': '%PDF-1.4\n',
      'content/decisions.yaml': `decisions:\n${snippets
        .filter(({ scope }) => scope === 'yaml')
        .map(typed)
        .join('\n')}\n`,
    })
    const { diagnostics, exit } = await buildPortal(root, { strict: true, now: Number(time.SOURCE_DATE_EPOCH) * 1000 })
    expect([exit, diagnostics]).toEqual([0, []])
    const page = readFileSync(join(root, '_site/2026/01/tin/index.html'), 'utf8')
    const shown = ['94/QĐ-UBND', 'tep.pdf', '<table>', 'notice-note', 'Tân: Tiến&quot; \\ $1 {x}']
    expect(shown.filter((part) => !page.includes(part))).toEqual([])
  })

  test('have a name of their own each', async () => {
    const snippets: Snippet[] = Object.values(json(await office(language), 'portal.code-snippets'))
    const names = snippets.map(({ scope, prefix }) => `${scope} ${prefix}`)
    expect(new Set(names).size).toBe(names.length)
    expect(snippets.every(({ prefix }) => /^[a-z]+$/.test(prefix))).toBe(true)
  })
})

test('the task finds the place and the words of every problem that check tells', async () => {
  const root = await office('vi')
  write(root, { 'content/a b.md': bulletin({ date: '2024-02-30', categry: 'x' }) })
  const { error } = await desk(['check', '--root', root])
  const [check] = json(root, 'tasks.json').tasks
  const found = error.split('\n').flatMap((line) =>
    check.problemMatcher.flatMap(({ severity, pattern }: { severity: string; pattern: Record<string, string> }) => {
      const match = new RegExp(pattern.regexp ?? '').exec(line)
      const part = (name: string) => match?.[Number(pattern[name])]
      return match ? [[severity, part('file'), part('line'), part('column'), part('message')]] : []
    }),
  )
  expect(found).toEqual([
    ['error', 'content/a b.md', '3', '7', expect.stringMatching(/^"2024-02-30" .*\[date-impossible\]$/)],
    ['warning', 'content/a b.md', '5', '1', expect.stringMatching(/\[key-unknown\]$/)],
  ])
})
