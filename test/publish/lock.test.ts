/** One process publishes at a time, and a dead one is no hindrance. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { exitCode, wording } from '../../src/diagnostics/diagnostic.ts'
import { thisProcess } from '../../src/lock/process-identity.ts'
import { close } from '../../src/publish/close.ts'
import { openPublication } from '../../src/publish/open.ts'
import { verifyOutput } from '../../src/publish/verify.ts'
import { bundle, run, start } from './child/run.ts'
import { publishSite, told } from './publish-site.ts'
import { scratch, stateNames, tree } from './scratch.ts'
import { newSite, oldSite } from './two-sites.ts'

// Every test waits for processes, on whatever machine.
vi.setConfig({ testTimeout: 300_000 })
const program = bundle()
afterAll(program.remove)

const token = '01234567-89ab-cdef-0123-456789abcdef'

test('a running process keeps the lock, a killed one loses it', async () => {
  const out = join(scratch(), 'out')
  publishSite(out, oldSite)
  const before = tree(out)
  const child = start(program, ['hold', out])
  const [line] = await once(child.stdout ?? child, 'data')
  expect(String(line)).toContain('true')

  const { receipt, diagnostics } = publishSite(out, newSite)
  expect(receipt).toBeNull()
  expect(diagnostics).toMatchObject([{ code: 'lock-held', args: { out: 'out', pid: child.pid } }])
  expect(exitCode(diagnostics, false)).toBe(4)
  expect(told(verifyOutput(out, 'out'))).toEqual(['lock-held'])
  expect(tree(out)).toEqual(before)
  expect(stateNames(out)).toEqual(['lock', 'manifest.json'])

  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(publishSite(out, newSite).receipt?.written.length).toBeGreaterThan(0)
  expect(stateNames(out)).toEqual(['manifest.json'])
})

test('the same process cannot open twice', () => {
  const out = join(scratch(), 'out')
  const first = openPublication(out, 'out', { known: new Map() })
  const second = openPublication(out, 'out', { known: new Map() })
  expect(second).toMatchObject({ publication: null, diagnostics: [{ code: 'lock-held', args: { pid: process.pid } }] })
  if (first.publication === null) throw new Error('not opened')
  const lock: unknown = JSON.parse(readFileSync(join(out, '.portal/lock'), 'utf8'))
  expect(lock).toMatchObject(thisProcess())
  close(first.publication)
  close(first.publication)
  expect(existsSync(out)).toBe(false)
})

for (const [name, text] of [
  ['of another boot', JSON.stringify({ ...thisProcess(), boot: 'another', token })],
  ['of an earlier process with the same pid', JSON.stringify({ ...thisProcess(), start: '1', token })],
  ['of a pid that nobody has', JSON.stringify({ ...thisProcess(), pid: 2 ** 22 + 1, token })],
  ['that is empty', ''],
  ['that is torn', '{"boot":"8'],
  ['that is something else', '{"pid":-1,"token":"../../x"}'],
] as const) {
  // Without /proc a process is known by its pid alone.
  test.skipIf(thisProcess().start === null)(`a lock ${name} is taken over`, () => {
    const out = join(scratch(), 'out')
    mkdirSync(join(out, '.portal'), { recursive: true })
    writeFileSync(join(out, '.portal/lock'), text)
    const { publication, diagnostics } = openPublication(out, 'out', { known: new Map() })
    expect(diagnostics).toEqual([])
    expect(publication?.progress.lock.tookOver).toBe(true)
    expect(stateNames(out)).toEqual(['lock'])
    expect(publishSite(out, newSite).diagnostics).toMatchObject([{ code: 'lock-held' }])
    if (publication !== null) close(publication)
    expect(publishSite(out, newSite).receipt?.written).toHaveLength(60)
  })
}

for (const [name, place] of [
  ['on another machine', { host: 'another.example' }],
  ['on another machine that was started since', { host: 'another.example', boot: 'another' }],
  ['in another container of this machine', { namespace: 'pid:[1]' }],
  ['in another container of this machine, before its last start', { namespace: 'pid:[1]', boot: 'another' }],
] as const) {
  // Without /proc no namespaces are known.
  test.skipIf('namespace' in place && thisProcess().namespace === null)(`a lock ${name} is never taken over`, () => {
    const out = join(scratch(), 'out')
    publishSite(out, oldSite)
    const lock = JSON.stringify({ ...thisProcess(), pid: 2 ** 22 + 1, ...place, token })
    writeFileSync(join(out, '.portal/lock'), lock)
    const before = tree(out)
    const { receipt, diagnostics } = publishSite(out, newSite)
    expect(receipt).toBeNull()
    const host = 'host' in place ? place.host : thisProcess().host
    expect(diagnostics).toMatchObject([{ code: 'lock-held', args: { out: 'out', pid: 2 ** 22 + 1, host } }])
    expect(tree(out)).toEqual(before)
    expect(readFileSync(join(out, '.portal/lock'), 'utf8')).toBe(lock)
    // What the message says to do.
    for (const language of ['vi', 'en'] as const)
      expect(diagnostics.map((one) => wording(one, language).hint)[0]).toContain('out/.portal/lock')
    rmSync(join(out, '.portal/lock'))
    expect(publishSite(out, newSite).receipt).not.toBeNull()
  })
}

/** Whether this user may make PID namespaces here. */
const unshares = spawnSync('unshare', ['-pf', '--mount-proc', 'true']).status === 0

