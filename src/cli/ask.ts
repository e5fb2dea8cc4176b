/** Questions to somebody at a terminal, one line each. */
import { createInterface } from 'node:readline'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { type Session, tell } from './session.ts'

/** The exit code where somebody leaves at a question (128 + SIGINT). */
export const LEFT = 130

/** Asks one question after another; `end` gives the terminal back. */
export interface Asker {
  /** The answer, or `preset` where it is empty; asked again until `faults` finds nothing in it. Null where somebody leaves. */
  ask: (question: string, preset: string, faults: (answer: string) => readonly Diagnostic[]) => Promise<string | null>
  end: () => void
}

/** Somebody to ask; null where nobody is there. */
export function askerAt({ terminal, words }: Pick<Session, 'terminal' | 'words'>): Asker | null {
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
        if (tell(faults(answer), { terminal, words }, (file) => file) === 0) return answer
      }
    },
    end: () => lines.close(),
  }
}
