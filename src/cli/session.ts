/** What every command is handed beside its options: whom it speaks to, in which language, and what program it is. */
import { type Diagnostic, exitCode } from '../diagnostics/diagnostic.ts'
import type { Release } from './release.ts'
import { textReport } from './report/text.ts'
import type { Terminal } from './terminal.ts'
import type { Words } from './words.ts'

export interface Session {
  terminal: Terminal
  words: Words
  environment: NodeJS.ProcessEnv
  release: Release
}

/** Tells of problems in words, and gives the exit code that they ask for; `absolute` finds a file that a place names. */
export function tell(
  diagnostics: readonly Diagnostic[],
  { terminal, words }: Pick<Session, 'terminal' | 'words'>,
  absolute: (file: string) => string,
): number {
  terminal.error(textReport(diagnostics, words.language, absolute, terminal.color))
  return exitCode(diagnostics, false)
}