describe.skipIf(!unshares)('across PID namespaces', () => {
  /** Runs the child program in a PID namespace of its own, with its own /proc or with the one around it. */
  const inside = (task: string, out: string, proc: string[]) => {
    const child = spawn('unshare', ['-pf', '--kill-child', ...proc, process.execPath, program.file, task, out], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }

  test.each([
    ['with its own /proc', ['--mount-proc']],
    ['with the /proc around it', []],
  ])('a living lock is taken over neither from inside nor from outside, %s', async (_, proc) => {
    const out = join(scratch(), 'out')
    publishSite(out, oldSite)
    const before = tree(out)
    const holder = start(program, ['hold', out])
    await once(holder.stdout ?? holder, 'data')
    const [line] = await once(inside('plain', out, proc).stdout, 'data')
    expect(JSON.parse(String(line))).toMatchObject({ published: false, told: ['lock-held'] })
    expect(tree(out)).toEqual(before)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    // Inside nobody can know that it is dead.
    expect(JSON.parse(String((await once(inside('plain', out, proc).stdout, 'data'))[0])).told).toEqual(['lock-held'])
    rmSync(join(out, '.portal/lock'))

    const [held] = await once(inside('hold', out, proc).stdout, 'data')
    expect(JSON.parse(String(held))).toEqual({ held: true })
    expect(told(publishSite(out, newSite).diagnostics)).toEqual(['lock-held'])
    const [other] = await once(inside('plain', out, proc).stdout, 'data')
    expect(JSON.parse(String(other))).toMatchObject({ published: false, told: ['lock-held'] })
    expect(tree(out)).toEqual(before)
  })
})

test('a right to take over that a killed process held is taken over in turn', () => {
  const out = join(scratch(), 'out')
  const state = join(out, '.portal')
  mkdirSync(state, { recursive: true })
  const other = token.replace('0', 'f')
  writeFileSync(join(state, 'lock'), JSON.stringify({ ...thisProcess(), boot: 'another', token }))
  writeFileSync(join(state, `lock.${token}`), JSON.stringify({ ...thisProcess(), start: '1', token: other }))
  writeFileSync(join(state, `lock.${other}.tmp`), '')
  const { publication } = openPublication(out, 'out', { known: new Map() })
  expect(publication?.progress.lock.tookOver).toBe(true)
  expect(stateNames(out)).toEqual(['lock'])
  if (publication !== null) close(publication)
})

test('a lock that somebody replaced is not given back', () => {
  const out = join(scratch(), 'out')
  const { publication } = openPublication(out, 'out', { known: new Map() })
  const theirs = JSON.stringify({ ...thisProcess(), token })
  writeFileSync(join(out, '.portal/lock'), theirs)
  if (publication !== null) close(publication)
  expect(readFileSync(join(out, '.portal/lock'), 'utf8')).toBe(theirs)
})

test('who comes too late to take over a dead lock finds it held', async () => {
  const out = join(scratch(), 'out')
  mkdirSync(join(out, '.portal'), { recursive: true })
  writeFileSync(join(out, '.portal/lock'), JSON.stringify({ ...thisProcess(), boot: 'another', token }))
  const { lines, errors } = await run(program, ['late', out])
  expect(errors).toBe('')
  const [{ opened, diagnostics, other }] = lines as [{ opened: boolean; diagnostics: unknown; other: number }]
  expect(opened).toBe(false)
  expect(diagnostics).toMatchObject([{ code: 'lock-held', args: { pid: other } }])
})

test('many processes that take over dead locks are never two inside', async () => {
  const folder = scratch()
  const out = join(folder, 'out')
  mkdirSync(join(out, '.portal'), { recursive: true })
  const dead = JSON.stringify({ ...thisProcess(), boot: 'another', token: 'TOKEN' })
  writeFileSync(join(folder, 'dead'), dead)
  const children = Array.from({ length: 8 }, () => run(program, ['race', out, join(folder, 'dead')]))
  const ends = await Promise.all(children)
  for (const { code, errors } of ends) expect({ code, errors }).toEqual({ code: 0, errors: '' })
  expect(ends.map(({ lines }) => (lines[0] as { taken: number }).taken).some((taken) => taken > 1)).toBe(true)
  publishSite(out, newSite)
  expect(stateNames(out)).toEqual(['manifest.json'])
})

test('where no links can be made the lock works all the same', async () => {
  const out = join(scratch(), 'out')
  expect((await run(program, ['unlinkable', out])).lines).toEqual([{ published: true, told: [] }])
  expect(stateNames(out)).toEqual(['manifest.json'])
  const { publication } = openPublication(out, 'out', { known: new Map() })
  expect((await run(program, ['unlinkable', out])).lines).toEqual([{ published: false, told: ['lock-held'] }])
  if (publication !== null) close(publication)
})
