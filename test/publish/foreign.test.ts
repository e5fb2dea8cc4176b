/** What build-portal did not make: never replaced, unless that is forced, and never written through. */
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { close } from '../../src/publish/close.ts'
import { conflicts } from '../../src/publish/conflicts.ts'
import { openPublication } from '../../src/publish/open.ts'
import { digestsOf, publishSite, type Site, told } from './publish-site.ts'
import { put, scratch, stateNames, tree } from './scratch.ts'

/** A folder with `out/`, in which something foreign lies, and `outside/`. */
function portal(make: (out: string, outside: string) => void, published?: Site): { folder: string; out: string } {
  const folder = scratch()
  const out = join(folder, 'out')
  if (published !== undefined) publishSite(out, published)
  mkdirSync(out, { recursive: true })
  put(folder, { 'outside/secret.txt': 'secret' })
  make(out, join(folder, 'outside'))
  return { folder, out }
}

interface Case {
  name: string
  published?: Site
  make: (out: string, outside: string) => void
  site: Site
  conflicts: string[]
  /** The tree after a forced publish; null where not even that is done. */
  forced: Record<string, string> | null
}

const cases: Case[] = [
  {
    name: 'a file at the place of an output',
    make: (out) => put(out, { 'index.html': 'theirs', CNAME: 'x' }),
    site: { 'index.html': 'ours' },
    conflicts: ['index.html'],
    forced: { 'index.html': 'ours', CNAME: 'x' },
  },
  {
    name: 'a symlink at the place of an output',
    make: (out, outside) => symlinkSync(join(outside, 'secret.txt'), join(out, 'index.html')),
    site: { 'index.html': 'ours' },
    conflicts: ['index.html'],
    forced: { 'index.html': 'ours' },
  },
  {
    name: 'a symlink to a file with the same bytes',
    make: (out, outside) => symlinkSync(join(outside, 'secret.txt'), join(out, 'index.html')),
    site: { 'index.html': 'secret' },
    conflicts: ['index.html'],
    forced: { 'index.html': 'secret' },
  },
  {
    name: 'a dangling symlink at the place of an output',
    make: (out) => symlinkSync('nowhere', join(out, 'index.html')),
    site: { 'index.html': 'ours' },
    conflicts: ['index.html'],
    forced: { 'index.html': 'ours' },
  },
  {
    name: 'a folder at the place of an output',
    make: (out, outside) => {
      put(out, { 'thing/deep/theirs.txt': 'x' })
      symlinkSync(outside, join(out, 'thing/link'))
    },
    site: { thing: 'ours' },
    conflicts: ['thing'],
    forced: { thing: 'ours' },
  },
  {
    name: 'an empty folder at the place of an output',
    make: (out) => mkdirSync(join(out, 'thing')),
    site: { thing: 'ours' },
    conflicts: ['thing'],
    forced: { thing: 'ours' },
  },
  {
    name: 'foreign things in an own folder that is to be a file',
    published: { 'thing/a.html': 'a', 'thing/b/c.html': 'c' },
    make: (out, outside) => {
      put(out, { 'thing/theirs.txt': 'x', 'thing/b/theirs.txt': 'x' })
      mkdirSync(join(out, 'thing/empty'))
      symlinkSync(outside, join(out, 'thing/link'))
    },
    site: { thing: 'ours' },
    conflicts: ['thing/b/theirs.txt', 'thing/empty', 'thing/link', 'thing/theirs.txt'],
    forced: { thing: 'ours' },
  },
  {
    name: 'a file where a folder is needed',
    make: (out) => put(out, { '2023': 'theirs' }),
    site: { '2023/01/a.html': 'a', '2023/01/b.html': 'b' },
    conflicts: ['2023'],
    forced: { '2023/': '', '2023/01/': '', '2023/01/a.html': 'a', '2023/01/b.html': 'b' },
  },
  {
    name: 'a symlink where a folder is needed',
    make: (out, outside) => symlinkSync(outside, join(out, '2023')),
    site: { '2023/01/a.html': 'a', '2023/b.html': 'b', 'c.html': 'c' },
    conflicts: ['2023'],
    forced: null,
  },
  {
    name: 'a symlink that leads to a file of the same bytes',
    make: (out, outside) => symlinkSync(outside, join(out, '2023')),
    site: { '2023/secret.txt': 'secret' },
    conflicts: ['2023'],
    forced: null,
  },
  {
    name: 'a symlink inside the output folder where a folder is needed',
    make: (out) => {
      put(out, { 'theirs/x': 'x' })
      symlinkSync('theirs', join(out, '2023'))
    },
    site: { '2023/a.html': 'a' },
    conflicts: ['2023'],
    forced: null,
  },
  {
    name: 'a symlink in the place of an old output where a folder is needed',
    published: { thing: 'old' },
    make: (out, outside) => {
      rmSync(join(out, 'thing'))
      symlinkSync(outside, join(out, 'thing'))
    },
    site: { 'thing/index.html': 'ours' },
    conflicts: ['thing'],
    forced: null,
  },
  {
    name: 'several at once',
    make: (out) => put(out, { 'b.html': 'theirs', 'a.html': 'theirs', 'c/x': 'theirs' }),
    site: { 'b.html': 'b', 'a.html': 'a', 'd.html': 'd', c: 'c' },
    conflicts: ['a.html', 'b.html', 'c'],
    forced: { 'a.html': 'a', 'b.html': 'b', c: 'c', 'd.html': 'd' },
  },
]

