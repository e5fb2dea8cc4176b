/** Verifying an output folder, and what an interrupted publish left to be read there. */
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyOutput } from '../../src/publish/verify.ts'
import { digestOf, publishSite, told } from './publish-site.ts'
import { put, scratch, stateNames, times, tree } from './scratch.ts'
import { foreign, oldSite } from './two-sites.ts'

test('a published site is as its manifest says, and verifying changes nothing', () => {
  const out = join(scratch(), 'out')
  put(out, foreign)
  publishSite(out, oldSite)
  const before = times(out)
  expect(verifyOutput(out, 'out')).toEqual([])
  expect(times(out)).toEqual(before)
})

test('every difference is told by path', () => {
  const folder = scratch()
  const out = join(folder, 'out')
  publishSite(out, { 'a.html': 'a', 'b.html': 'b', 'c.html': 'c', 'd/index.html': 'd', 'e.html': 'e', 'f.html': 'f' })
  put(out, { 'b.html': 'B', 'foreign.html': 'x' })
  rmSync(join(out, 'a.html'))
  rmSync(join(out, 'c.html'))
  symlinkSync('e.html', join(out, 'c.html'))
  renameSync(join(out, 'd'), join(folder, 'd'))
  symlinkSync(join(folder, 'd'), join(out, 'd'))
  rmSync(join(out, 'f.html'))
  mkdirSync(join(out, 'f.html'))
  expect(told(verifyOutput(out, 'out'))).toEqual([
    'output-missing a.html',
    'output-differs b.html',
    'output-differs c.html',
    'output-missing d/index.html',
    'output-missing f.html',
  ])
})

test('a folder that nothing was published into is told and not made', () => {
  const folder = scratch()
  const out = join(folder, 'out')
  expect(told(verifyOutput(out, 'out'))).toEqual(['nothing-published'])
  expect(existsSync(out)).toBe(false)
  mkdirSync(join(out, '.portal'), { recursive: true })
  expect(told(verifyOutput(out, 'out'))).toEqual(['nothing-published'])
  put(folder, { file: '' })
  expect(told(verifyOutput(join(folder, 'file'), 'file'))).toEqual(['nothing-published'])
})

test('verifying finishes what has a journal', () => {
  const out = join(scratch(), 'out')
  publishSite(out, { 'index.html': 'old', 'gone/index.html': 'gone', 'kept.html': 'kept' })
  put(out, { '.portal/stage/7': 'new', '.portal/journal': journal({ moves: [['7', 'index.html']] }) })
  expect(verifyOutput(out, 'out')).toMatchObject([{ code: 'publish-repaired', args: { how: 'finished' } }])
  expect(tree(out)).toEqual({ 'index.html': 'new', 'kept.html': 'kept' })
  expect(stateNames(out)).toEqual(['manifest.json'])
  expect(verifyOutput(out, 'out')).toEqual([])
})

test('verifying undoes what has none', () => {
  const out = join(scratch(), 'out')
  publishSite(out, { 'index.html': 'old' })
  put(out, { '.portal/stage/7': 'new', '.portal/journal.tmp': '{"version"', '.portal/manifest.json.tmp': '{' })
  expect(verifyOutput(out, 'out')).toMatchObject([{ code: 'publish-repaired', args: { how: 'undone' } }])
  expect(tree(out)).toEqual({ 'index.html': 'old' })
  expect(stateNames(out)).toEqual(['manifest.json'])
})

test('a staged file that was lost or torn with the machine is told as what it is', () => {
  const out = join(scratch(), 'out')
  publishSite(out, { 'index.html': 'old', 'kept.html': 'kept' })
  put(out, { '.portal/stage/7': 'n', '.portal/journal': journal({ moves: [['7', 'index.html']] }) })
  expect(told(verifyOutput(out, 'out'))).toEqual(['publish-repaired', 'output-differs index.html'])
  const { receipt } = publishSite(out, { 'index.html': 'new', 'kept.html': 'kept' })
  expect(receipt?.written).toEqual(['index.html'])
  expect(verifyOutput(out, 'out')).toEqual([])
})

