/** The page of the editor: no script and no word in it but its settings, and a policy that lets it talk to one host. */
import { fill } from '../../source/language/labels.ts'
import type { Config } from '../../source/settings.ts'
import { editorConfig, hostAddresses, inLanguage } from './config.ts'
import type { ScriptWords } from './wording.ts'
import { editorWords } from './words.ts'

/**
 * What the page tells its script. `drafts` is the address that renders a draft by the portal's own templates, null where
 * there is none; `styles` are the portal's own then.
 */
export interface EditorSettings {
  config: ReturnType<typeof editorConfig>
  drafts: string | null
  styles: string[]
  language: Config['language']
  words: ScriptWords
}

/** The page as HTML. `local` is the address of the preview's backend, null for a site; `styles` are addresses with the prefix. */
export function editorPage(config: Config, local: string | null, styles: readonly string[]): string {
  const words = editorWords(config.language)
  const drafts = local === null ? null : inLanguage(`${local}/draft`, config)
  const settings: EditorSettings = {
    config: editorConfig(config, local),
    drafts,
    styles: [...styles],
    language: config.language,
    words: words.script,
  }
  const title = escapeHtml(fill(words.title, [config.title]))
  return `<!doctype html>
<html lang="${config.language}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(config, local)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="${config.prefix}/favicon.svg">
<body>
<noscript>${escapeHtml(words.needsScript)}</noscript>
<script type="application/json" id="settings">${JSON.stringify(settings).replace(/</g, '\\u003c')}</script>
<script src="editor.js"></script>
<script src="decap-cms.js"></script>
</body>
</html>
`
}

/** Decap compiles the check of its configuration (ajv), and styles its parts from script (emotion). */
function policy(config: Config, local: string | null): string {
  const host = local === null ? hostAddresses(config) : null
  const origins = host === null ? [] : [...new Set([new URL(host.api).origin, new URL(host.site).origin])]
  const faces = host?.api === 'https://api.github.com' ? ['https://avatars.githubusercontent.com'] : origins.slice(0, 1)
  const list = (...sources: readonly string[]) => sources.join(' ')
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    list("img-src 'self' blob: data:", ...faces),
    "font-src 'self' data:",
    "media-src 'self' blob:",
    list("connect-src 'self' blob:", ...origins),
    "frame-src 'self' blob:",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
