/** The officer's guide as it lies in docs/guide: its chapters by language, and what stands in their blocks of code. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../support/portal.ts'

/** The guide's folder. */
export const guide = join(repository, 'docs/guide')

export const languages = ['vi', 'en'] as const
export type GuideLanguage = (typeof languages)[number]

export interface Chapter {
  /** The file's name, which begins with the chapter's number. */
  name: string
  text: string
}

/** The chapters in the order of their numbers. */
export function chaptersIn(language: GuideLanguage): Chapter[] {
  const folder = join(guide, 'content', language)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

/** The blocks of code of a kind (`sh`, `text`, `yaml`, `markdown`) in a chapter, by its number. */
export function blocks(language: GuideLanguage, number: number, kind: string): string[] {
  const chapter = chaptersIn(language)[number - 1]?.text ?? ''
  return [...chapter.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code ?? '')
}

/** The bulletin that the guide explains. */
export function exampleIn(language: GuideLanguage): string {
  return blocks(language, 2, 'markdown')[0] ?? ''
}
