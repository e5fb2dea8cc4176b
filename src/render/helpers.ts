/** The helpers that templates may call: dates, numbers, addresses, labels and small logic; all pure. */

import { problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { type DateForm, displayDate, displayNumber, displaySize } from '../source/language/dates.ts'
import { fill, type Label } from '../source/language/labels.ts'
import type { Config } from '../source/settings.ts'
import type { HelperDefinition, LiteralArgument } from './theme/helper.ts'

const dateForms: readonly DateForm[] = ['short', 'long', 'time', 'month']

/**
 * The helpers of one site. `assets` gives the address, without the prefix, of each static file by its name.
 * Codes of their checks: `asset-missing`, `template-helper-usage`.
 */
export function siteHelpers(
  config: Pick<Config, 'language' | 'labels' | 'locale' | 'prefix' | 'url'>,
  assets: ReadonlyMap<string, string>,
): Record<string, HelperDefinition> {
  const { language, labels: words, locale, prefix } = config
  const { origin } = new URL(config.url)
  return {
    t: {
      usage: '{{t "readMore" value…}}',
      minimum: 1,
      maximum: Number.POSITIVE_INFINITY,
      result: 'text',
      call: (key, ...values) => fill(words[key as Label], values.map(String)),
      check: ([key]) =>
        typeof key?.value === 'string'
          ? known(key, Object.keys(words), 'labels')
          : notLiteral('t', key, '{{t "readMore" value…}}'),
    },
    date: {
      usage: '{{date value "short|long|time|month"}}',
      minimum: 1,
      maximum: 2,
      result: 'text',
      call: (text, form) => (text == null ? '' : displayDate(String(text), (form as DateForm) ?? 'short', locale)),
      check: ([, form]) => known(form, dateForms, 'date forms'),
    },
    number: {
      usage: '{{number value}}',
      minimum: 1,
      maximum: 1,
      result: 'text',
      call: (value) => (value == null ? '' : displayNumber(Number(value), language)),
    },
    size: {
      usage: '{{size bytes}}',
      minimum: 1,
      maximum: 1,
      result: 'text',
      call: (bytes) => displaySize(Number(bytes), language),
    },
    pad: {
      usage: '{{pad number}}',
      minimum: 1,
      maximum: 1,
      result: 'text',
      call: (value) => String(value).padStart(2, '0'),
    },
    asset: {
      usage: '{{asset "theme.css"}}',
      minimum: 1,
      maximum: 1,
      result: 'text',
      call: (name) => prefix + assets.get(String(name)),
      check: ([name]) => {
        if (typeof name?.value !== 'string') return notLiteral('asset', name, '{{asset "theme.css"}}')
        if (assets.has(name.value)) return null
        return problem(
          'asset-missing',
          { name: name.value, known: didYouMean(name.value, [...assets.keys()]) },
          name.place,
        )
      },
    },
    url: {
      usage: '{{url "/path/"}}',
      minimum: 1,
      maximum: 1,
      result: 'text',
      call: (path) => prefix + String(path),
    },
    absolute: {
      usage: '{{absolute page.url}}',
      minimum: 1,
      maximum: 1,
      result: 'text',
      call: (url) => (/^https?:/.test(String(url)) ? String(url) : origin + String(url)),
    },
    jsonld: {
      usage: '{{jsonld value}}',
      minimum: 1,
      maximum: 1,
      result: 'html',
      // Inside <script> only "</" and "<!--" could end or change the block; no "<" leaves no way.
      call: (value) =>
        JSON.stringify(value)
          .replace(/</g, '\\u003c')
          .replace(/\u2028/g, '\\u2028')
          .replace(/\u2029/g, '\\u2029'),
    },
    'number-parts': {
      usage: '{{number-parts decision.number}}',
      minimum: 1,
      maximum: 1,
      result: 'html',
      call: (number) => escapeHtml(String(number)).replace(/([/-])(?=.)/g, '$1<wbr>'),
    },
    over: {
      usage: '(over list 5)',
      minimum: 2,
      maximum: 2,
      result: 'boolean',
      // A list or a text by its length, a number as it is.
      call: (value, most) =>
        (Array.isArray(value) || typeof value === 'string' ? value.length : Number(value)) > Number(most),
    },
    eq: { usage: '(eq a b)', minimum: 2, maximum: 2, result: 'boolean', call: (a, b) => a === b },
    and: {
      usage: '(and a b…)',
      minimum: 2,
      maximum: Number.POSITIVE_INFINITY,
      result: 'boolean',
      call: (...all) => all.every(truthy),
    },
    or: {
      usage: '(or a b…)',
      minimum: 2,
      maximum: Number.POSITIVE_INFINITY,
      result: 'boolean',
      call: (...all) => all.some(truthy),
    },
    not: { usage: '(not a)', minimum: 1, maximum: 1, result: 'boolean', call: (value) => !truthy(value) },
  }
}

/** A literal that must be one of a few names: a label, a form of dates. */
function known(argument: LiteralArgument | null | undefined, names: readonly string[], context: string) {
  if (!argument || names.includes(String(argument.value))) return null
  const name = String(argument.value)
  return problem('template-unknown-name', { name, context, known: didYouMean(name, names) }, argument.place)
}

/** What must be spelled out, so that it can be checked before anything is rendered. */
function notLiteral(name: string, argument: LiteralArgument | null | undefined, expected: string) {
  return problem('template-helper-usage', { name, expected }, argument?.place ?? null)
}

/** What Handlebars' own `if` takes for true: an empty list is not. */
function truthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
