/** Which process this is, so that another can tell whether it still runs. */
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { isSystemError } from './system-error.ts'

/**
 * A process number means something only on its `host` and in its PID namespace (containers have their own; pid_namespaces(7)).
 * `namespace`, `boot` and `start` (in clock ticks since the boot) are null where the system does not tell them.
 */
export interface ProcessIdentity {
  host: string | null
  namespace: string | null
  boot: string | null
  pid: number
  start: string | null
}

/** The identity of the running process. */
export function thisProcess(): ProcessIdentity {
  return { ...thisPlace(), boot: currentBoot(), pid: process.pid, start: statusOf(process.pid)?.start ?? null }
}

/** Whether a process is on another machine or in another container: from here nobody can see whether it runs. */
export function isElsewhere({ host, namespace }: ProcessIdentity): boolean {
  const here = thisPlace()
  const differs = (theirs: string | null, ours: string | null) => theirs !== null && ours !== null && theirs !== ours
  return differs(host, here.host) || differs(namespace, here.namespace)
}

/** Whether a process still runs; one that was killed but not yet waited for does not. In doubt it does. */
export function isRunning(identity: ProcessIdentity): boolean {
  if (isElsewhere(identity)) return true
  const { boot, pid, start } = identity
  const now = currentBoot()
  if (boot !== null && now !== null && boot !== now) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!isSystemError(error)) throw error
    // EPERM says that it runs and is somebody else's.
    if (error.code === 'ESRCH') return false
  }
  const status = statusOf(pid)
  if (status === null) return true
  if (status.state === 'Z' || status.state === 'X') return false
  return start === null || start === status.start
}

function thisPlace(): Pick<ProcessIdentity, 'host' | 'namespace'> {
  return { host: hostname() || null, namespace: readSystemLink('/proc/self/ns/pid') }
}

function currentBoot(): string | null {
  return readSystemFile('/proc/sys/kernel/random/boot_id')?.trim() ?? null
}

/** State and start time as in proc(5), /proc/PID/stat; the second field, a name, may hold blanks and brackets. */
function statusOf(pid: number): { state: string; start: string } | null {
  // A new namespace may still see the /proc of the one around it, where other processes have these numbers.
  if (readSystemLink('/proc/self') !== String(process.pid)) return null
  const text = readSystemFile(`/proc/${pid}/stat`)
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields?.[0], fields?.[19]]
  return state === undefined || start === undefined ? null : { state, start }
}

function readSystemFile(path: string): string | null {
  return asTold(() => readFileSync(path, 'utf8'))
}

function readSystemLink(path: string): string | null {
  return asTold(() => readlinkSync(path))
}

function asTold(read: () => string): string | null {
  try {
    return read()
  } catch (error) {
    if (isSystemError(error)) return null
    throw error
  }
}
