/** The settings of a build, read from their file. */
import { existsSync, statSync } from 'node:fs'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { digest } from '../source/digest.ts'
import { readSettings, type SiteConfig } from '../source/settings.ts'
import { readText } from '../source/text.ts'

/**
 * Reads the file `settings`; `shown` gives the way messages name a path, `baseUrl` overrides the address. `config` is null
 * with an error; the digest given is the file's. Codes: `settings-missing`, those of `readText` and `readSettings`.
 */
export function readConfig(
  request: { settings: string; baseUrl: string | null },
  shown: (absolute: string) => string,
): { config: SiteConfig | null; settings: string; diagnostics: Diagnostic[] } {
  const file = shown(request.settings)
  if (!existsSync(request.settings) || !statSync(request.settings).isFile())
    return { config: null, settings: '', diagnostics: [problem('settings-missing', { file })] }
  const read = readText({ absolute: request.settings, file })
  if ('diagnostic' in read) return { config: null, settings: '', diagnostics: [read.diagnostic] }
  const { config, diagnostics } = readSettings(read.text, file, request.baseUrl)
  const isSound = !diagnostics.some(({ severity }) => severity === 'error')
  return { config: isSound ? config : null, settings: digest(read.text), diagnostics }
}
