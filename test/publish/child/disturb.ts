/** Killing this process, or refusing it service, at a chosen change of the disk. */
import fs from 'node:fs'

/** `at` counts from 1; `lasting` refuses every later change too. */
export type Disturbance = { at: number; how: 'kill' } | { at: number; how: 'refuse'; code: string; lasting: boolean }

/** Wraps `node:fs`; `calls` tells how many changes were asked for. */
export function disturb(disturbance: Disturbance): { end: () => void; calls: () => number } {
  const { at } = disturbance
  let calls = 0
  let nested = false
  const { writeFileSync, openSync, mkdirSync, renameSync, linkSync, unlinkSync, rmdirSync, fsyncSync } = fs
  const originals = { writeFileSync, openSync, mkdirSync, renameSync, linkSync, unlinkSync, rmdirSync, fsyncSync }

  const before = (name: string, halfDone: () => void) => {
    if (nested) return
    calls++
    if (disturbance.how === 'kill' && calls === at) {
      halfDone()
      process.kill(process.pid, 'SIGKILL')
      // The signal may take a moment to arrive; nothing more may be done until then.
      for (;;);
    }
    if (disturbance.how === 'refuse' && (calls === at || (disturbance.lasting && calls > at))) {
      halfDone()
      throw Object.assign(new Error(`${name} refused`), { code: disturbance.code, errno: -28, syscall: name })
    }
  }
  const nesting = <T>(act: () => T): T => {
    const outer = nested
    nested = true
    try {
      return act()
    } finally {
      nested = outer
    }
  }

  fs.writeFileSync = (file, data, options) => {
    before('write', () => {
      // Half of the bytes reach the disk.
      const bytes = Buffer.from(data as Uint8Array)
      nesting(() => originals.writeFileSync(file, bytes.subarray(0, bytes.length / 2), options))
    })
    nesting(() => originals.writeFileSync(file, data, options))
  }
  fs.openSync = (path, flags, mode) => {
    if (flags !== 'r') before('open', () => {})
    return nesting(() => originals.openSync(path, flags ?? 'r', mode))
  }
  fs.mkdirSync = ((path: string, options: fs.MakeDirectoryOptions) => {
    before('mkdir', () => {})
    return originals.mkdirSync(path, options)
  }) as typeof fs.mkdirSync
  fs.renameSync = (from, to) => {
    before('rename', () => {})
    originals.renameSync(from, to)
  }
  fs.linkSync = (from, to) => {
    before('link', () => {})
    originals.linkSync(from, to)
  }
  fs.unlinkSync = (path) => {
    before('unlink', () => {})
    originals.unlinkSync(path)
  }
  fs.rmdirSync = (path) => {
    before('rmdir', () => {})
    originals.rmdirSync(path)
  }
  fs.fsyncSync = (file) => {
    before('fsync', () => {})
    originals.fsyncSync(file)
  }
  return { end: () => Object.assign(fs, originals), calls: () => calls }
}
