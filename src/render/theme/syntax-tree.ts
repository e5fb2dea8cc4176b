/** The tree that Handlebars reads from a template, as a union that TypeScript can tell apart. */

/** Lines count from 1, columns from 0, as the parser has them. */
export interface Node {
  loc: { start: { line: number; column: number } }
}

/** `site.title`, `../x`, `@root.site`; `parts` are the names alone, `original` how it is written. */
export interface Path extends Node {
  type: 'PathExpression'
  data: boolean
  depth: number
  parts: string[]
  original: string
}

export type Literal = Node &
  (
    | { type: 'StringLiteral'; value: string; original: string }
    | { type: 'NumberLiteral'; value: number; original: number }
    | { type: 'BooleanLiteral'; value: boolean; original: boolean }
    | { type: 'NullLiteral'; original: null }
    | { type: 'UndefinedLiteral'; original: undefined }
  )

/** `(name arg arg)`. */
export interface SubExpression extends Node {
  type: 'SubExpression'
  path: Path | Literal
  params: Expression[]
  hash?: Hash
}

export type Expression = Path | Literal | SubExpression

/** `key=value key=value`. */
interface Hash extends Node {
  pairs: { key: string; value: Expression }[]
}

/** `{{x}}`, `{{{x}}}`, `{{helper x}}`. */
export interface Mustache extends Node {
  type: 'MustacheStatement'
  path: Path | Literal
  params: Expression[]
  hash?: Hash
  escaped: boolean
}

/** `{{#name x}}…{{else}}…{{/name}}`; `{{^name}}` has no program. `DecoratorBlock` is `{{#*inline "x"}}`. */
export interface Block extends Node {
  type: 'BlockStatement' | 'DecoratorBlock'
  path: Path | Literal
  params: Expression[]
  hash?: Hash
  program?: Program
  inverse?: Program
}

/** `{{> name x key=value}}`; with a program it is `{{#> name}}…{{/name}}`. */
export interface PartialCall extends Node {
  type: 'PartialStatement' | 'PartialBlockStatement'
  name: Path | Literal | SubExpression
  /** The blanks before a call on a line of its own, which the parser takes out of the text. */
  indent?: string
  params: Expression[]
  hash?: Hash
  program?: Program
}

/** `{{* name}}`, which Handlebars reads but this theme has no use for. */
interface Decorator extends Node {
  type: 'Decorator'
  path: Path | Literal
}

export type Statement =
  | Mustache
  | Block
  | PartialCall
  | Decorator
  | (Node & { type: 'ContentStatement'; value: string; original: string })
  | (Node & { type: 'CommentStatement' })

export interface Program {
  body: Statement[]
  blockParams?: string[]
}

/** What the closing tag repeats: the name of a block's helper, of a helper called, of a partial. */
export function nameOf(callee: Path | Literal): string {
  return String(callee.original)
}
