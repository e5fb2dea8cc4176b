/** The editor's page in a preview: there whatever is wrong with the portal, made of what can be read of its settings. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { editorPage } from '../render/editor/page.ts'
import type { PortalPlaces } from '../source/portal.ts'
import { type Config, readSettings } from '../source/settings.ts'
import { readText } from '../source/text.ts'
import { parseYaml } from '../source/yaml.ts'

/**
 * Gives what makes the page: `html`, null where the portal has a folder `static/admin/` or a page `admin.md` of its own, and
 * the path before every address. `backend` is the address that the page saves to, `language` that of a page without settings.
 */
export function previewEditorPage(
  { places, settings, baseUrl }: { places: PortalPlaces; settings: string; baseUrl: string | null },
  backend: string,
  language: 'vi' | 'en',
): () => { html: string | null; prefix: string } {
  const textOf = () => {
    const read = existsSync(settings) ? readText({ absolute: settings, file: settings }) : null
    return read !== null && 'text' in read ? read.text : ''
  }
  let last: { text: string; html: string; prefix: string } | null = null
  return () => {
    const text = textOf()
    if (last?.text !== text) {
      const config = readableSettings(text, baseUrl, language)
      last = { text, html: editorPage(config, backend, []), prefix: config.prefix }
    }
    const own = [join(places.static, 'admin'), join(places.content, 'pages/admin.md')]
    return { html: own.some((path) => existsSync(path)) ? null : last.html, prefix: last.prefix }
  }
}

/** The settings, or where they have a fault those of their keys that are sound, each read by itself. */
function readableSettings(text: string, baseUrl: string | null, language: 'vi' | 'en'): Config {
  const sound = (source: string) => {
    const { config, diagnostics } = readSettings(source, '', baseUrl)
    return diagnostics.some(({ severity }) => severity === 'error') ? null : config
  }
  const whole = sound(text)
  if (whole !== null) return whole
  let kept: Record<string, unknown> = {
    ...{ title: 'build-portal', url: 'http://localhost/', language, timezone: 'Asia/Ho_Chi_Minh' },
    categories: [{ id: 'tin-tuc', title: language === 'vi' ? 'Tin tức' : 'News' }],
  }
  const parts = text.split(/^(?=[^\s#])/m).map((part) => parseYaml(part).map?.value ?? {})
  for (const [key, value] of parts.flatMap((part) => Object.entries(part))) {
    const more = { ...kept, [key]: value }
    if (sound(JSON.stringify(more)) !== null) kept = more
  }
  const config = sound(JSON.stringify(kept))
  if (config === null) throw new Error('settings of sound keys alone are not sound')
  return config
}
