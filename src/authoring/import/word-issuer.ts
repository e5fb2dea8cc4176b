/** The office that an office document's heading names, in the spelling of the settings where they know it. */
import { issuerOf, knownIssuers } from '../../content/issuer.ts'
import type { SiteConfig } from '../../source/settings.ts'

const place = /(?:^|\s)((?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN)\s.+)$/u

/**
 * The office that a heading names: its last line, or two where the last is only the place. As the settings spell it, where
 * they know it, else in the heading's capitals.
 */
export function issuerIn(lines: readonly string[], config: Pick<SiteConfig, 'issuers' | 'agency'>): string | undefined {
  const names: string[] = []
  for (const line of lines) {
    const before = place.exec(line)?.index === 0 ? names.pop() : undefined
    names.push(before === undefined ? line : `${before} ${line}`)
  }
  const own = names.at(-1)
  if (own === undefined) return undefined
  const known = knownIssuers(config)
  const where = place.test(own) ? undefined : place.exec(names.at(-2) ?? '')?.[1]
  const full = where === undefined ? own : `${own} ${where}`
  return (
    [full, own].map((name) => issuerOf(name, known)).find(({ name }) => name !== full && name !== own)?.name ?? full
  )
}
