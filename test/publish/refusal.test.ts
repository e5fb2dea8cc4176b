/** A machine that refuses service at any moment: a value, and the old site or the new one. */
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { exitCode, problem } from '../../src/diagnostics/diagnostic.ts'
import { close } from '../../src/publish/close.ts'
import { conflicts } from '../../src/publish/conflicts.ts'
import { openPublication } from '../../src/publish/open.ts'
import { stage } from '../../src/publish/stage.ts'
import { verifyOutput } from '../../src/publish/verify.ts'
import { bundle, run } from './child/run.ts'
import { digestOf, publishSite, told } from './publish-site.ts'
import { put, quickScratch, scratch, stateNames, tree } from './scratch.ts'
import { foreign, newSite, oldSite } from './two-sites.ts'

// Every test waits for processes, on whatever machine.
vi.setConfig({ testTimeout: 300_000 })
const program = bundle()
afterAll(program.remove)

const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/** What the child says of each attempt. */
interface Refused {
  copy: string
  published: boolean
  told: string[]
  /** Nothing was refused: there are fewer changes. */
  isLast: boolean
}

/** Refuses every change in turn; the copies of a batch go when the next is made. */
async function* refusals(folder: string, from: string, code: string, how: string): AsyncGenerator<Refused> {
  const copies = join(folder, 'copies')
  for (let first = 1; ; first += 50) {
    mkdirSync(copies)
    const { lines, ...end } = await run(program, ['refuse', from, copies, String(first), code, how])
    expect(end).toEqual({ code: 0, signal: null, errors: '' })
    for (const line of lines as Refused[]) {
      yield line
      if (line.isLast) return
    }
    rmSync(copies, { recursive: true })
  }
}

for (const [code, how] of [
  ['ENOSPC', 'once'],
  ['EROFS', 'lasting'],
] as const) {
  test(`${code} (${how}) at any change of the disk is told and loses nothing`, async () => {
    const folder = quickScratch()
    const old = join(folder, 'old')
    const next = join(folder, 'next')
    put(old, foreign)
    publishSite(old, oldSite)
    cpSync(old, next, { recursive: true })
    publishSite(next, newSite)
    const [oldTree, newTree] = [tree(old), tree(next)]

    const seen = { before: 0, after: 0, none: 0 }
    for await (const { copy, published, told: codes } of refusals(folder, old, code, how)) {
      const hasJournal = stateNames(copy).includes('journal')
      if (published) {
        seen.none++
        expect(tree(copy)).toEqual(newTree)
      } else {
        expect(codes).toHaveLength(1)
        expect(codes[0]).toMatch(/^machine-failed out/)
        if (!hasJournal) expect(tree(copy)).toEqual(oldTree)
        seen[hasJournal ? 'after' : 'before']++
      }
      // The next command, on a machine that is well again.
      const { publication } = openPublication(copy, 'out', { known: new Map() })
      expect(publication?.repaired).toBeOneOf(hasJournal ? ['finished'] : ['undone', null])
      if (publication !== null) close(publication)
      expect(tree(copy)).toEqual(published || hasJournal ? newTree : oldTree)
      expect(stateNames(copy)).toEqual(['manifest.json'])
      expect(verifyOutput(copy, 'out')).toEqual([])
    }
    expect(seen.before).toBeGreaterThan(50)
    expect(seen.after).toBeGreaterThan(50)
  })
}

test('machine-failed ends with exit code 3', () => {
  expect(exitCode([problem('machine-failed', { reason: 'ENOSPC', path: 'out' })], false)).toBe(3)
})

test('an output folder that cannot be made is told, and nothing is left', () => {
  const folder = scratch()
  put(folder, { file: 'x' })
  for (const [out, problem] of [
    ['file', 'foreign-file file'],
    ['file/out', 'machine-failed file/out'],
  ] as const) {
    const { publication, diagnostics } = openPublication(join(folder, out), out, { known: new Map() })
    expect(publication).toBeNull()
    expect(told(diagnostics)).toEqual([problem])
  }
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'))
  expect(told(publishSite(join(folder, 'dangling'), newSite).diagnostics)).toEqual(['machine-failed out'])
  expect(Object.keys(tree(folder))).toEqual(['dangling', 'file'])
})

