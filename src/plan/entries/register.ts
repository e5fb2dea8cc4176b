/** The entries of the register of decisions. */
import type { PlanContext } from '../context.ts'
import { type Entry, pageEntry } from '../entry.ts'
import { decisionView, issuerYears, registerView } from '../views/register.ts'

/** The index, every issuer's year, every decision. */
export function registerEntries(context: PlanContext): Entry[] {
  const { site, address } = context
  const years = issuerYears(site.register)
  return [
    pageEntry(context, address.register, 'register', [], () => registerView(site.register, years, null, context)),
    ...years.map((scope) =>
      pageEntry(
        context,
        address.issuerYear(scope.slug, scope.year),
        'register',
        scope.entries.flatMap((e) => e.citedIn),
        () => registerView(site.register, years, scope, context),
      ),
    ),
    ...site.register.map((entry) =>
      pageEntry(context, entry.url, 'decision', entry.citedIn, () => decisionView(entry, context)),
    ),
  ]
}
