/** The options of every command: one table that the parser and the help are made of. */
import { Argument, Option } from 'commander'
import type { ParserName } from '../content/markdown/reader.ts'
import type { Words } from './words.ts'

export const commandNames = [
  'build',
  'check',
  'list',
  'dev',
  'init',
  'new',
  'import',
  'approve',
  'verify',
  'counter',
  'views',
] as const

export type CommandName = (typeof commandNames)[number]

/** Options as parsed. */
export interface Options {
  root: string
  config?: string
  content?: string
  templates?: string
  static?: string
  out?: string
  baseUrl?: string
  drafts?: boolean
  future?: boolean
  now?: string
  strict?: boolean
  format: 'text' | 'json' | 'github' | 'gitlab'
  lang?: string
  cache: boolean
  cacheDir?: string
  jobs?: number
  parser: ParserName
  search?: boolean
  quiet?: boolean
  verbose?: boolean
  force?: boolean
  port: string
  host: string
  /** True for the usual interval. */
  poll?: string | true
  all?: boolean
  fix?: boolean
  watch?: boolean
  /** Of `check`, true for the folder that `--out` names; of `counter`, each `ID=URL`. */
  site?: string | true | string[]
  report?: string
  store?: string
  timezone?: string
  pages?: string
  anyPath?: boolean
  trustProxy?: string[]
  legacy?: string
  endpoint?: string
  to?: string
  by?: string
  emergency?: boolean
  reason?: string
  title?: string
  slug?: string
  category?: string
  author?: string
  decision?: string
  date?: string
  draft?: boolean
  open?: boolean
  dryRun?: boolean
  base?: string
  yes?: boolean
  office?: string
  parent?: string
  address?: string
  url?: string
  language?: 'vi' | 'en'
  counter?: 'none' | 'portal'
}

const shared = ['build', 'check', 'list'] as const
const sources = [...shared, 'dev'] as const

/** Flags, the key of the description, and the commands that have the option. */
const table: readonly [flags: string, words: keyof Words, commands: readonly CommandName[]][] = [
  ['--office <NAME>', 'initOffice', ['init']],
  ['--parent <NAME>', 'initParent', ['init']],
  ['--address <TEXT>', 'initAddress', ['init']],
  ['--url <URL>', 'initUrl', ['init']],
  ['--language <LANG>', 'initLanguage', ['init']],
  ['--counter <NAME>', 'initCounter', ['init']],
  ['--title <TEXT>', 'newTitle', ['new']],
  ['--category <ID>', 'newCategory', ['new']],
  ['--author <NAME>', 'newAuthor', ['new']],
  ['--decision <NUMBER>', 'newDecision', ['new']],
  ['--date <DATE>', 'newDate', ['new']],
  ['--slug <SLUG>', 'newSlug', ['new']],
  ['--no-draft', 'noDraft', ['new']],
  ['--open', 'openEditor', ['new']],
  ['--date <DATE>', 'importDate', ['import']],
  ['--author <NAME>', 'importAuthor', ['import']],
  ['--base <URL>', 'importBase', ['import']],
  ['--dry-run', 'dryRun', ['import']],
  ['--yes', 'yes', ['init', 'new']],
  ['--by <NAME>', 'by', ['approve']],
  ['--emergency', 'emergency', ['approve']],
  ['--reason <TEXT>', 'emergencyWhy', ['approve']],
  ['--root <DIR>', 'root', [...sources, 'new', 'import', 'approve', 'verify', 'views']],
  ['--config <FILE>', 'config', [...sources, 'new', 'import', 'approve', 'views']],
  ['--config <FILE>', 'counterConfig', ['counter']],
  ['--content <DIR>', 'content', [...sources, 'new', 'import', 'approve']],
  ['--templates <DIR>', 'templates', sources],
  ['--static <DIR>', 'static', sources],
  ['--out <DIR>', 'out', [...shared, 'verify']],
  ['--base-url <URL>', 'baseUrl', shared],
  ['--drafts', 'drafts', shared],
  ['--future', 'future', shared],
  ['--now <ISO>', 'now', [...sources, 'init', 'new', 'approve']],
  ['--strict', 'strict', shared],
  ['--format <NAME>', 'format', [...shared, 'import', 'approve', 'verify']],
  ['--lang <LANG>', 'lang', [...sources, 'init', 'new', 'import', 'approve', 'verify', 'counter', 'views']],
  ['--no-cache', 'noCache', shared],
  ['--cache-dir <DIR>', 'cacheDir', shared],
  ['--jobs <N>', 'jobs', sources],
  ['--parser <NAME>', 'parser', sources],
  ['--no-search', 'noSearch', shared],
  ['--port <N>', 'port', ['dev']],
  ['--host <ADDRESS>', 'host', ['dev']],
  ['--poll [MS]', 'poll', ['dev', 'check']],
  ['--host <ADDRESS>', 'counterHost', ['counter']],
  ['--port <N>', 'counterPort', ['counter']],
  ['--store <STORE>', 'counterStore', ['counter']],
  ['--site <ID=URL>', 'counterSite', ['counter']],
  ['--timezone <ZONE>', 'counterZone', ['counter']],
  ['--pages <FILE>', 'counterPages', ['counter']],
  ['--any-path', 'anyPath', ['counter']],
  ['--trust-proxy <CIDR>', 'trustProxy', ['counter']],
  ['--legacy <ID>', 'legacy', ['counter']],
  ['--endpoint <URL>', 'viewsEndpoint', ['views']],
  ['--site <ID>', 'viewsSite', ['views']],
  ['--to <FILE>', 'viewsFile', ['views']],
  ['--quiet', 'quiet', [...sources, 'init', 'new', 'import', 'approve', 'verify', 'views']],
  ['--verbose', 'verbose', shared],
  ['--force', 'force', ['build']],
  ['--all', 'all', ['list']],
  ['--fix', 'fixTexts', ['check']],
  ['--watch', 'watchTexts', ['check']],
  ['--site [DIR]', 'site', ['check']],
  ['--report <FILE>', 'reportFile', ['check']],
]

