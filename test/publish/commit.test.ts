/** What a commit writes, removes, leaves alone and tells. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { close } from '../../src/publish/close.ts'
import { commit } from '../../src/publish/commit.ts'
import { openPublication, type Publication } from '../../src/publish/open.ts'
import { stage } from '../../src/publish/stage.ts'
import { digestOf, digestsOf, publishSite, recordedPages, type Site, told } from './publish-site.ts'
import { put, scratch, stateNames, times, tree } from './scratch.ts'
import { foreign, newSite, oldSite } from './two-sites.ts'

/** A site as `tree` shows it. */
function asTree(site: Site): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [path, text] of Object.entries(site)) {
    shown[path] = text
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) shown[`${path.slice(0, at)}/`] = ''
  }
  return shown
}

function open(out: string): Publication {
  const { publication, diagnostics } = openPublication(out, 'out', { known: new Map() })
  if (publication === null) throw new Error(told(diagnostics).join())
  return publication
}

test('a first publish makes the output folder and everything in it', () => {
  const out = join(scratch(), 'deep/er/out')
  const { receipt, diagnostics, repaired } = publishSite(out, oldSite, { pages: ['/b/', '/a/', '/b/'] })
  expect({ diagnostics, repaired }).toEqual({ diagnostics: [], repaired: null })
  expect(tree(out)).toEqual(asTree(oldSite))
  expect(receipt).toMatchObject({ written: Object.keys(oldSite).sort(), unchanged: 0, removed: [] })
  expect(stateNames(out)).toEqual(['manifest.json'])
  const text = readFileSync(join(out, '.portal/manifest.json'), 'utf8')
  const manifest: unknown = JSON.parse(text)
  expect(manifest).toEqual({
    version: 1,
    files: Object.fromEntries(digestsOf(oldSite)),
    pages: ['/a/', '/b/'],
    records: {},
    signature: null,
  })
  expect(Object.keys((manifest as { files: object }).files)).toEqual(Object.keys(oldSite).sort())

  const again = join(scratch(), 'out')
  const reversed = Object.fromEntries(Object.entries(oldSite).reverse())
  publishSite(again, reversed, { pages: ['/a/', '/b/'] })
  expect(readFileSync(join(again, '.portal/manifest.json'), 'utf8')).toBe(text)
})

test('the next publish writes what differs and removes what is gone, and foreign files stay', () => {
  const out = join(scratch(), 'out')
  put(out, foreign)
  publishSite(out, oldSite)
  const { receipt, diagnostics } = publishSite(out, newSite)
  expect(diagnostics).toEqual([])
  const { 'mixed/own.txt': own, ...others } = foreign
  expect(tree(out)).toEqual(asTree({ ...newSite, ...others, 'mixed/own.txt': own ?? '' }))
  expect(receipt?.unchanged).toBe(15)
  expect(receipt?.written).toHaveLength(45)
  expect(receipt?.removed).toEqual(
    Object.keys(oldSite)
      .filter((path) => !(path in newSite))
      .sort(),
  )
  expect([...(receipt?.stats.keys() ?? [])].sort()).toEqual(Object.keys(newSite).sort())
  expect(stateNames(out)).toEqual(['manifest.json'])
  // And back again: the file becomes a folder, the folder a file.
  publishSite(out, oldSite)
  expect(tree(out)).toEqual(asTree({ ...oldSite, ...foreign }))
})

test('an unchanged file is not touched, and the receipt knows every file as it lies on disk', () => {
  const out = join(scratch(), 'out')
  const first = publishSite(out, oldSite)
  const before = times(out)
  const { receipt } = publishSite(out, newSite, { known: first.receipt?.stats ?? new Map() })
  const after = times(out)
  for (let n = 0; n < 15; n++) {
    const path = `2023/0${1 + (n % 4)}/ban-tin-${n}/index.html`
    expect(after[path]).toBe(before[path])
  }
  for (const [path, stat] of receipt?.stats ?? []) {
    const { ino, mtimeNs, size, birthtimeNs } = statSync(join(out, path), { bigint: true })
    const digest = digestOf(newSite[path] ?? '')
    expect(stat).toEqual({ stamp: `${size}:${mtimeNs}:${ino}:${birthtimeNs}`, digest })
  }
})

