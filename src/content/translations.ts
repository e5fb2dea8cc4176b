/** Which texts are one another's translations: those with one `translationKey`. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { compareTexts } from '../source/order.ts'
import type { Config } from '../source/settings.ts'
import { placeIn } from './bulletin.ts'
import type { Published } from './published.ts'

/** Finds the translations of every page, in place. Code: `translation-doubled`. */
export function linkTranslations(
  published: readonly Published[],
  { languages }: Pick<Config, 'languages'>,
  diagnostics: Diagnostic[],
): void {
  const groups = new Map<string, Map<string, Published>>()
  for (const page of [...published].sort((a, b) => compareTexts(a.bulletin.path, b.bulletin.path))) {
    const { translationKey } = page.bulletin.facts
    if (translationKey === undefined || page.state.removed) continue
    const group = groups.get(translationKey) ?? new Map<string, Published>()
    groups.set(translationKey, group)
    const other = group.get(page.language)
    if (other === undefined) group.set(page.language, page)
    else
      diagnostics.push(
        problem(
          'translation-doubled',
          { key: translationKey, language: page.language, other: other.bulletin.file },
          placeIn(page.bulletin, ['translationKey']),
          { related: [placeIn(other.bulletin, ['translationKey'])] },
        ),
      )
  }
  const rank = (language: string) => {
    const index = (languages as readonly string[]).indexOf(language)
    return index < 0 ? languages.length : index
  }
  for (const group of groups.values()) {
    if (group.size < 2) continue
    const versions = [...group.values()].sort(
      (a, b) => rank(a.language) - rank(b.language) || compareTexts(a.language, b.language),
    )
    for (const page of versions) page.versions = versions
  }
}
