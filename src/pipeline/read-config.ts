/** The settings of a build: what `portal.yaml` says, and what the command line says instead. */
import { existsSync, statSync } from 'node:fs'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { isCounting } from '../source/counter.ts'
import { digest } from '../source/digest.ts'
import { type Config, readSettings, type SiteConfig } from '../source/settings.ts'
import { readText } from '../source/text.ts'

/**
 * Reads the settings that a request names; `config` is null where they have an error, `settings` is the digest of the text.
 * `shown` gives the way messages name a file. Codes: `settings-missing`, `file-unreadable`, `encoding-invalid`, and those
 * of `readSettings`.
 */
export function readConfig(
  request: { settings: string; baseUrl: string | null; search: unknown; previewCounter: string | null },
  shown: (absolute: string) => string,
): { config: SiteConfig | null; settings: string; diagnostics: Diagnostic[] } {
  const file = shown(request.settings)
  if (!existsSync(request.settings) || !statSync(request.settings).isFile())
    return { config: null, settings: '', diagnostics: [problem('settings-missing', { file })] }
  const read = readText({ absolute: request.settings, file })
  if ('diagnostic' in read) return { config: null, settings: '', diagnostics: [read.diagnostic] }
  const { config, diagnostics } = readSettings(read.text, file, request.baseUrl)
  if (config !== null && !request.search)
    for (const one of [config, ...config.editions]) one.search = { engine: 'none' }
  if (config !== null && request.previewCounter !== null)
    for (const one of [config, ...config.editions]) previewCounts(one, request.previewCounter)
  const isSound = !diagnostics.some(({ severity }) => severity === 'error')
  return { config: isSound ? config : null, settings: digest(read.text), diagnostics }
}

/** Where the site counts, its preview does so for itself; the state's tracker hears nothing of drafts. */
function previewCounts(config: Config, endpoint: string): void {
  const { counter } = config
  delete config.tracker
  if (isCounting(counter)) config.counter = { ...counter, provider: 'portal', endpoint, site: 'preview' }
}
