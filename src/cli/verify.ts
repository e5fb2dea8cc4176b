/** The command `verify`: whether what was published is what lies there. */
import { resolve } from 'node:path'
import { shownPath } from '../build.ts'
import { exitCode } from '../diagnostics/diagnostic.ts'
import { verifyOutput } from '../publish/verify.ts'
import type { Options } from './options.ts'
import { diagnosticJson, githubReport, gitlabReport } from './report/machine.ts'
import { type Session, tell } from './session.ts'

/** Compares the output folder with its manifest; gives the exit code. Codes: those of `verifyOutput`. */
export function runVerify(options: Options, { terminal, environment, words }: Session): number {
  const { language } = words
  const root = resolve(options.root)
  const out = resolve(root, options.out ?? '_site')
  const key = environment.BUILD_PORTAL_PUBLIC_KEY ?? environment.BUILD_PORTAL_SIGNING_KEY
  const found = verifyOutput(out, shownPath(root, out), key?.trim() || null)
  const diagnostics = options.quiet ? found.filter(({ severity }) => severity !== 'info') : found
  const exit = exitCode(diagnostics, false)
  switch (options.format) {
    case 'json':
      terminal.out(
        `${JSON.stringify({ ok: exit === 0, diagnostics: diagnostics.map((d) => diagnosticJson(d, language)) }, null, 2)}\n`,
      )
      return exit
    case 'github':
      terminal.out(githubReport(diagnostics, language))
      return exit
    case 'gitlab':
      terminal.out(gitlabReport(diagnostics, language))
      return exit
    case 'text':
      tell(diagnostics, { terminal, words }, (file) => resolve(root, file))
      if (exit === 0 && !options.quiet) terminal.out(`${words.verified}\n`)
      return exit
  }
}