for (const { name, published, make, site, conflicts: expected, forced } of cases) {
  test(`${name} stops the publish`, () => {
    const { folder, out } = portal(make, published)
    const before = tree(folder)
    const { receipt, diagnostics } = publishSite(out, site)
    expect(receipt).toBeNull()
    expect(told(diagnostics)).toEqual(expected.map((path) => `foreign-file ${path}`))
    expect(tree(folder)).toEqual(before)

    const { publication } = openPublication(out, 'out', { known: new Map() })
    if (publication === null) throw new Error('not opened')
    for (const paths of [Object.keys(site), digestsOf(site)]) {
      expect(told(conflicts(publication, paths, { force: false }))).toEqual(expected.map((p) => `foreign-file ${p}`))
    }
    close(publication)
  })

  test(`${name}, forced, is ${forced === null ? 'refused as well' : 'replaced'}`, () => {
    const { folder, out } = portal(make, published)
    const before = tree(out)
    const { receipt, diagnostics } = publishSite(out, site, { force: true })
    expect(told(diagnostics)).toEqual(forced === null ? expected.map((path) => `foreign-file ${path}`) : [])
    expect(receipt === null).toBe(forced === null)
    expect(tree(out)).toEqual(forced ?? before)
    expect(tree(join(folder, 'outside'))).toEqual({ 'secret.txt': 'secret' })
    if (forced !== null) expect(stateNames(out)).toEqual(['manifest.json'])
  })
}

test('a foreign file with the same bytes is adopted', () => {
  const { out } = portal((folder) => put(folder, { 'a/index.html': 'same', 'b.html': 'theirs' }))
  const { publication } = openPublication(out, 'out', { known: new Map() })
  if (publication === null) throw new Error('not opened')
  const site = { 'a/index.html': 'same', 'c.html': 'c' }
  expect(conflicts(publication, digestsOf(site), { force: false })).toEqual([])
  // Without digests nobody can know yet.
  expect(told(conflicts(publication, Object.keys(site), { force: false }))).toEqual(['foreign-file a/index.html'])
  expect(told(conflicts(publication, ['b.html'], { force: false }))).toEqual(['foreign-file b.html'])
  expect(conflicts(publication, ['b.html'], { force: true })).toEqual([])
  close(publication)

  const { receipt, diagnostics } = publishSite(out, site)
  expect(diagnostics).toEqual([])
  expect(receipt).toMatchObject({ written: ['c.html'], unchanged: 1, removed: [] })
  expect([...(receipt?.stats.keys() ?? [])].sort()).toEqual(['a/index.html', 'c.html'])
  // From now on it is ours.
  expect(publishSite(out, {}).receipt?.removed).toEqual(['a/index.html', 'c.html'])
  expect(tree(out)).toEqual({ 'b.html': 'theirs' })
})

test('a site whose state was lost is adopted whole where it is the same', () => {
  const { out } = portal(() => {}, { 'index.html': 'i', 'a/index.html': 'a' })
  rmSync(join(out, '.portal'), { recursive: true })
  const { receipt, diagnostics } = publishSite(out, { 'index.html': 'i', 'a/index.html': 'a' })
  expect(diagnostics).toEqual([])
  expect(receipt).toMatchObject({ written: [], unchanged: 2 })
  expect(stateNames(out)).toEqual(['manifest.json'])
})

test('an output whose folder only differs in case from an old one', ({ skip }) => {
  const { folder, out } = portal(() => {}, { 'A/index.html': 'same', 'A/b.html': 'b', 'C.html': 'c' })
  put(folder, { probe: '' })
  let isSensitive = false
  try {
    readFileSync(join(folder, 'PROBE'))
  } catch {
    isSensitive = true
  }
  if (!isSensitive) skip()
  const { receipt } = publishSite(out, { 'a/index.html': 'same', 'A/b.html': 'b', 'c.html': 'c' })
  expect(receipt).toMatchObject({ written: ['a/index.html', 'c.html'], removed: ['A/index.html', 'C.html'] })
  expect(tree(out)).toEqual({ 'A/': '', 'A/b.html': 'b', 'a/': '', 'a/index.html': 'same', 'c.html': 'c' })
})
