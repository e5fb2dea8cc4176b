/** Pagefind's program, asked to read documents. */
import type { PagefindIndex } from 'pagefind'
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

/** `fragment` gives a text's fragment by its digest. */
export function openPagefind(fragment: (digest: string) => Fragment): Pagefind {
  let close = async (): Promise<unknown> => null
  return {
    async read(language, documents) {
      const pagefind = await import('pagefind')
      close = pagefind.close
      const { index, errors } = await within(PATIENCE, pagefind.createIndex({ forceLanguage: language }))
      if (!index) throw new Error(errors.join('; '))
      await addAll(index, documents, fragment)
      const given = await within(PATIENCE + PATIENCE_EACH * documents.length, index.getFiles())
      if (given.errors.length > 0) throw new Error(given.errors.join('; '))
      await within(PATIENCE, index.deleteIndex())
      return new Map(given.files.map(({ path, content }) => [path, content]))
    },
    async close() {
      await close()
    },
  }
}

/** One after another: the order of adding is the order of the pages in the index. */
async function addAll(
  index: PagefindIndex,
  documents: readonly SearchDocument[],
  fragment: (digest: string) => Fragment,
): Promise<void> {
  for (const document of documents) {
    const content = searchHtml(document, fragment(document.body.fragment))
    const { errors } = await within(PATIENCE, index.addHTMLFile({ url: document.url, content }))
    if (errors.length > 0) throw new Error(`${document.url}: ${errors.join('; ')}`)
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
