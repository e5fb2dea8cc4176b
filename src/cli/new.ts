/** The command `new`: asks what a bulletin needs and writes its file. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { answerFaults, categoryId, type DraftFacts, draftFile } from '../authoring/draft.ts'
import { newestBulletin } from '../authoring/newest.ts'
import { writeNew } from '../authoring/write-new.ts'
import { readConfig, shownPath } from '../build.ts'
import { settingsDefaults } from '../content/defaults.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { momentOf } from '../source/calendar.ts'
import { takeSnapshot } from '../source/portal.ts'
import type { SiteConfig } from '../source/settings.ts'
import { askerAt, LEFT } from './ask.ts'
import type { Options } from './options.ts'
import { buildRequest } from './request.ts'
import { type Session, tell } from './session.ts'

/** Writes a new bulletin's file; gives the exit code. Codes: those of `draftFile` and `writeNew`, `usage-invalid`, and those of the settings. */
export async function runNew(title: string, options: Options, session: Session): Promise<number> {
  const { terminal, words, environment } = session
  const { request, diagnostics } = buildRequest('new', options, session)
  const told = (problems: readonly Diagnostic[]) => tell(problems, session, (file) => resolve(options.root, file))
  const refuse = (reason: string) => told([problem('usage-invalid', { problem: reason, command: 'new' })])
  const editor = environment.VISUAL?.trim() || environment.EDITOR?.trim() || null
  if (request === null) return told(diagnostics)
  if (options.open && editor === null) return refuse(words.editorNeeded)
  const shown = (path: string) => shownPath(request.places.root, path)
  const { config, diagnostics: wrong } = readConfig(request, shown)
  if (config === null) return told(wrong)

  const facts = await answered(presets(title, options, config, request, shown), title, options, session, config)
  if (facts === null) {
    terminal.error(`\n${words.left}\n`)
    return LEFT
  }
  if (facts.title === undefined) return refuse(words.titleNeeded)
  const { file, diagnostics: faults } = draftFile(
    facts,
    config,
    settingsDefaults(config.defaults, () => inFile('')).defaults.values,
  )
  if (file === null) return told(faults)
  const absolute = resolve(request.places.content, file.path)
  const unwritten = writeNew(absolute, shown(absolute), file.text)
  if (unwritten !== null) return told([unwritten])
  if (!options.quiet) terminal.out(`${words.created(shown(absolute), facts.draft ?? false)}\n`)
  if (!options.open || editor === null) return 0
  const reason = openIn(editor, absolute)
  return reason === null ? 0 : told([problem('machine-failed', { reason, path: editor })])
}

/** What is given, and for the rest what the settings and the newest bulletin suggest. */
function presets(
  title: string,
  options: Options,
  config: SiteConfig,
  request: Parameters<typeof readConfig>[0] & { now: number; places: Parameters<typeof takeSnapshot>[0] },
  shown: (absolute: string) => string,
): DraftFacts {
  const newest = newestBulletin(takeSnapshot(request.places, shown).snapshot.content)
  const known = config.categories.find(({ id }) => id === newest.category) ?? config.categories[0]
  const { author } = config.defaults
  return {
    title: options.title ?? (title.trim() || undefined),
    category: options.category === undefined ? known?.id : categoryId(options.category, config.categories),
    author: options.author ?? (typeof author === 'string' ? author : newest.author),
    decision: options.decision,
    date: options.date ?? momentOf(request.now, config.timezone).text.slice(0, 10),
    slug: options.slug,
    draft: options.draft === false ? undefined : true,
  }
}

/** The facts with the answers to what was not given; null where somebody leaves. */
async function answered(
  facts: DraftFacts,
  title: string,
  options: Options,
  { terminal, words }: Session,
  config: SiteConfig,
): Promise<DraftFacts | null> {
  const asker = options.yes ? null : askerAt({ terminal, words })
  if (asker === null) return facts
  const given: Partial<Record<string, unknown>> = { ...options, title: options.title ?? (title.trim() || undefined) }
  const read = (key: keyof DraftFacts, answer: string): string | undefined =>
    key === 'category' ? categoryId(answer, config.categories) : key === 'decision' ? answer || undefined : answer
  const all = { ...facts }
  try {
    for (const key of ['title', 'category', 'author', 'decision', 'date'] as const) {
      if (given[key] !== undefined) continue
      if (key === 'category')
        terminal.error(config.categories.map((one, index) => `  ${index + 1}. ${one.title} (${one.id})\n`).join(''))
      const answer = await asker.ask(words.ask[key], facts[key] ?? '', (text) =>
        answerFaults({ ...(key === 'title' && { slug: options.slug }), [key]: read(key, text) }, config),
      )
      if (answer === null) return null
      all[key] = read(key, answer)
    }
  } finally {
    asker.end()
  }
  return all
}

/** Opens a file with an editor, which may have arguments (`code --wait`); a reason where it does not start. */
function openIn(editor: string, file: string): string | null {
  const [program = '', ...args] = editor.split(/\s+/)
  const { error } = spawnSync(program, [...args, file], { stdio: 'inherit' })
  return error === undefined ? null : 'code' in error ? String(error.code) : error.message
}
