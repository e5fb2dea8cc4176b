/** The command `init`: asks what an office has to say of itself and makes its portal. */
import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { officeFaults, startPortal } from '../authoring/start.ts'
import { schemaFiles } from '../authoring/starter/editor-files.ts'
import type { Office } from '../authoring/starter/settings-file.ts'
import { starterFiles } from '../authoring/starter/starter.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { momentOf } from '../source/calendar.ts'
import { askerAt, LEFT } from './ask.ts'
import type { Options } from './options.ts'
import { buildRequest } from './request.ts'
import { type Session, tell } from './session.ts'

/** Makes a portal in `folder`; gives the exit code. Codes: `file-exists`, `machine-failed`, and those of the settings. */
export async function runInit(folder: string, options: Options, session: Session): Promise<number> {
  const { terminal, words, release } = session
  const root = resolve(folder)
  const { request, diagnostics } = buildRequest('init', { ...options, root }, session)
  const told = (problems: readonly Diagnostic[]) => tell(problems, session, (file) => resolve(root, file))
  if (request === null) return told(diagnostics)
  // Whoever cannot have a portal here is told so before they answer anything.
  const refused = startPortal(root, new Map()).diagnostics
  if (refused.length > 0) return told(refused)
  const office = await answered(options, session)
  if (office === null) {
    terminal.error(`\n${words.left}\n`)
    return LEFT
  }
  const faults = officeFaults(office)
  if (faults.length > 0) return told(faults)
  const today = momentOf(request.now, 'Asia/Ho_Chi_Minh').text.slice(0, 10)
  const schemas = [...schemaFiles].map(
    ([path, name]) => [path, readFileSync(resolve(release.theme, 'schema', name), 'utf8')] as const,
  )
  const files = new Map([...schemas, ...starterFiles(office, today, release.version)])
  const { made, kept, diagnostics: unwritten } = startPortal(root, files)
  if (unwritten.length > 0) return told(unwritten)
  if (options.quiet) return 0
  const shown = relative(process.cwd(), root) || '.'
  const lines = [words.started(made.length, shown), ...(kept.length > 0 ? [words.kept(kept.join(', '))] : [])]
  terminal.out(`${[...lines, words.next(shown)].join('\n')}\n`)
  return 0
}

/** What is given, asked or supposed; null where somebody leaves. */
async function answered(options: Options, { terminal, words }: Session): Promise<Office | null> {
  const { language } = words
  const supposed = (given: Partial<Office>): Office => ({
    office: words.someOffice[given.language ?? language],
    parent: '',
    address: '',
    url: 'https://www.example.gov.vn/',
    language,
    counter: 'none',
    ...given,
  })
  const keys = ['office', 'parent', 'address', 'url', 'language', 'counter'] as const
  const given: Partial<Office> = Object.fromEntries(
    keys.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]])),
  )
  const asker = options.yes ? null : askerAt({ terminal, words })
  if (asker === null) return supposed(given)
  const choices: Partial<Record<string, readonly string[]>> = { language: ['vi', 'en'], counter: ['none', 'portal'] }
  try {
    for (const key of keys) {
      if (given[key] !== undefined) continue
      const answer = await asker.ask(words.ask[key], supposed(given)[key], (text) =>
        choices[key]?.includes(text) === false
          ? [problem('setting-invalid', { key, expected: choices[key].join(' | ') })]
          : officeFaults({ ...supposed({}), [key]: text }),
      )
      if (answer === null) return null
      Object.assign(given, { [key]: answer })
    }
  } finally {
    asker.end()
  }
  return supposed(given)
}
