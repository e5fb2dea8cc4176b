/** The entries of the register of decisions. */
import { outputAt } from '../../content/address.ts'
import type { PlanContext } from '../context.ts'
import { type Entry, pageEntry, sourcesOf } from '../entry.ts'
import { registerCsv, registerJson } from '../register-data.ts'
import { decisionView, listUrl, registerLists, registerView } from '../views/register.ts'

/** The index, its lists by year, office and type, every decision that has a page, and the whole for programs. */
export function registerEntries(context: PlanContext): Entry[] {
  const { site, address } = context
  const { register } = site
  const lists = registerLists(register)
  const told = register.flatMap(({ citedIn }) => citedIn)
  const data = (format: 'json' | 'csv', text: string): Entry => ({
    path: outputAt(address.registerData(format)),
    sources: sourcesOf(told),
    making: { kind: 'text', text },
  })
  return [
    pageEntry(context, address.register, 'register', told, () => registerView(register, lists, null, context)),
    ...lists.map((list) =>
      pageEntry(
        context,
        listUrl(list, context),
        'register',
        list.entries.flatMap(({ citedIn }) => citedIn),
        () => registerView(register, lists, list, context),
      ),
    ),
    ...register
      .filter(({ hasPage }) => hasPage)
      .map((entry) => pageEntry(context, entry.url, 'decision', entry.citedIn, () => decisionView(entry, context))),
    ...(register.length === 0
      ? []
      : [data('json', registerJson(register, context)), data('csv', registerCsv(register, context))]),
  ]
}
