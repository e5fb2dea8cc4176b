import { cpSync, mkdirSync, readFileSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { repository, tree } from '../support/portal.ts'
import { buildSample, filesOf, temporaryFolder, theSample } from './built-sample.ts'

/** A site's outputs by path, and what build-portal notes of them. */
function published(site: string): Map<string, string> {
  return tree(site).set('.portal/manifest.json', readFileSync(join(site, '.portal/manifest.json'), 'utf8'))
}

/** The files in which two sites differ; a list of names says more than a thousand lines of HTML. */
function differences(one: Map<string, string>, other: Map<string, string>): string[] {
  const paths = new Set([...one.keys(), ...other.keys()])
  return [...paths].filter((path) => one.get(path) !== other.get(path)).sort()
}

/** The sample in a folder of its own, made in the order of the files' names or against it. */
function copyOfSample(order: 'forward' | 'backward'): string {
  const copy = temporaryFolder()
  const paths = ['content', 'templates', 'static'].flatMap((folder) =>
    filesOf(join(repository, folder)).map((path) => join(folder, path)),
  )
  const ordered = [...paths, 'portal.yaml'].sort()
  for (const path of order === 'forward' ? ordered : ordered.reverse()) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(repository, path), join(copy, path))
  }
  return copy
}

let reference: Map<string, string>
beforeAll(() => {
  reference = published(theSample())
})

test('the sites compared are whole', () => {
  expect(reference.size).toBeGreaterThan(200)
  expect(reference.get('index.html')).toContain('Yên Châu')
  expect(JSON.parse(reference.get('.portal/manifest.json') ?? '')).toBeTypeOf('object')
})

describe('the same bytes come', () => {
  // What ought to change nothing stands together: three builds show what seven would.
  test.each([
    ['America/Los_Angeles', 'C', 'en'],
    ['Asia/Ho_Chi_Minh', 'tr_TR.UTF-8', 'vi'],
    ['UTC', 'vi_VN.UTF-8', 'vi'],
  ])('in the time zone %s, the locale %s, with messages in %s', (zone, locale, language) => {
    const env = { LANG: locale, LC_ALL: locale, TZ: zone }
    expect(differences(published(buildSample(['--lang', language], { env })), reference)).toEqual([])
  })

  test.each(['forward', 'backward'] as const)('from files made %s, in another folder, with other times', (order) => {
    const copy = copyOfSample(order)
    for (const path of filesOf(copy)) utimesSync(join(copy, path), 1e9, 1e9)
    expect(differences(published(buildSample(['--root', copy], { out: join(copy, '_site') })), reference)).toEqual([])
  })

  test('from no cache, a cold one and a warm one', () => {
    const cache = join(temporaryFolder(), 'cache')
    const cold = published(buildSample(['--cache-dir', cache]))
    expect(filesOf(cache)).not.toEqual([])
    const warm = published(buildSample(['--cache-dir', cache]))
    expect(differences(cold, reference)).toEqual([])
    expect(differences(warm, reference)).toEqual([])
  })

  test('from a cache that another time zone and other options have filled', () => {
    const cache = join(temporaryFolder(), 'cache')
    const other = ['--cache-dir', cache, '--drafts', '--future', '--base-url', 'https://thu.example.gov.vn/portal/']
    buildSample(other, { env: { TZ: 'America/Los_Angeles', LANG: 'en_US.UTF-8' } })
    expect(differences(published(buildSample(['--cache-dir', cache])), reference)).toEqual([])
  })

  test('over a site that was published before', () => {
    const out = buildSample(['--drafts', '--future', '--now', '2024-06-30T00:00:00Z'])
    expect(differences(published(buildSample([], { out })), reference)).toEqual([])
  })

  test('by the clock of SOURCE_DATE_EPOCH', () => {
    const epoch = String(Date.parse('2026-01-01T00:00:00Z') / 1000)
    expect(differences(published(buildSample([], { at: null, env: { SOURCE_DATE_EPOCH: epoch } })), reference)).toEqual(
      [],
    )
  })
})
