/** Questions to somebody at a terminal, one line each. */
import { createInterface } from 'node:readline'
import { type Diagnostic, exitCode, type Language } from '../diagnostics/diagnostic.ts'
import { textReport } from './report/text.ts'
import type { Terminal } from './terminal.ts'

/** The exit code where somebody leaves at a question (128 + SIGINT). */
export const LEFT = 130

/** Asks one question after another; `end` gives the terminal back. */
export interface Asker {
  /** The answer, or `preset` where it is empty; asked again until `faults` finds nothing in it. Null where somebody leaves. */
  ask: (question: string, preset: string, faults: (answer: string) => readonly Diagnostic[]) => Promise<string | null>
  end: () => void
}

/** Somebody to ask; null where nobody is there. */
export function askerAt(terminal: Terminal, language: Language): Asker | null {
  const dialogue = terminal.dialogue?.() ?? null
  if (dialogue === null) return null
  const lines = createInterface(dialogue)
  const answers = lines[Symbol.asyncIterator]()
  return {
    async ask(question, preset, faults) {
      for (;;) {
        lines.setPrompt(`${question}${preset === '' ? '' : ` [${preset}]`}: `)
        lines.prompt()
        const next = await answers.next()
        if (next.done) return null
        const answer = next.value.trim() || preset
        const found = faults(answer)
        if (exitCode(found, false) === 0) return answer
        terminal.error(textReport(found, language, (file) => file, terminal.color))
      }
    },
    end: () => lines.close(),
  }
}
