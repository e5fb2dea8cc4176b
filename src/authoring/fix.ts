/** Makes the edits that the diagnostics of a check carry, in the bulletins' own files: `check --fix`. */
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { editedText } from '../content/lints/lint.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { isSystemError } from '../lock/system-error.ts'
import { decodeText, readBytes } from '../source/text.ts'

/** How many faults were fixed in how many files, and what could not be written. */
export interface Fixed {
  files: number
  faults: number
  diagnostics: Diagnostic[]
}

/**
 * Makes the edits of `diagnostics` in the files under `root`, and nothing else: letters are composed only where `text-not-nfc`
 * says so. A file is written whole beside itself and renamed, with its line ends, byte order mark and permissions. Code:
 * `machine-failed`.
 */
export function fixBulletins(root: string, diagnostics: readonly Diagnostic[]): Fixed {
  const fixed: Fixed = { files: 0, faults: 0, diagnostics: [] }
  const byFile = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const { code, edits, place } = diagnostic
    if (place === null || (edits.length === 0 && code !== 'text-not-nfc')) continue
    const others = byFile.get(place.file)
    if (others) others.push(diagnostic)
    else byFile.set(place.file, [diagnostic])
  }
  for (const [file, faults] of byFile) {
    const text = fixedFile(resolve(root, file), file, faults)
    if (text === null) continue
    const reason = replace(resolve(root, file), text.text)
    if (reason !== null) {
      fixed.diagnostics.push(problem('machine-failed', { reason, path: file }, inFile(file)))
      continue
    }
    fixed.files++
    fixed.faults += text.faults
  }
  return fixed
}

const byteOrderMark = Buffer.from('\ufeff')

/** A file's text without these faults; null where nothing is to be changed. */
function fixedFile(
  absolute: string,
  file: string,
  diagnostics: readonly Diagnostic[],
): { text: string; faults: number } | null {
  const read = readBytes({ absolute, file })
  const decoded = 'bytes' in read ? decodeText(read.bytes, file) : read
  if (!('bytes' in read) || !('text' in decoded)) return null
  const composes = diagnostics.some(({ code }) => code === 'text-not-nfc')
  const mark = read.bytes.subarray(0, 3).equals(byteOrderMark) ? '\ufeff' : ''
  const original = read.bytes.toString('utf8').slice(mark.length)
  // Places are those of the composed text: where a bulletin keeps its letters apart, nothing can be put in its place.
  if (!composes && original !== decoded.text) return null
  const { text, made } = editedText(
    decoded.text,
    diagnostics.flatMap(({ edits }) => edits),
  )
  const faults = diagnostics.filter(({ edits }) => edits.some((edit) => made.includes(edit))).length
  return mark + text === mark + original ? null : { text: mark + text, faults: faults + (composes ? 1 : 0) }
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
