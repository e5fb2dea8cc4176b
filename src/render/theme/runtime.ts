/** What compiled templates call while a page is made: printing, conditions and loops as Handlebars has them, and no value that is missing. */
import Handlebars from 'handlebars'

const { escapeExpression, isEmpty } = Handlebars.Utils

/** A view is not what its shape promises, so Handlebars has to say what is wrong with it. */
export class UnexpectedValue extends Error {}

/** `{{x}}`. */
function text(value: unknown): string {
  return typeof value === 'string' ? escapeExpression(value) : html(value)
}

/** `{{{x}}}`, and what needs no escaping: numbers, booleans, null. */
function html(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : unexpected()
}

/** `{{#if x}}`. */
function truthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(present(value))
}

/** `{{#with x}}`, and `{{#if x includeZero=true}}`. */
function filled(value: unknown): boolean {
  return !isEmpty(present(value))
}

/** What `{{#each x}}` goes through: the members of a list or of an object. */
function members(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  const group = present(value)
  return typeof group === 'object' && group !== null ? Object.values(group) : []
}

/** The `@key` of each of them. */
function keys(value: unknown): readonly (string | number)[] {
  return Array.isArray(value) ? [...value.keys()] : Object.keys((value ?? {}) as object)
}

/** A value that is there; only a view that breaks its promise has one that is not. */
function present(value: unknown): unknown {
  return value === undefined ? unexpected() : value
}

function unexpected(): never {
  throw new UnexpectedValue()
}

export const runtime = { text, html, truthy, filled, members, keys, present }
