/** The encoded images kept between builds: files named by what they were made of and by their digest, in a folder that may always be deleted. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { attempt, isAbsence } from '../lock/system-error.ts'

/** `lasts` is whether anything is kept at all. `find` gives the file of a form, and the digest that its bytes must have: whoever uses it checks. */
export interface ImageStore {
  lasts: boolean
  find: (form: string) => { file: string; digest: string } | null
  keep: (form: string, digest: string, bytes: Buffer) => void
  forget: (form: string) => void
  /** Deletes all but these. */
  prune: (forms: ReadonlySet<string>) => void
}

/** For a build without a cache. */
export const noStore: ImageStore = { lasts: false, find: () => null, keep: () => {}, forget: () => {}, prune: () => {} }

/** Opens the store of a folder, which is looked at when it is first asked. What cannot be kept is encoded again another time. */
export function openImageStore(folder: string): ImageStore {
  let known: Map<string, string> | null = null
  const files = () => {
    known ??= new Map(namesIn(folder).flatMap(parsed))
    return known
  }
  const fileOf = (form: string, digest: string) => join(folder, `${form}.${digest}`)
  const remove = (form: string) => {
    const digest = files().get(form)
    files().delete(form)
    if (digest !== undefined) attempt(() => rmSync(fileOf(form, digest), { force: true }))
  }
  return {
    lasts: true,
    find(form) {
      const digest = files().get(form)
      return digest === undefined ? null : { file: fileOf(form, digest), digest }
    },
    keep(form, digest, bytes) {
      attempt(() => {
        mkdirSync(folder, { recursive: true })
        const file = fileOf(form, digest)
        writeFileSync(`${file}.tmp`, bytes)
        renameSync(`${file}.tmp`, file)
        files().set(form, digest)
      })
    },
    forget: remove,
    prune(forms) {
      for (const form of [...files().keys()]) if (!forms.has(form)) remove(form)
      for (const name of namesIn(folder)) if (name.endsWith('.tmp')) attempt(() => rmSync(join(folder, name)))
    },
  }
}

/** The form and digest that a file's name holds; none for what is not ours, or was not finished. */
function parsed(name: string): [form: string, digest: string][] {
  const match = /^(.+)\.([0-9a-f]{64})$/.exec(name)
  return match ? [[match[1] ?? '', match[2] ?? '']] : []
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isAbsence(error)) return []
    throw error
  }
}
