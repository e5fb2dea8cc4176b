/** A portal of made-up bulletins, as the benchmarks write them, and what their words say should be found. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repository } from '../support/portal.ts'

/** One bulletin: its address and its words, in lower case. */
export interface Written {
  url: string
  title: string[]
  words: Set<string>
}

/** Writes a portal of so many bulletins; it goes when the caller says so. */
export function writeCorpus(count: number): { root: string; bulletins: Written[] } {
  const root = mkdtempSync(join(tmpdir(), 'corpus-'))
  execFileSync(process.execPath, [
    join(repository, 'bench/generate.js'),
    ...['--bulletins', String(count), '--for', 'build-portal', '--into', root, '--extras'],
  ])
  const files = readdirSync(join(root, 'content'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  )
  const bulletins = files.sort().map((name): Written => {
    const [, front = '', body = ''] = readFileSync(join(root, 'content', name), 'utf8').split(/^---$/m)
    const title = JSON.parse(/^title: (.*)$/m.exec(front)?.[1] ?? '""') as string
    return {
      url: `/${name.slice(0, -3)}/`,
      title: wordsOf(title),
      words: new Set([...wordsOf(title), ...wordsOf(body)]),
    }
  })
  return { root, bulletins }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []
}

/** Letters without marks, đ as d. */
export function unmarked(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')
}

/**
 * Queries of two words without marks, each with the bulletin that it is about: two words that stand together in its
 * headline and in those of at most four others, neither of them in more than one headline of five. The bulletins are
 * spread over the whole archive.
 */
export function headlineQueries(bulletins: readonly Written[], count: number): { query: string; url: string }[] {
  const headlines = bulletins.map(({ title }) => title.map(unmarked))
  const common = new Map<string, number>()
  for (const word of headlines.flatMap((words) => [...new Set(words)])) common.set(word, (common.get(word) ?? 0) + 1)
  const tells = (word: string) => !/\d/.test(word) && (common.get(word) ?? 0) <= bulletins.length / 5
  const pairs = headlines.map((words) => [
    ...new Set(
      words.slice(1).flatMap((word, at) => (tells(word) && tells(words[at] ?? '') ? [`${words[at]} ${word}`] : [])),
    ),
  ])
  const holding = new Map<string, number>()
  for (const pair of pairs.flat()) holding.set(pair, (holding.get(pair) ?? 0) + 1)
  const asked = new Map<string, string>()
  for (let nth = 0; nth < count; nth++) {
    // From this place on, the first headline that has such words.
    for (let at = Math.floor((nth * bulletins.length) / count); at < bulletins.length; at++) {
      const url = bulletins[at]?.url ?? ''
      const rare = (pairs[at] ?? []).filter((pair) => (holding.get(pair) ?? 0) <= 5)
      const query = rare[(nth * 7) % Math.max(1, rare.length)]
      if (query === undefined || asked.has(url)) continue
      asked.set(url, query)
      break
    }
  }
  return [...asked].map(([url, query]) => ({ query, url }))
}

/** The same with the commonest two words of a headline that stand together in it and in those of at most four others. */
export function commonQueries(bulletins: readonly Written[], count: number): { query: string; url: string }[] {
  const holding = new Map<string, number>()
  for (const word of bulletins.flatMap(({ words }) => [...new Set([...words].map(unmarked))]))
    holding.set(word, (holding.get(word) ?? 0) + 1)
  const headlines = bulletins.map(({ title, url }) => {
    const words = title.map(unmarked)
    const pairs = words.slice(1).map((word, at) => [words[at] ?? '', word] as const)
    return {
      url,
      pairs: [...new Map(pairs.filter((pair) => !/\d/.test(pair.join(''))).map((pair) => [pair.join(' '), pair]))],
    }
  })
  const together = new Map<string, number>()
  for (const [pair] of headlines.flatMap(({ pairs }) => pairs)) together.set(pair, (together.get(pair) ?? 0) + 1)
  const asked = headlines.flatMap(({ url, pairs }) => {
    const rarer = ([one, other]: readonly [string, string]) => Math.min(holding.get(one) ?? 0, holding.get(other) ?? 0)
    const few = pairs.filter(([pair]) => (together.get(pair) ?? 0) <= 5)
    const [query] = few.sort(([, a], [, b]) => rarer(b) - rarer(a))[0] ?? []
    return query === undefined ? [] : [{ query, url }]
  })
  return Array.from({ length: count }, (_, nth) => asked[Math.floor((nth * asked.length) / count)]).filter(
    (one) => one !== undefined,
  )
}
