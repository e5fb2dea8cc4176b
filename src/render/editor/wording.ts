/** Which words the editor of bulletins needs in every language. */

/** What the editor's script says by itself; `%s` stands for what it tells of. */
export type ScriptWords = Record<'preview' | 'waiting' | 'problems' | 'away' | 'plain' | 'invalid' | 'torn', string>

/**
 * `fields` are labels and hints by a key's path (`image.src`), `choices` the labels of values, `items` what one entry of a
 * list is called, `patterns` what is said of a value that does not fit; `commits` become the messages in the repository.
 */
export interface EditorWords {
  fields: Record<string, readonly [label: string, hint?: string]>
  choices: Record<string, string>
  items: Record<string, string>
  patterns: Record<'slug' | 'webAddress' | 'summary', string>
  bulletins: string
  bulletin: string
  pages: string
  page: string
  year: string
  drafts: string
  title: string
  needsScript: string
  commits: Record<'create' | 'update' | 'delete' | 'upload' | 'unload', string>
  script: ScriptWords
}
