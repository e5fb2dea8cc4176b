/** Which documents of the register replace which, by what its records say. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { decisionSlug, parseDecisionNumber } from './decision-number.ts'
import { issuerOf, type KnownIssuers } from './issuer.ts'
import type { RegisterEntry } from './register-entry.ts'

/** Links the entries of a register in place. Code: `replacement-circle`. */
export function linkReplacements(register: readonly RegisterEntry[], known: KnownIssuers): Diagnostic[] {
  const replacing = register.filter(({ record }) => record !== null && record.replaces.length > 0)
  if (replacing.length === 0) return []
  const bySymbol = new Map<string, RegisterEntry[]>()
  for (const entry of register) {
    const key = `${entry.identity.issuer.slug} ${entry.identity.symbol}`
    bySymbol.set(key, [...(bySymbol.get(key) ?? []), entry])
  }
  for (const entry of replacing)
    for (const { number: written, issuer, date } of entry.record?.replaces ?? []) {
      const number = parseDecisionNumber(written)
      const office = issuer === undefined ? entry.identity.issuer : issuerOf(issuer, known)
      const year = number?.year ?? (date === undefined ? null : Number(date.slice(0, 4)))
      const alike = number === null ? [] : (bySymbol.get(`${office.slug} ${decisionSlug(number)}`) ?? [])
      // Without a year, the one other document of that number and office that there is.
      const fitting = alike.filter((one) => (year === null ? one !== entry : one.identity.year === year))
      const found = fitting.length === 1 ? (fitting[0] ?? null) : null
      entry.replaces.push({ number: written, entry: found })
      found?.replacedBy.push(entry)
    }
  return circles(replacing)
}

/** Tells each circle once, at the first of its documents. */
function circles(replacing: readonly RegisterEntry[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const settled = new Set<RegisterEntry>()
  const follow = (entry: RegisterEntry, trail: RegisterEntry[]): void => {
    const start = trail.indexOf(entry)
    if (start >= 0) {
      const circle = [...trail.slice(start), entry]
      const round = circle.map(({ number }) => number).join(' → ')
      const related = trail.slice(start + 1).flatMap(({ record }) => record?.placeOf(['replaces']) ?? [])
      diagnostics.push(
        problem('replacement-circle', { round, key: 'replaces' }, entry.record?.placeOf(['replaces']), { related }),
      )
      return
    }
    if (settled.has(entry)) return
    for (const { entry: next } of entry.replaces) if (next) follow(next, [...trail, entry])
    settled.add(entry)
  }
  for (const entry of replacing) follow(entry, [])
  return diagnostics
}
