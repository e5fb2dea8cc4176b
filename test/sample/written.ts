/** The bulletins of the sample as their files say, read without the program: what its output is measured by. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { repository } from '../support/portal.ts'
import { home } from './built-sample.ts'

/** `day` is the calendar date where there is no time of day; `instant` is when the bulletin was first published. */
export interface Written {
  title: string
  path: string
  link: string
  instant: number
  day: string | null
  category: string
  authors: string[]
  tags: string[]
  withdrawn: boolean
  expired: boolean
}

/** The front matter and the text of a file. */
export function partsOfSource(file: string): { facts: Record<string, unknown>; body: string } {
  const [, front = '', body = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(repository, file), 'utf8')) ?? []
  return { facts: parseYaml(front, { schema: 'core' }), body }
}

/** Every bulletin of the sample that has a page of its own on 1 January 2026, newest first. Tombstones are none. */
export function writtenBulletins(): Written[] {
  const sources = readdirSync(join(repository, 'content'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^\d{4}\/.*\.md$/.test(path))
    .sort()
  const bulletins = sources.flatMap((source): Written[] => {
    const { facts } = partsOfSource(`content/${source}`)
    if (facts.draft || facts.publishAt || facts.removed) return []
    const date = String(facts.date)
    const day = /^\d{4}-\d\d-\d\d$/.test(date) ? date : null
    const slug = source.replace(/(\/index)?\.md$/, '').replace(/^.*\//, '')
    const path = `/${date.slice(0, 4)}/${date.slice(5, 7)}/${slug}/`
    const authors = [facts.author ?? 'Ban Biên tập'].flat() as (string | { name: string })[]
    return [
      {
        title: String(facts.title),
        path,
        link: new URL(path, home).href,
        instant: Date.parse(day ? `${day}T00:00:00+07:00` : date),
        day,
        category: String(facts.category ?? 'tin-tuc'),
        authors: authors.map((author) => (typeof author === 'string' ? author : author.name)),
        tags: (facts.tags ?? []) as string[],
        withdrawn: facts.withdrawn !== undefined,
        expired: facts.expiresAt !== undefined,
      },
    ]
  })
  return bulletins.sort((a, b) => b.instant - a.instant)
}