/** Options that may be given several times. */
const repeated: readonly string[] = ['--site <ID=URL>', '--trust-proxy <CIDR>']

/** What stands after a command's name. */
const operands: Partial<Record<CommandName, (words: Words) => Argument[]>> = {
  approve: (words) => [new Argument('<file>', words.approveFile)],
  import: (words) => [new Argument('<files...>', words.importFiles)],
  init: (words) => [new Argument('[dir]', words.initFolder)],
  new: (words) => [new Argument('[title...]', words.newTitle)],
  counter: (words) => [
    new Argument('[action]', words.counterAction).choices(['export', 'import']),
    new Argument('[file]', words.counterFile),
  ],
  views: (words) => [new Argument('[action]', words.viewsAction).choices(['pull']).default('pull')],
}

/** The operands of a command, described in the words of a language. */
export function operandsOf(command: CommandName, words: Words): Argument[] {
  return operands[command]?.(words) ?? []
}

/** Every option as it is typed, without its value. */
export const optionNames = table.map(([flags]) => flags.split(' ')[0] ?? flags)

const choices: Record<string, readonly string[]> = {
  '--format <NAME>': ['text', 'json', 'github', 'gitlab'],
  '--lang <LANG>': ['vi', 'en'],
  '--parser <NAME>': ['fast', 'remark'],
  '--language <LANG>': ['vi', 'en'],
  '--counter <NAME>': ['none', 'portal'],
}

/** The options of a command, described in the words of a language. */
export function optionsOf(command: CommandName, words: Words): Option[] {
  return table
    .filter(([, , commands]) => commands.includes(command))
    .map(([flags, key]) => {
      const option = new Option(flags, String(words[key]))
      const allowed = choices[flags]
      if (allowed) option.choices(allowed)
      if (flags.startsWith('--root')) option.default('.')
      if (flags.startsWith('--format')) option.default('text')
      if (flags.startsWith('--parser')) option.default('fast')
      if (repeated.includes(flags))
        option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
      if (command !== 'dev') return option
      if (flags.startsWith('--port')) option.default('4000')
      if (flags.startsWith('--host')) option.default('127.0.0.1')
      return option
    })
}
