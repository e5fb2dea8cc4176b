/** A publish that is killed at any moment leaves the old site or the new one. */
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { close } from '../../src/publish/close.ts'
import { openPublication } from '../../src/publish/open.ts'
import { verifyOutput } from '../../src/publish/verify.ts'
import { bundle, run } from './child/run.ts'
import { digestsOf, publishSite, told } from './publish-site.ts'
import { put, quickScratch, scratch, stateNames, tree } from './scratch.ts'
import { foreign, newSite, oldSite } from './two-sites.ts'

// Every test waits for processes, on whatever machine.
vi.setConfig({ testTimeout: 300_000 })
const program = bundle()
afterAll(program.remove)

/** Opens as the next command does; the tree must be one of the two, and nothing may be left to repair. */
function recover(out: string, oldTree: object, newTree: object): 'old' | 'new' {
  const { publication, diagnostics } = openPublication(out, 'out', { known: new Map() })
  if (publication === null) throw new Error(told(diagnostics).join())
  const which = publication.before.files.has('a/index.html') ? 'new' : 'old'
  expect(tree(out)).toEqual(which === 'new' ? newTree : oldTree)
  expect(new Map(publication.present)).toEqual(digestsOf(which === 'new' ? newSite : oldSite))
  expect(publication.repaired, which).toBeOneOf(which === 'new' ? ['finished', null] : ['undone', null])
  close(publication)

  expect(stateNames(out)).toEqual(['manifest.json'])
  expect(verifyOutput(out, 'out')).toEqual([])
  return which
}

/** The two sites as they lie on disk with the foreign files. */
function bothSites(folder: string): { old: string; oldTree: object; newTree: object } {
  const old = join(folder, 'old')
  const next = join(folder, 'next')
  put(old, foreign)
  publishSite(old, oldSite)
  cpSync(old, next, { recursive: true })
  publishSite(next, newSite)
  return { old, oldTree: tree(old), newTree: tree(next) }
}

/** Runs a task on copies of a folder, killed at the first change of the disk, the second, until it ends by itself. */
async function sweep(folder: string, from: string, task: string, check: (out: string) => void): Promise<number> {
  let done = false
  let next = 1
  const lane = async () => {
    while (!done) {
      const at = next++
      const out = join(folder, `${task}-${at}`)
      cpSync(from, out, { recursive: true })
      const { code, signal, errors } = await run(program, [task, out, String(at)])
      if (signal !== 'SIGKILL') expect({ code, errors }).toEqual({ code: 0, errors: '' })
      if (code === 0) done = true
      check(out)
      rmSync(out, { recursive: true })
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()])
  return next - 1
}

test('a publish killed at any change of the disk is finished or undone', async () => {
  const folder = quickScratch()
  const { old, oldTree, newTree } = bothSites(folder)
  const seen = { old: 0, new: 0 }
  const points = await sweep(folder, old, 'publish', (out) => {
    seen[recover(out, oldTree, newTree)]++
  })
  expect(points).toBeGreaterThan(150)
  expect(seen.old).toBeGreaterThan(50)
  expect(seen.new).toBeGreaterThan(50)
})

test('a repair killed at any change of the disk is finished by the next', async () => {
  const folder = quickScratch()
  const { old, oldTree, newTree } = bothSites(folder)
  // Early among the renames; the exact point does not matter.
  let at = 110
  let torn: string
  do {
    at += 10
    torn = join(folder, `torn-${at}`)
    cpSync(old, torn, { recursive: true })
    await run(program, ['publish', torn, String(at)])
  } while (!stateNames(torn).includes('journal'))
  const seen = { old: 0, new: 0 }
  const points = await sweep(folder, torn, 'repair', (out) => {
    seen[recover(out, oldTree, newTree)]++
  })
  expect(points).toBeGreaterThan(40)
  expect(seen.old).toBe(0)
})

test('an undoing that was killed is undone again', async () => {
  const folder = quickScratch()
  const { old, oldTree, newTree } = bothSites(folder)
  await run(program, ['publish', old, '30'])
  expect(stateNames(old)).toContain('stage')
  const points = await sweep(folder, old, 'repair', (out) => {
    expect(recover(out, oldTree, newTree)).toBe('old')
  })
  expect(points).toBeGreaterThan(10)
})

test('a first publish that is killed leaves nothing that a second one minds', async () => {
  const folder = quickScratch()
  for (const at of [1, 2, 3, 4, 5, 6, 20, 60]) {
    const out = join(folder, String(at))
    mkdirSync(out)
    expect((await run(program, ['publish', out, String(at)])).signal).toBe('SIGKILL')
    expect(tree(out)).toEqual({})
    expect(publishSite(out, newSite).receipt?.written).toHaveLength(60)
    expect(stateNames(out)).toEqual(['manifest.json'])
  }
})

test('outputs are hashed anew after an unclean end, whatever is known of them', async () => {
  const out = join(scratch(), 'out')
  const { receipt } = publishSite(out, oldSite)
  const known = new Map(receipt?.stats)
  // A lie that a clean opening believes.
  const path = 'index.html'
  known.set(path, { ...known.get(path), digest: 'f'.repeat(64) } as never)
  const digestSeen = () => {
    const { publication } = openPublication(out, 'out', { known })
    if (publication !== null) close(publication)
    return publication?.present.get(path)
  }
  expect(digestSeen()).toBe('f'.repeat(64))
  // Killed while it held the lock, before it staged anything.
  expect((await run(program, ['publish', out, '5'])).signal).toBe('SIGKILL')
  expect(stateNames(out)).toEqual(expect.arrayContaining(['lock']))
  expect(digestSeen()).toBe(digestsOf(oldSite).get(path))
})
