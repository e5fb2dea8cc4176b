/** What keeps a bulletin from being saved: the faults of its front matter, by the schema that the build reads it with. */
import { bulletinSchema, standingSchema } from '../content/front-matter-schema.ts'
import { type Language, problem, wording } from '../diagnostics/diagnostic.ts'
import { applySchema } from '../source/schema.ts'
import { frontMatterOf } from './format.ts'

/** The first fault in words, or null; `label` gives the form's name of a key. `inherited` keys need not be there. */
export function saveFault(
  data: Record<string, unknown>,
  collection: string,
  language: Language,
  label: (path: string) => string | null,
  inherited: readonly string[],
): string | null {
  const schema = collection === 'pages' ? standingSchema : bulletinSchema
  const { faults } = applySchema(schema, frontMatterOf(data))
  const isInherited = (path: readonly PropertyKey[]) => path.length === 1 && inherited.includes(String(path[0]))
  const told = faults.find(({ kind, path }) => kind !== 'unknown' && !(kind === 'missing' && isInherited(path)))
  if (told === undefined || told.kind === 'unknown') return null
  const key = told.path.map(String).join('.')
  const fault =
    told.kind === 'missing'
      ? problem('key-missing', { key })
      : problem('value-invalid', { key, expected: told.expected })
  const { message, hint } = wording(fault, language)
  const named = label(told.path.filter((step) => typeof step !== 'number').join('.'))
  return `${named === null ? '' : `${named}: `}${message} ${hint}`
}
