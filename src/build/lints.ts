/** The lints of every bulletin's source, for `check`. */
import { lintText } from '../content/lints/lint.ts'
import type { SourceBulletin } from '../content/release.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { editionOf } from '../source/language/labels.ts'
import type { Snapshot } from '../source/portal.ts'
import type { SiteConfig } from '../source/settings.ts'
import { decodeText, isComposed, readBytes } from '../source/text.ts'

/** Reads each text again: a build keeps none. What a bulletin's own `lint` switches off is not told; a text that is gone by now is the next run's. */
export function lintBulletins(
  bulletins: readonly SourceBulletin[],
  snapshot: Snapshot,
  config: SiteConfig,
): Diagnostic[] {
  const offices = [config, ...config.editions].flatMap(
    ({ agency }) => agency?.phone?.match(/\+?\d[\d .-]{7,}\d/g) ?? [],
  )
  const settings = { offices: offices.map((phone) => phone.replace(/\D/g, '').replace(/^84/, '0')) }
  return bulletins.flatMap(({ bulletin: { path, file, facts } }) => {
    const source = snapshot.content.get(path)
    const read = source ? readBytes(source) : null
    if (read === null || 'diagnostic' in read) return []
    const decoded = decodeText(read.bytes, file)
    if ('diagnostic' in decoded) return []
    const language = editionOf(facts.lang, config.languages)
    const ignored: readonly string[] = facts.lint?.ignore ?? []
    return lintText(decoded.text, file, language, settings, isComposed(read.bytes))
      .map(({ diagnostic }) => diagnostic)
      .filter(({ code }) => !ignored.includes(code))
  })
}
