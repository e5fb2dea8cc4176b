/** The secret that proves a cache to be our own: from the environment, else from a file of the user's that no cache holds. */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { BuildRequest } from '../build.ts'
import { attempt, isAbsence, isSystemError } from '../lock/system-error.ts'

/** Letters that a secret in the environment must have at least: `openssl rand -hex 16` gives so many. */
export const SHORTEST = 32

/**
 * `BUILD_PORTAL_CACHE_KEY`, else what stands in `build-portal/cache-key` below XDG_STATE_HOME, `~/.local/state` or, on Windows,
 * LOCALAPPDATA (XDG Base Directory Specification 0.8): 64 hexadecimal digits that only the user may read, made at first use.
 * Where no such file can be read or made, or it would lie in the cache itself, its folder and the reason; null where nothing names a folder.
 */
export function cacheSecret(
  environment: NodeJS.ProcessEnv,
  isInCache: (path: string) => boolean,
): BuildRequest['cacheSecret'] {
  const given = environment.BUILD_PORTAL_CACHE_KEY?.trim()
  if (given) return given
  const state = stateFolder(environment)
  if (state === null) return null
  const folder = join(state, 'build-portal')
  if (isInCache(state)) return { place: folder, reason: 'in the cache' }
  const file = join(folder, 'cache-key')
  try {
    const known = readSecret(file)
    if (known !== null) return known
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    makeSecret(file)
    return readSecret(file) ?? { place: folder, reason: 'incomplete file' }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { place: folder, reason: error.code }
  }
}

function stateFolder({ XDG_STATE_HOME, LOCALAPPDATA, HOME }: NodeJS.ProcessEnv): string | null {
  if (XDG_STATE_HOME && isAbsolute(XDG_STATE_HOME)) return XDG_STATE_HOME
  if (process.platform === 'win32') return LOCALAPPDATA || null
  return HOME && isAbsolute(HOME) ? join(HOME, '.local/state') : null
}

/** Null where there is no whole secret in the file. */
function readSecret(file: string): string | null {
  try {
    return /^[\da-f]{64}$/.exec(readFileSync(file, 'utf8').trim())?.[0] ?? null
  } catch (error) {
    if (isAbsence(error)) return null
    throw error
  }
}

/** Puts a new secret into the file, unless another process has just done so: both must read the same one. */
function makeSecret(file: string): void {
  const fresh = `${file}.${randomBytes(8).toString('hex')}`
  writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
  try {
    linkSync(fresh, file)
  } catch (error) {
    if (!isSystemError(error)) throw error
    // What lies there and is no secret was torn; and some file systems have no links.
    if (readSecret(file) === null) renameSync(fresh, file)
  } finally {
    attempt(() => unlinkSync(fresh))
  }
}
