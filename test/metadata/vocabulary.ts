/** The words of schema.org, as the package of its types has them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../support/portal.ts'

const source = readFileSync(join(repository, 'node_modules/schema-dts/dist/schema.d.ts'), 'utf8')

/** By type, its own properties and the types that it extends. */
const types = new Map(
  [...source.matchAll(/^interface (\w+)Base extends (.+?) \{\n([\s\S]*?)^\}/gm)].map(
    ([, name = '', above = '', body = '']) => [
      name,
      {
        above: above.split(', ').map((one) => one.replace(/Base$/, '')),
        own: new Set([...body.matchAll(/^ {4}"(\w+)"\?:/gm)].map(([, property = '']) => property)),
      },
    ],
  ),
)
const concrete = new Set([...source.matchAll(/^\s+"@type": "(\w+)";/gm)].map(([, name = '']) => name))

function has(type: string, property: string): boolean {
  const known = types.get(type)
  return known !== undefined && (known.own.has(property) || known.above.some((one) => has(one, property)))
}

/** A type that extends another without a property of its own has no interface: it is known by its leaf alone. */
function baseOf(type: string): string {
  if (types.has(type)) return type
  const leaf = new RegExp(`interface ${type}Leaf extends (\\w+)Base`).exec(source)
  return leaf?.[1] ?? type
}

/** What a node of JSON-LD says that schema.org does not know, in all its depth. */
export function strange(node: unknown, path = ''): string[] {
  if (Array.isArray(node)) return node.flatMap((one, index) => strange(one, `${path}[${index}]`))
  if (node === null || typeof node !== 'object') return node === null || node === '' ? [`${path} is empty`] : []
  const { '@type': type, '@context': context, '@id': id, ...properties } = node as Record<string, unknown>
  if (typeof type !== 'string' || !concrete.has(type)) return [`${path} has the type ${String(type)}`]
  return Object.entries(properties).flatMap(([name, value]) => [
    ...(has(baseOf(type), name) ? [] : [`${path}.${name} is no property of ${type}`]),
    ...strange(value, `${path}.${name}`),
  ])
}
