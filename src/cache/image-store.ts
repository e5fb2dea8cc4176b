/** The encoded images kept between builds: files named by what they were made of and by their digest, in a folder that may always be deleted. */
import { createHmac } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../lock/replace-file.ts'
import { attempt, isAbsence } from '../lock/system-error.ts'

/** `find` gives the file of a form, and the digest that its bytes must have: whoever uses it checks. */
export interface ImageStore {
  find: (form: string) => { file: string; digest: string } | null
  keep: (form: string, digest: string, bytes: Buffer) => void
  forget: (form: string) => void
  /** Deletes all but these. */
  prune: (forms: ReadonlySet<string>) => void
}

/** For a build without a cache. */
export const noStore: ImageStore = { find: () => null, keep: () => {}, forget: () => {}, prune: () => {} }

/**
 * Opens the store of a folder, which is looked at when it is first asked. A file's name ends in a code over form, digest and
 * `method` (the code that encodes) which only the holder of `secret` can make: what others put there is not found. What
 * cannot be kept is encoded again another time.
 */
export function openImageStore(folder: string, secret: string, method: string): ImageStore {
  // A link may lead to any folder of this machine.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return noStore
  const nameOf = (form: string, digest: string) => {
    const code = createHmac('sha256', secret).update(`build-portal image\n${method}\n${form}\n${digest}`)
    return `${form}.${digest}.${code.digest('hex').slice(0, 32)}`
  }
  let known: Map<string, string> | null = null
  const files = () => {
    known ??= new Map(
      namesIn(folder)
        .map(parsed)
        .filter(({ name, form, digest }) => name === nameOf(form, digest))
        .map(({ form, digest }) => [form, digest]),
    )
    return known
  }
  const remove = (name: string) => attempt(() => rmSync(join(folder, name), { force: true }))
  return {
    find(form) {
      const digest = files().get(form)
      return digest === undefined ? null : { file: join(folder, nameOf(form, digest)), digest }
    },
    keep(form, digest, bytes) {
      attempt(() => {
        mkdirSync(folder, { recursive: true })
        replaceFile(join(folder, nameOf(form, digest)), (descriptor) => writeFileSync(descriptor, bytes))
        files().set(form, digest)
      })
    },
    forget(form) {
      const digest = files().get(form)
      files().delete(form)
      if (digest !== undefined) remove(nameOf(form, digest))
    },
    prune(forms) {
      for (const name of namesIn(folder)) {
        const { form, digest } = parsed(name)
        const isWanted = forms.has(form) && files().get(form) === digest && name === nameOf(form, digest)
        if (form !== '' && !isWanted) remove(name)
      }
      for (const form of files().keys()) if (!forms.has(form)) files().delete(form)
    },
  }
}

/** The form and digest that a file's name holds; empty for one that no release would give. */
function parsed(name: string): { name: string; form: string; digest: string } {
  const match = /^([\da-f]{16}-(?:\d+|card)\.[a-z]+)\.([\da-f]{64})(?:\.[\da-f]{32})?(?:\.tmp)?$/.exec(name)
  return { name, form: match?.[1] ?? '', digest: match?.[2] ?? '' }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isAbsence(error)) return []
    throw error
  }
}
