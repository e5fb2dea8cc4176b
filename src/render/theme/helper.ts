/** The helpers that templates may call, as build-portal defines them. */
import type { Diagnostic, Place } from '../../diagnostics/diagnostic.ts'

/** A positional argument that the template spells out, such as `"x.css"` in `{{asset "x.css"}}`, with its place. */
export interface LiteralArgument {
  value: string | number | boolean | null
  place: Place
}

/**
 * A helper that templates may call. It takes `minimum` to `maximum` positional arguments and no hash arguments;
 * `usage` shows how to write it: `{{asset "name"}}`.
 */
export interface HelperDefinition {
  usage: string
  minimum: number
  /** Infinity where the last argument may be repeated. */
  maximum: number
  /** What it gives: `text` and `boolean` are escaped, `html` is printed as it is, `value` is for other helpers and blocks. */
  result: 'text' | 'boolean' | 'html' | 'value'
  /** Pure; what it throws fails the output that is being rendered. A nullable argument may come as null. */
  call: (...args: unknown[]) => unknown
  /** The fault of a call that shows before anything is rendered. Null stands for an argument that is no literal. */
  check?: (args: readonly (LiteralArgument | null)[]) => Diagnostic | null
}

/** Handlebars' own helpers that a theme may use; all are blocks. */
export const BLOCK_HELPERS = {
  each: '{{#each list as |item|}}…{{else}}…{{/each}}',
  if: '{{#if value}}…{{else}}…{{/if}}',
  unless: '{{#unless value}}…{{else}}…{{/unless}}',
  with: '{{#with value as |name|}}…{{else}}…{{/with}}',
} as const

/** How to write a block helper; null where there is none of this name. */
export function blockUsage(name: string): string | null {
  return Object.hasOwn(BLOCK_HELPERS, name) ? BLOCK_HELPERS[name as keyof typeof BLOCK_HELPERS] : null
}