test('where there is nothing to do nothing is written', () => {
  const out = join(scratch(), 'out')
  put(out, foreign)
  const first = publishSite(out, oldSite, { pages: ['/'] })
  const before = times(out)
  for (const known of [first.receipt?.stats ?? new Map(), new Map()]) {
    const { receipt, diagnostics, staged } = publishSite(out, oldSite, { pages: ['/'], known })
    expect({ diagnostics, staged }).toEqual({ diagnostics: [], staged: [] })
    expect(receipt).toEqual({
      written: [],
      manifest: digestOf(readFileSync(join(out, '.portal/manifest.json'), 'utf8')),
      unchanged: Object.keys(oldSite).length,
      removed: [],
      stats: first.receipt?.stats,
    })
    expect(times(out)).toEqual(before)
  }
  // What is staged although it is there already is no change either.
  const publication = open(out)
  for (const [path, bytes] of Object.entries(oldSite)) {
    stage(publication, { path, digest: digestOf(bytes), content: { bytes } })
  }
  expect(commit(publication, digestsOf(oldSite), recordedPages(['/']), { force: false }).receipt?.written).toEqual([])
  close(publication)
  expect(times(out)).toEqual(before)
})

test('pages alone change the manifest alone', () => {
  const out = join(scratch(), 'out')
  publishSite(out, oldSite, { pages: ['/'] })
  const { '.portal/manifest.json': old, ...before } = times(out)
  expect(publishSite(out, oldSite, { pages: ['/', '/x/'] }).receipt?.written).toEqual([])
  const { '.portal/manifest.json': next, ...after } = times(out)
  expect(after).toEqual(before)
  expect(next).not.toBe(old)
  const publication = open(out)
  expect(publication.before.pages).toEqual(['/', '/x/'])
  close(publication)
})

test('an empty site is a site, and removing everything leaves the folder itself', () => {
  const out = join(scratch(), 'out')
  publishSite(out, oldSite)
  expect(publishSite(out, {}).receipt?.removed).toHaveLength(Object.keys(oldSite).length)
  expect(tree(out)).toEqual({})
  expect(stateNames(out)).toEqual(['manifest.json'])
})

test('outputs changed by hand are rewritten, or kept where they are outputs no more, with a warning; missing ones come back', () => {
  const folder = scratch()
  const out = join(folder, 'out')
  put(folder, { 'outside/index.html': 'not ours' })
  const site = { 'a.html': 'a', 'b.html': 'b', 'c.html': 'c', 'd/index.html': 'd', 'e.html': 'e', 'f.html': 'f' }
  const first = publishSite(out, site)
  put(out, { 'a.html': 'hand', 'b.html': 'hand', 'f.html': 'new' })
  rmSync(join(out, 'c.html'))
  rmSync(join(out, 'e.html'))
  symlinkSync(join(folder, 'outside/index.html'), join(out, 'e.html'))
  const { 'b.html': _, ...rest } = site
  const { receipt, diagnostics } = publishSite(
    out,
    { ...rest, 'f.html': 'new' },
    { known: first.receipt?.stats ?? new Map() },
  )
  expect(told(diagnostics)).toEqual(['output-changed a.html', 'output-changed e.html', 'output-kept b.html'])
  expect(receipt).toMatchObject({ written: ['a.html', 'c.html', 'e.html'], unchanged: 2, removed: [] })
  expect(tree(out)).toEqual(asTree({ ...rest, 'b.html': 'hand', 'f.html': 'new' }))
  expect(tree(join(folder, 'outside'))).toEqual({ 'index.html': 'not ours' })
})

test('an output whose place became a folder or lies behind a symlink is not ours any more', () => {
  const folder = scratch()
  const out = join(folder, 'out')
  publishSite(out, { 'a.html': 'a', 'b/index.html': 'b', 'c/index.html': 'c', 'index.html': 'i' })
  rmSync(join(out, 'a.html'))
  put(out, { 'a.html/theirs.txt': 'x' })
  renameSync(join(out, 'b'), join(folder, 'elsewhere'))
  symlinkSync(join(folder, 'elsewhere'), join(out, 'b'))
  const publication = open(out)
  expect([...publication.present.keys()].sort()).toEqual(['c/index.html', 'index.html'])
  close(publication)
  const { receipt, diagnostics } = publishSite(out, { 'index.html': 'i' })
  expect(diagnostics).toEqual([])
  expect(receipt?.removed).toEqual(['a.html', 'b/index.html', 'c/index.html'])
  expect(Object.keys(tree(out)).sort()).toEqual(['a.html/', 'a.html/theirs.txt', 'b', 'index.html'])
  expect(tree(join(folder, 'elsewhere'))).toEqual({ 'index.html': 'b' })
})

test('what is staged but not committed is abandoned', () => {
  const folder = scratch()
  const out = join(folder, 'made/for/nothing')
  let publication = open(out)
  stage(publication, { path: 'index.html', digest: digestOf('x'), content: { bytes: new TextEncoder().encode('x') } })
  expect(existsSync(join(out, '.portal/stage/0'))).toBe(true)
  close(publication)
  expect(tree(folder)).toEqual({})

  put(out, { CNAME: 'x' })
  publication = open(out)
  stage(publication, { path: 'index.html', digest: digestOf('x'), content: { bytes: 'x' } })
  close(publication)
  expect(tree(out)).toEqual({ CNAME: 'x' })
  expect(existsSync(join(out, '.portal'))).toBe(false)
})

