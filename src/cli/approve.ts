/** The command `approve`: an officer's approval of one bulletin, for what it says now. */
import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { approve, shownPath } from '../build.ts'
import { type Diagnostic, exitCode, problem } from '../diagnostics/diagnostic.ts'
import type { Options } from './options.ts'
import { diagnosticJson, githubReport, gitlabReport } from './report/machine.ts'
import { buildRequest } from './request.ts'
import { type Session, tell } from './session.ts'

/** Approves `file`, as it is named from the portal's folder or from here; gives the exit code. */
export async function runApprove(file: string, options: Options, session: Session): Promise<number> {
  const { terminal, words } = session
  const { language } = words
  const root = resolve(options.root)
  const told = (diagnostics: readonly Diagnostic[], kept: string | null): number => {
    const exit = exitCode(diagnostics, false)
    if (options.format === 'json') {
      const worded = diagnostics.map((diagnostic) => diagnosticJson(diagnostic, language))
      terminal.out(`${JSON.stringify({ ok: exit === 0, approval: kept, diagnostics: worded }, null, 2)}\n`)
      return exit
    }
    if (options.format !== 'text') {
      terminal.out((options.format === 'github' ? githubReport : gitlabReport)(diagnostics, language))
      return exit
    }
    tell(diagnostics, session, (one) => resolve(root, one))
    if (kept !== null && !options.quiet) terminal.out(`${words.approved(file, kept)}\n`)
    return exit
  }
  const refuse = (reason: string) => told([problem('usage-invalid', { problem: reason, command: 'approve' })], null)

  const by = oneLine(options.by)
  if (by === null) return refuse(words.approverMissing)
  const reason = oneLine(options.reason)
  if ((options.emergency ?? false) !== (reason !== null)) return refuse(words.emergencyReason)
  const { request, diagnostics } = buildRequest('approve', options, session)
  if (request === null) return told(diagnostics, null)
  const { root: portal } = request.places
  const files = [resolve(portal, file), resolve(file)].flatMap((path) =>
    existsSync(path) ? [path, realpathSync(path)] : [],
  )
  const shown = (path: string) => shownPath(portal, path)
  const { kept, diagnostics: found } = await approve(request, { files, by, emergency: reason }, shown)
  return kept === 'absent' ? refuse(words.noBulletin(file)) : told(found, kept)
}

/** A name or a reason as one line of NFC; null where there is nothing of it. */
function oneLine(text: string | undefined): string | null {
  const line = text
    ?.normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line === undefined || line === '' ? null : line
}
