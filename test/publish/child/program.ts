/** What the child processes of the publish tests do; the first argument names it. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import { join } from 'node:path'
import { close } from '../../../src/publish/close.ts'
import { openPublication } from '../../../src/publish/open.ts'
import { publishSite, told } from '../publish-site.ts'
import { newSite } from '../two-sites.ts'
import { disturb } from './disturb.ts'

const [task = '', out = '', ...rest] = process.argv.slice(2)
const say = (value: unknown) => fs.writeSync(1, `${JSON.stringify(value)}\n`)
const open = () => openPublication(out, 'out', { known: new Map() })

const tasks: Record<string, () => void> = {
  /** Publishes the new site; killed at the n-th change of the disk. */
  publish: () => {
    disturb({ at: Number(rest[0]), how: 'kill' })
    publishSite(out, newSite)
  },
  /** Opens and closes; killed at the n-th change of the disk. */
  repair: () => {
    disturb({ at: Number(rest[0]), how: 'kill' })
    const { publication } = open()
    if (publication !== null) close(publication)
  },
  /** Publishes the new site over copies of a folder, with the n-th change refused, for 50 successive n. */
  refuse: () => {
    const [copies = '', first = '', code = '', lasting] = rest
    for (let at = Number(first); at < Number(first) + 50; at++) {
      const copy = join(copies, String(at))
      fs.cpSync(out, copy, { recursive: true })
      const disturbance = disturb({ at, how: 'refuse', code, lasting: lasting === 'lasting' })
      const { receipt, diagnostics } = publishSite(copy, newSite)
      disturbance.end()
      const isLast = disturbance.calls() < at
      say({ copy, published: receipt !== null, told: told(diagnostics), isLast })
      if (isLast) return
    }
  },
  /** Publishes where no hard links can be made. */
  unlinkable: () => {
    fs.linkSync = () => {
      throw Object.assign(new Error('no links'), { code: 'EPERM', errno: -1, syscall: 'link' })
    }
    const { receipt, diagnostics } = publishSite(out, newSite)
    say({ published: receipt !== null, told: told(diagnostics) })
  },
  /** Publishes the new site undisturbed. */
  plain: () => {
    const { receipt, diagnostics } = publishSite(out, newSite)
    say({ published: receipt !== null, told: told(diagnostics), diagnostics })
  },
  /** Holds the lock until it is killed. */
  hold: () => {
    const { publication } = open()
    say({ held: publication !== null })
    setInterval(() => {}, 1000)
  },
  /** Finds a dead lock, but comes too late to take it over: another process does so before this one has the right. */
  late: () => {
    const lock = join(out, '.portal/lock')
    const { linkSync } = fs
    let other: ChildProcess | null = null
    fs.linkSync = (from, to) => {
      if (to !== lock && other === null) {
        other = spawn(process.execPath, [process.argv[1] ?? '', 'hold', out], { stdio: 'ignore' })
        const isTheirs = () => fs.readFileSync(lock, 'utf8').includes(`"pid":${other?.pid},`)
        while (!isTheirs()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
        // It gives its right back at once; until then it is asked in vain.
        while (fs.existsSync(String(to))) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      }
      linkSync(from, to)
    }
    const { publication, diagnostics } = open()
    const holder = other as ChildProcess | null
    say({ opened: publication !== null, diagnostics, other: holder?.pid })
    holder?.kill('SIGKILL')
  },
  /** Takes the lock again and again; leaves it as a dead process would every other time. */
  race: () => {
    const dead = fs.readFileSync(rest[0] ?? '', 'utf8')
    let taken = 0
    for (let round = 0; round < 150; round++) {
      const { publication, diagnostics } = open()
      if (publication === null) {
        if (told(diagnostics).join() !== 'lock-held') throw new Error(JSON.stringify(diagnostics))
        continue
      }
      taken++
      fs.writeFileSync(join(out, 'inside'), '', { flag: 'wx' })
      for (const end = performance.now() + 1; performance.now() < end; );
      fs.unlinkSync(join(out, 'inside'))
      if (round % 2 === 0) close(publication)
      else {
        const token = `${publication.progress.lock.token.slice(0, -4)}dead`
        fs.writeFileSync(join(out, `.portal/${token}`), dead.replace('TOKEN', token))
        fs.renameSync(join(out, `.portal/${token}`), join(out, '.portal/lock'))
      }
    }
    say({ taken })
  },
}

tasks[task]?.()
