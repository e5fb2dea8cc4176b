/** The redirects at old addresses, and addresses that two texts want. */

import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { compareTexts } from '../source/order.ts'
import type { Config } from '../source/settings.ts'
import { aliasUrl, outputAt } from './address.ts'
import { placeIn } from './bulletin.ts'
import { addressPlace, type Published } from './published.ts'

/** An old address: its output path, and the page that stands there now. */
export interface Redirect {
  output: string
  alias: string
  to: Published
}

/**
 * Settles who has which address. Those that differ by case alone are one: many servers and disks take them for one.
 * Codes: `url-collision`, `alias-collision`, `value-invalid` (an alias that no file can have).
 */
export function redirectsOf(published: readonly Published[], config: Config, diagnostics: Diagnostic[]): Redirect[] {
  const owners = new Map<string, Published>()
  const keyOf = (output: string) => output.normalize('NFC').toLowerCase()
  for (const page of [...published].sort((a, b) => compareTexts(a.bulletin.path, b.bulletin.path))) {
    const key = keyOf(outputAt(page.url))
    const owner = owners.get(key)
    if (owner)
      diagnostics.push(
        problem(
          'url-collision',
          { url: page.url, other: owner.bulletin.file, isStatic: false },
          addressPlace(page.bulletin),
          {
            related: [addressPlace(owner.bulletin)],
          },
        ),
      )
    else owners.set(key, page)
  }
  const redirects: Redirect[] = []
  for (const page of [...published].sort((a, b) => compareTexts(a.bulletin.path, b.bulletin.path)))
    for (const [index, alias] of page.bulletin.facts.aliases.entries()) {
      const place = placeIn(page.bulletin, ['aliases', index])
      const url = aliasIn(alias, config)
      if (url === null) {
        diagnostics.push(problem('value-invalid', { key: `aliases.${index}`, expected: 'alias' }, place))
        continue
      }
      const output = outputAt(url)
      const owner = owners.get(keyOf(output))
      if (owner)
        diagnostics.push(
          problem('alias-collision', { alias, other: owner.bulletin.file }, place, {
            related: [addressPlace(owner.bulletin)],
          }),
        )
      else {
        owners.set(keyOf(output), page)
        redirects.push({ output, alias: url, to: page })
      }
    }
  return redirects.sort((a, b) => compareTexts(a.output, b.output))
}

/** The address in the site, without its prefix, of an alias as written; null where no file can have it. */
export function aliasIn(alias: string, { prefix }: Config): string | null {
  return aliasUrl(prefix !== '' && alias.startsWith(`${prefix}/`) ? alias.slice(prefix.length) : alias)
}
