/** Comparing an output folder with its manifest, byte for byte. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { close } from './close.ts'
import { look } from './look.ts'
import { machineFailed } from './machine.ts'
import type { Manifest } from './manifest.ts'
import { openPublication } from './open.ts'
import { STATE_FOLDER } from './output-path.ts'
import { isSignedBy, publicKey } from './signature.ts'
import { stateFiles } from './state-files.ts'

/**
 * Repairs an interrupted publish, then compares every published file by its digest, and the manifest with its signature.
 * `key` is the public key (PEM) to check it by, null where there is none; left out, the signature is not looked at.
 * Returns `output-missing` and `output-differs` by path, `publish-repaired`, `nothing-published` for a folder without
 * a manifest (none is made), `signature-invalid`, `signing-key-invalid`, `signature-unchecked` where nothing is wrong but
 * nobody signed or no key is given, and whatever keeps the folder from being opened. Foreign files are nobody's business here.
 */
export function verifyOutput(out: string, shown: string, key?: string | null): Diagnostic[] {
  const unpublished = problem('nothing-published', { out: shown })
  try {
    if (look(stateFiles(out).folder) === null) return [unpublished]
  } catch (error) {
    return [machineFailed(error, { out, shown }, shown)]
  }
  const { publication, diagnostics } = openPublication(out, shown, { known: new Map() })
  if (publication === null) return diagnostics
  try {
    const { before, progress } = publication
    if (!progress.published) return [...diagnostics, unpublished]
    const faults = [...before.files.keys()].sort().flatMap((path) => {
      if (progress.found.changed.has(path)) return problem('output-differs', { path })
      return progress.found.digests.has(path) ? [] : problem('output-missing', { path })
    })
    const all = [...diagnostics, ...faults, ...signatureFaults(before, key, `${shown}/${STATE_FOLDER}/manifest.json`)]
    const signed = before.signature !== null
    return all.length > 0 || key !== null ? all : [problem('signature-unchecked', { signed })]
  } finally {
    close(publication)
  }
}

function signatureFaults(manifest: Manifest, pem: string | null | undefined, file: string): Diagnostic[] {
  if (pem === null || pem === undefined) return []
  const key = publicKey(pem)
  if (key === null) return [problem('signing-key-invalid', { half: 'public' })]
  return isSignedBy(manifest, key) ? [] : [problem('signature-invalid', { file, signed: manifest.signature !== null })]
}
