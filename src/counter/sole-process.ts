/** One process serves a file of numbers: its lock is the system's, which takes it back when the process ends, however it ends. */
import { closeSync, openSync } from 'node:fs'

/**
 * Takes `FILE.lock`, and gives what releases it; throws where another process has it, in whatever container. Two would each make
 * the keys of the days and remember who is online: the same visitor would be two.
 */
export async function soleProcess(file: string): Promise<() => void> {
  const { default: Sqlite } = await import('libsql')
  const lock = `${file}.lock`
  closeSync(openSync(lock, 'a', 0o600))
  const database = new Sqlite(lock, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    const isTaken = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
    throw isTaken ? new Error('in use by another process', { cause: error }) : error
  }
  return () => database.close()
}
