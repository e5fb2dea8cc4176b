/** The entries of the register of decisions. */
import { outputAt } from '../../content/address.ts'
import type { SiteContext } from '../context.ts'
import { type Entry, pageEntry, sourcesOf } from '../entry.ts'
import { registerCsv, registerJson } from '../register-data.ts'
import { decisionView, listPages, listUrl, registerLists, registerView } from '../views/register.ts'

/** The index, its lists by year, office and type, every decision that has a page, and the whole for programs. */
export function registerEntries(context: SiteContext): Entry[] {
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
    pageEntry(context, address.register, 'register', told, () => registerView(register, lists, null, null, context)),
    ...lists.flatMap((list) => {
      const { head, numbered } = listPages(list)
      const url = listUrl(list, context)
      return [head, ...numbered].map((shown) =>
        pageEntry(
          context,
          shown.number === null ? url : address.numbered(url, shown.number),
          'register',
          shown.items.flatMap(({ citedIn }) => citedIn),
          () => registerView(register, lists, list, shown, context),
        ),
      )
    }),
    ...register
      .filter(({ hasPage }) => hasPage)
      .map((entry) => pageEntry(context, entry.url, 'decision', entry.citedIn, () => decisionView(entry, context))),
    ...(register.length === 0
      ? []
      : [data('json', registerJson(register, context)), data('csv', registerCsv(register, context))]),
  ]
}