test('a folder without permission is told before anything changes', async () => {
  const folder = scratch()
  chmodSync(folder, 0o755)
  const out = join(folder, 'out')
  mkdirSync(out)
  put(out, foreign)
  publishSite(out, oldSite)
  for (const path of [
    '',
    ...readdirSync(out, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name)),
  ]) {
    if (nobody.uid !== undefined) chownSync(path === '' ? out : path, nobody.uid, nobody.gid)
  }
  const before = tree(out)
  chmodSync(join(out, 'assets'), 0o555)
  chmodSync(join(out, 'only/here'), 0o555)
  const denied = await run(program, ['plain', out], nobody)
  expect(denied.lines).toMatchObject([
    { published: false, told: ['machine-failed out/assets', 'machine-failed out/only/here'] },
  ])
  expect(tree(out)).toEqual(before)
  expect(stateNames(out)).toEqual(['manifest.json'])
  expect(verifyOutput(out, 'out')).toEqual([])

  chmodSync(join(out, 'assets'), 0o755)
  chmodSync(join(out, 'only/here'), 0o755)
  const granted = await run(program, ['plain', out], nobody)
  expect(granted.lines).toMatchObject([{ published: true, told: [] }])
})

test('an output folder that may not be written at all is told', async () => {
  const folder = scratch()
  chmodSync(folder, 0o755)
  const out = join(folder, 'out')
  mkdirSync(out, { mode: 0o555 })
  if (nobody.uid !== undefined) chownSync(out, nobody.uid, nobody.gid)
  const denied = await run(program, ['plain', out], nobody)
  expect(denied.lines).toMatchObject([
    { published: false, diagnostics: [{ code: 'machine-failed', args: { reason: 'EACCES', path: 'out/.portal' } }] },
  ])
  expect(tree(out)).toEqual({})
})

test('a name that the disk does not take is told before anything changes', () => {
  const out = join(scratch(), 'out')
  publishSite(out, oldSite)
  const before = tree(out)
  const long = 'x'.repeat(300)
  const { receipt, diagnostics } = publishSite(out, { 'index.html': 'new', [`new/${long}/index.html`]: 'x' })
  expect(receipt).toBeNull()
  expect(diagnostics).toEqual([problem('machine-failed', { reason: 'ENAMETOOLONG', path: `out/${long}` })])
  expect(tree(out)).toEqual(before)
  expect(stateNames(out)).toEqual(['manifest.json'])

  const unusual = { 'new/Báo cáo: quý 1?.pdf': 'x', [`new/${'ấ'.repeat(80)}.html`]: 'y' }
  expect(publishSite(out, unusual).receipt?.written).toHaveLength(2)
  expect(stateNames(out)).toEqual(['manifest.json'])
})

test('a path too long for the system is told by conflicts as well', () => {
  const out = join(scratch(), 'out')
  const { publication } = openPublication(out, 'out', { known: new Map() })
  if (publication === null) throw new Error('not opened')
  const path = `${'a/'.repeat(3000)}index.html`
  expect(told(conflicts(publication, [path], { force: false }))[0]).toMatch(/^machine-failed out/)
  close(publication)
})

test('a staged copy must have its digest', () => {
  const folder = scratch()
  put(folder, { 'image.png': 'image', 'a-folder/x': '' })
  const { publication } = openPublication(join(folder, 'out'), 'out', { known: new Map() })
  if (publication === null) throw new Error('not opened')
  const copyOf = join(folder, 'image.png')
  const digest = digestOf('image')
  const shown = 'content/image.png'
  expect(stage(publication, { path: '1', digest, content: { copyOf } })).toBeUndefined()
  const changed = { path: '2', digest: digestOf('old'), content: { copyOf, shown } }
  expect(stage(publication, changed)).toMatchObject([{ code: 'file-changed', place: { file: shown } }])
  const gone = { path: '3', digest, content: { copyOf: join(folder, 'gone.png') } }
  expect(stage(publication, gone)).toMatchObject([{ code: 'file-changed', place: { file: join(folder, 'gone.png') } }])
  const noFile = { path: '4', digest, content: { copyOf: join(folder, 'a-folder') } }
  expect(told(stage(publication, noFile) ?? [])).toEqual(['file-changed'])
  const beneath = { path: '5', digest, content: { copyOf: join(copyOf, 'x') } }
  expect(told(stage(publication, beneath) ?? [])).toEqual(['file-changed'])
  symlinkSync('loop', join(folder, 'loop'))
  const loop = { path: '6', digest, content: { copyOf: join(folder, 'loop'), shown: 'content/loop' } }
  expect(stage(publication, loop)).toMatchObject([{ args: { reason: 'ELOOP', path: 'content/loop' } }])

  const files = readdirSync(join(folder, 'out/.portal/stage'))
  expect(files.map((name) => readFileSync(join(folder, 'out/.portal/stage', name), 'utf8'))).toEqual(['image'])
  close(publication)
  expect(existsSync(join(folder, 'out'))).toBe(false)
})
