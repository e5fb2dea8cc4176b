/** Which process this is, so that another can tell whether it still runs. */
import { readFileSync } from 'node:fs'
import { isSystemError } from './system-error.ts'

/** `boot` and `start` (in clock ticks since the boot) are null where the system does not tell them. */
export interface ProcessIdentity {
  boot: string | null
  pid: number
  start: string | null
}

/** The identity of the running process. */
export function thisProcess(): ProcessIdentity {
  return { boot: currentBoot(), pid: process.pid, start: statusOf(process.pid)?.start ?? null }
}

/** Whether a process still runs; one that was killed but not yet waited for does not. In doubt it does. */
export function isRunning({ boot, pid, start }: ProcessIdentity): boolean {
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

function currentBoot(): string | null {
  return readSystemFile('/proc/sys/kernel/random/boot_id')?.trim() ?? null
}

/** State and start time as in proc(5), /proc/PID/stat; the second field, a name, may hold blanks and brackets. */
function statusOf(pid: number): { state: string; start: string } | null {
  const text = readSystemFile(`/proc/${pid}/stat`)
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields?.[0], fields?.[19]]
  return state === undefined || start === undefined ? null : { state, start }
}

function readSystemFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isSystemError(error)) return null
    throw error
  }
}
