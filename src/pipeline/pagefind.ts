/** Pagefind's program, asked to read documents. */
import type { Fragment } from '../content/markdown/fragment.ts'
import type { SearchDocument } from '../plan/search.ts'
import { searchHtml } from '../render/search/document.ts'

/** Started when it is first asked to read. Everything throws where it fails, or is silent for too long. */
export interface Pagefind {
  /** The files of an index of these documents, by their paths in its folder; the order of its pages is theirs. */
  read: (language: string, documents: readonly SearchDocument[]) => Promise<Map<string, Uint8Array>>
  close: () => Promise<void>
}

/** How long it may be silent: it does not tell when it dies. Milliseconds, and those for each document. */
const PATIENCE = 60_000
const PATIENCE_EACH = 50

/** The texts of bulletins by their paths under content/: their fragments, and what each is told from others by. */
export interface SearchTexts {
  html: (path: string) => Fragment
  name: (path: string) => string
}

/** Programs that read at the same time, each one index after another. */
export function openPagefinds(count: number, fragment: SearchTexts['html']): Pagefind[] {
  return Array.from({ length: count }, (_, nth) => openPagefind(nth, fragment))
}

function openPagefind(nth: number, fragment: SearchTexts['html']): Pagefind {
  let close = async (): Promise<unknown> => null
  return {
    async read(language, documents) {
      // A module has one program; under another address it is another module.
      const module = `${import.meta.resolve('pagefind')}?${nth}`
      const pagefind = (await import(module)) as typeof import('pagefind')
      close = pagefind.close
      const { index, errors } = await within(PATIENCE, pagefind.createIndex({ forceLanguage: language }))
      if (!index) throw new Error(errors.join('; '))
      const patience = PATIENCE + PATIENCE_EACH * documents.length
      // Told of all at once, it reads them in their order, and never waits for the next.
      const adding = documents.map(async (document) => {
        const content = searchHtml(document, fragment(document.body.path))
        const { errors: faults } = await index.addHTMLFile({ url: document.url, content })
        if (faults.length > 0) throw new Error(`${document.url}: ${faults.join('; ')}`)
      })
      await within(patience, Promise.all(adding))
      const given = await within(patience, index.getFiles())
      if (given.errors.length > 0) throw new Error(given.errors.join('; '))
      await within(PATIENCE, index.deleteIndex())
      return new Map(given.files.map(({ path, content }) => [path, content]))
    },
    async close() {
      await close()
    },
  }
}

async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds / 1000} s`)), milliseconds)
  })
  try {
    return await Promise.race([answer, silence])
  } finally {
    clearTimeout(timer)
  }
}
