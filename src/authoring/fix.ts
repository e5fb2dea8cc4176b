/** Applies the lints' safe fixes to the bulletins' own files: `check --fix`. */
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fixedText, lintText } from '../content/lints/lint.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { isSystemError } from '../lock/system-error.ts'
import { siteLanguages } from '../source/language/labels.ts'
import { decodeText, readBytes } from '../source/text.ts'

/** How much was mended, and what could not be written. */
export interface Fixed {
  files: number
  faults: number
  diagnostics: Diagnostic[]
}

/**
 * Mends what `told`, the diagnostics of a check, says of files under `root`, where there is one right form. A file is
 * written whole beside itself and renamed, with its line ends, byte order mark and permissions. Code: `machine-failed`.
 */
export function fixBulletins(root: string, told: readonly Diagnostic[]): Fixed {
  const fixed: Fixed = { files: 0, faults: 0, diagnostics: [] }
  const byFile = new Map<string, Diagnostic[]>()
  for (const one of told) {
    const file = one.place?.file ?? ''
    byFile.set(file, [...(byFile.get(file) ?? []), one])
  }
  for (const [file, diagnostics] of byFile) {
    const mended = file === '' ? null : mend(resolve(root, file), file, diagnostics)
    if (mended === null) continue
    const reason = replace(resolve(root, file), mended.text)
    if (reason !== null) {
      fixed.diagnostics.push(problem('machine-failed', { reason, path: file }, inFile(file)))
      continue
    }
    fixed.files++
    fixed.faults += mended.faults
  }
  return fixed
}

/** A file's text with the fixes of what was told of it; null where nothing of that has a fix. */
function mend(absolute: string, file: string, told: readonly Diagnostic[]): { text: string; faults: number } | null {
  const read = readBytes({ absolute, file })
  const decoded = 'bytes' in read ? decodeText(read.bytes, file) : read
  if (!('bytes' in read) || !('text' in decoded)) return null
  const composes = told.some(({ code }) => code === 'text-not-nfc')
  const mark = read.bytes[0] === 0xef ? '\ufeff' : ''
  const original = read.bytes.toString('utf8').slice(mark.length)
  // Places are those of the composed text: where a bulletin keeps its letters apart, nothing can be put in its place.
  if (!composes && original !== decoded.text) return null
  const keys = new Set(told.map(keyOf))
  const fixes = siteLanguages
    .flatMap((language) => lintText(decoded.text, file, language, { offices: [] }))
    .flatMap(({ diagnostic, fix }) => (fix !== null && keys.delete(keyOf(diagnostic)) ? [fix] : []))
  const faults = fixes.length + (composes ? 1 : 0)
  return faults === 0 ? null : { text: mark + fixedText(decoded.text, fixes), faults }
}

function keyOf({ code, place }: Diagnostic): string {
  return `${code} ${place?.line} ${place?.column}`
}

/** Gives a file another text; a reason where that fails, and the file is as it was. */
function replace(absolute: string, text: string): string | null {
  let aside: string | null = null
  try {
    const target = realpathSync(absolute)
    aside = `${target}.build-portal~`
    writeFileSync(aside, text, { flag: 'wx' })
    chmodSync(aside, statSync(target).mode)
    renameSync(aside, target)
    return null
  } catch (error) {
    if (!isSystemError(error)) throw error
    if (aside !== null && error.code !== 'EEXIST') rmSync(aside, { force: true })
    return error.code
  }
}
