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
    const alike = bySymbol.get(key)
    if (alike) alike.push(entry)
    else bySymbol.set(key, [entry])
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
  const followed = new Set<RegisterEntry>()
  for (const entry of replacing) {
    if (followed.has(entry)) continue
    // The way from `entry`, and what is still to follow at each step: a chain may be longer than a stack is deep.
    const trail = [entry]
    const steps = [entry.replaces.values()]
    const places = new Map([[entry, 0]])
    while (trail.length > 0) {
      const { value, done } = steps.at(-1)?.next() ?? { value: undefined, done: true }
      if (done) {
        const last = trail.pop()
        steps.pop()
        if (last) followed.add(last)
        if (last) places.delete(last)
        continue
      }
      const next = value.entry
      if (next === null) continue
      const start = places.get(next)
      if (start !== undefined) {
        const round = [...trail.slice(start), next].map(({ number }) => number).join(' → ')
        const related = trail.slice(start + 1).flatMap(({ record }) => record?.placeOf(['replaces']) ?? [])
        const place = next.record?.placeOf(['replaces'])
        diagnostics.push(problem('replacement-circle', { round, key: 'replaces' }, place, { related }))
      } else if (!followed.has(next)) {
        places.set(next, trail.length)
        trail.push(next)
        steps.push(next.replaces.values())
      }
    }
  }
  return diagnostics
}
