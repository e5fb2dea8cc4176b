/** A draft as the build makes its page: a site of that one text, with the portal's own settings and templates. */
import { copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { type BuildRequest, build } from '../build.ts'
import { type Language, wording } from '../diagnostics/diagnostic.ts'

/** A text as it stands in the editor: its path below content/, null for a new one; `files` are what was put beside it since. */
export interface Draft {
  collection: string
  path: string | null
  text: string
  files: ReadonlyMap<string, Uint8Array>
}

/** The address of a draft's page below `address`, null where it cannot be made, and every problem in words. */
export interface DraftPage {
  page: string | null
  problems: { severity: 'error' | 'warning' | 'info'; message: string; hint: string }[]
}

/**
 * Gives what makes a draft's page, one after the other. Everything lies in `folder`: the text in `content/`, the site in
 * `site/`, whose pages have addresses below `address`.
 */
export function draftPages(
  request: Omit<BuildRequest, 'now'>,
  now: () => number,
  folder: string,
  address: string,
): (draft: Draft, language: Language) => Promise<DraftPage> {
  const content = join(folder, 'content')
  const own = request.places.content
  const made = async (draft: Draft, language: Language): Promise<DraftPage> => {
    const path = draft.path ?? (draft.collection === 'pages' ? 'pages/xem-truoc.md' : 'new/xem-truoc/index.md')
    rmSync(content, { recursive: true, force: true })
    const put = (name: string, data: string | Uint8Array) => {
      const file = join(content, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, data)
    }
    for (const name of defaultsOf(own, path)) {
      mkdirSync(dirname(join(content, name)), { recursive: true })
      copyFileSync(join(own, name), join(content, name))
    }
    for (const [name, data] of draft.files) put(posix.join(posix.dirname(path), posix.basename(name)), data)
    put(path, draft.text)
    const result = await build({
      ...request,
      places: { ...request.places, content },
      ...{
        out: join(folder, 'site'),
        cache: null,
        now: now(),
        threads: null,
        search: false,
        strict: false,
        force: true,
      },
      ...{
        baseUrl: `http://127.0.0.1${address}/`,
        alone: own,
        only: 'build' as const,
        onProgress: () => {},
      },
    })
    const { site } = result
    const found = [...(site?.bulletins ?? []), ...(site?.standing ?? []), ...(site?.removed ?? [])].find(
      ({ bulletin }) => bulletin.path === path,
    )
    // What is wrong elsewhere is told here only where it keeps the page from being made.
    const isOwn = (file: string | undefined) => file?.endsWith(`/draft/content/${path}`) ?? false
    const told = result.diagnostics.filter(({ severity, place }) => severity === 'error' || isOwn(place?.file))
    return {
      page: result.exit === 0 && found !== undefined ? `${result.prefix ?? ''}${found.url}` : null,
      problems: told.map((diagnostic) => ({ severity: diagnostic.severity, ...wording(diagnostic, language) })),
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  return (draft, language) => {
    const next = last.then(() => made(draft, language))
    last = next.catch(() => {})
    return next
  }
}

/** The defaults of the folders above a text. */
function defaultsOf(content: string, path: string): string[] {
  const above = posix.dirname(path).split('/')
  const names = above.map((_, index) => posix.join(...above.slice(0, index + 1), '_defaults.yaml'))
  return ['_defaults.yaml', ...names].filter((name) =>
    statSync(join(content, name), { throwIfNoEntry: false })?.isFile(),
  )
}