test('the output folder may be a symlink to a folder', () => {
  const folder = scratch()
  mkdirSync(join(folder, 'real'))
  symlinkSync('real', join(folder, 'out'))
  expect(publishSite(join(folder, 'out'), oldSite).diagnostics).toEqual([])
  expect(publishSite(join(folder, 'out'), newSite).diagnostics).toEqual([])
  expect(tree(join(folder, 'real'))).toEqual(asTree(newSite))
})

test('paths that objects treat in their own way are published like others', () => {
  const out = join(scratch(), 'out')
  const site = Object.fromEntries([...['404', '10', '9', 'constructor', 'Đà/é.html'].map((p) => [p, p])]) as Site
  const odd = Object.defineProperty({ ...site }, '__proto__', { value: 'p', enumerable: true }) as Site
  publishSite(out, odd)
  expect(readFileSync(join(out, '__proto__'), 'utf8')).toBe('p')
  const publication = open(out)
  expect([...publication.before.files.keys()].sort()).toEqual([...Object.keys(site), '__proto__'].sort())
  close(publication)
  expect(publishSite(out, {}).receipt?.removed).toContain('__proto__')
  expect(tree(out)).toEqual({})
})

test('what no caller may ask is thrown', () => {
  const out = join(scratch(), 'out')
  const publication = open(out)
  const artifact = (path: string) => ({ path, digest: digestOf('x'), content: { bytes: 'x' } })
  for (const path of [
    '',
    '/etc/x',
    '../x',
    'a/../x',
    './a',
    'a//b',
    'a/',
    '.portal/manifest.json',
    '.Portal/x',
    'a\0',
  ]) {
    expect(() => stage(publication, artifact(path)), path).toThrow('not an output path')
  }
  stage(publication, artifact('a'))
  stage(publication, artifact('a/b'))
  expect(() => stage(publication, artifact('a'))).toThrow('staged twice')
  const asked = (files: Site) => () => commit(publication, digestsOf(files), recordedPages([]), { force: false })
  expect(asked({ a: 'x', 'a/b': 'x' })).toThrow('output a is a folder of another')
  expect(asked({ a: 'other' })).toThrow('neither staged nor present')
  expect(asked({ b: 'x' })).toThrow('neither staged nor present')
  expect(asked({ '../b': 'x' })).toThrow('not an output path')
  expect(asked({ a: 'x' })().receipt?.written).toEqual(['a'])
  expect(asked({ a: 'x' })).toThrow('commit after committed')
  expect(() => stage(publication, artifact('c'))).toThrow('stage after committed')
  close(publication)
  expect(tree(out)).toEqual({ a: 'x' })
  expect(stateNames(out)).toEqual(['manifest.json'])
})

test('a manifest that cannot be acted upon stops everything', () => {
  const digest = digestOf('x')
  for (const text of [
    '',
    '{',
    '[]',
    '{"version":2,"files":{},"pages":[]}',
    '{"version":1,"files":{}}',
    '{"version":1,"files":{},"pages":[1]}',
    '{"version":1,"files":{"a":"short"},"pages":[]}',
    `{"version":1,"files":{"../outside":"${digest}"},"pages":[]}`,
    `{"version":1,"files":{"/etc/passwd":"${digest}"},"pages":[]}`,
    `{"version":1,"files":{".portal/lock":"${digest}"},"pages":[]}`,
  ]) {
    const folder = scratch()
    put(folder, { outside: 'x', 'out/index.html': 'old', 'out/.portal/manifest.json': text })
    const before = times(join(folder, 'out'))
    const { receipt, diagnostics } = publishSite(join(folder, 'out'), newSite)
    expect(receipt, text).toBeNull()
    expect(diagnostics).toMatchObject([{ code: 'manifest-broken', args: { file: 'out/.portal/manifest.json' } }])
    expect(times(join(folder, 'out'))).toEqual(before)
    expect(stateNames(join(folder, 'out'))).toEqual(['manifest.json'])
  }
})

test('the state folder must be a folder', () => {
  for (const make of [
    (path: string) => writeFileSync(path, ''),
    (path: string) => symlinkSync('..', path),
    (path: string) => symlinkSync('nowhere', path),
  ]) {
    const folder = scratch()
    mkdirSync(join(folder, 'out'))
    make(join(folder, 'out/.portal'))
    expect(told(publishSite(join(folder, 'out'), newSite, { force: true }).diagnostics)).toEqual([
      'foreign-file .portal',
    ])
    expect(tree(join(folder, 'out'))).toEqual({})
  }
})