/** A folder in which what its journal is to move and to remove has been replaced by links. */
function obstructed() {
  const folder = scratch()
  const out = join(folder, 'out')
  const site = { 'index.html': 'old', 'gone/index.html': 'gone', 'kept.html': 'kept', 'gone/more.html': 'x' }
  publishSite(out, site)
  const moves = [['7', 'new/index.html'] as const]
  const files = { 'index.html': digestOf('old'), 'kept.html': digestOf('kept'), 'new/index.html': digestOf('new') }
  put(out, {
    '.portal/stage/7': 'new',
    '.portal/journal': journal({ moves, remove: ['gone/index.html', 'gone/more.html'], files }),
  })
  mkdirSync(join(folder, 'outside'))
  symlinkSync(join(folder, 'outside'), join(out, 'new'))
  renameSync(join(out, 'gone'), join(folder, 'elsewhere'))
  symlinkSync(join(folder, 'elsewhere'), join(out, 'gone'))
  return { folder, out, site }
}

test('where a publish is forced, a journal with something in its way is given up, and nothing outside changes', () => {
  const { folder, out, site } = obstructed()
  expect(told(publishSite(out, site, { force: true }).diagnostics)).toEqual(['publish-repaired', 'foreign-file gone'])
  expect(tree(join(folder, 'outside'))).toEqual({})
  expect(Object.keys(tree(join(folder, 'elsewhere')))).toEqual(['index.html', 'more.html'])
})

test('what was put into the way of a journal stays, until it is taken away', () => {
  const { folder, out } = obstructed()
  expect(told(verifyOutput(out, 'out'))).toEqual(['foreign-file new'])
  expect(stateNames(out)).toEqual(['journal', 'manifest.json', 'stage'])
  expect(tree(join(folder, 'outside'))).toEqual({})

  rmSync(join(out, 'new'))
  expect(told(verifyOutput(out, 'out'))).toEqual(['publish-repaired'])
  expect(Object.keys(tree(out)).sort()).toEqual(['gone', 'index.html', 'kept.html', 'new/', 'new/index.html'])
  expect(Object.keys(tree(join(folder, 'elsewhere')))).toEqual(['index.html', 'more.html'])
})

test('a journal that build-portal would not write is not acted upon', () => {
  const hostile = {
    empty: '',
    torn: '{"version":1,',
    version: journal({ version: 2 }),
    'a move out of the folder': journal({ moves: [['7', '../outside']] }),
    'an absolute move': journal({ moves: [['7', '/outside']] }),
    'a move from outside the stage': journal({ moves: [['../manifest.json', 'index.html']] }),
    'a move of what is not published': journal({ moves: [['7', 'other.html']] }),
    'a removal out of the folder': journal({ remove: ['gone/../../outside'] }),
    'a removal of the state': journal({ remove: ['.portal/manifest.json'] }),
    'a removal of what is published': journal({ remove: ['index.html'] }),
    'a clearing out of the folder': journal({ clear: ['..'] }),
    'a displacement out of the folder': journal({ displaced: [{ path: '../outside', kind: 'file' }] }),
    'a displacement of the folder': journal({ displaced: [{ path: '', kind: 'folder' }] }),
    'a displacement of no kind': journal({ displaced: [{ path: 'x', kind: 'all' }] }),
    'a manifest with a path outside': journal({ files: { '../outside': digestOf('x') } }),
    'no manifest': '{"version":1,"clear":[],"displaced":[],"moves":[],"remove":[]}',
    'no list': journal({ moves: 7 }),
  }
  for (const [name, text] of Object.entries(hostile)) {
    const folder = scratch()
    const out = join(folder, 'out')
    publishSite(out, { 'index.html': 'old', 'gone/index.html': 'gone', 'kept.html': 'kept' })
    put(folder, { outside: 'x', 'out/.portal/stage/7': 'new', 'out/.portal/journal': text })
    const before = times(folder)
    const told = verifyOutput(out, 'out')
    expect(told, name).toMatchObject([{ code: 'manifest-broken', args: { file: 'out/.portal/journal' } }])
    const after = times(folder)
    delete before['out/.portal']
    delete after['out/.portal']
    expect(after, name).toEqual(before)
  }
})

/** A journal as a commit writes it, with parts of it replaced. */
function journal(parts: { files?: object; [part: string]: unknown }): string {
  const files = parts.files ?? { 'index.html': digestOf('new'), 'kept.html': digestOf('kept') }
  const manifest = { version: 1, files, pages: [] }
  const steps = { version: 1, clear: [], displaced: [], moves: [], remove: ['gone/index.html'], ...parts, manifest }
  return JSON.stringify({ ...steps, files: undefined })
}
