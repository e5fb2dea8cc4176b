/** Rows by path, kept in the cache in parts, so that a build which changes a few rows writes a few parts. */
import type { Cache } from './cache.ts'

/** An archive of 100,000 rows has some 400 in a part. */
const PARTS = 256

/** Reads all rows of a table; those of a part that was damaged are missing. */
export function readTable<Row>(cache: Cache, name: string): Map<string, Row> {
  return new Map(Array.from({ length: PARTS }, (_, part) => rowsOf<Row>(cache.get(keyOf(name, part)))).flat())
}

/** Reads one row; undefined where there is none, or it was damaged. The cache may be closed. */
export function readRow<Row>(cache: Cache, name: string, path: string): Row | undefined {
  return rowsOf<Row>(cache.readClosed(keyOf(name, partOf(path)))).find(([known]) => known === path)?.[1]
}

function rowsOf<Row>(part: string | undefined): [string, Row][] {
  return JSON.parse(part ?? '[]') as [string, Row][]
}

/**
 * Writes the parts of a table that differ. Of rows that are kept as objects, `before` (what `readTable` gave) spares writing all to compare:
 * a row that is the same object is unchanged. `json` gives a row as JSON.
 */
export function writeTable<Row>(
  cache: Cache,
  name: string,
  rows: ReadonlyMap<string, Row>,
  before: ReadonlyMap<string, Row> | null = null,
  json: (path: string, row: Row) => string = (_, row) => JSON.stringify(row),
): void {
  const parts = new Map<number, string[]>()
  const differs = (path: string) => {
    const part = partOf(path)
    if (!parts.has(part)) parts.set(part, [])
  }
  if (before === null) for (let part = 0; part < PARTS; part++) parts.set(part, [])
  else {
    for (const [path, row] of rows) if (before.get(path) !== row) differs(path)
    for (const path of before.keys()) if (!rows.has(path)) differs(path)
  }
  if (parts.size === 0) return
  for (const [path, row] of rows) parts.get(partOf(path))?.push(`[${JSON.stringify(path)},${json(path, row)}]`)
  for (const [part, lines] of parts) {
    const [key, text] = [keyOf(name, part), `[${lines.sort().join(',\n')}]`]
    if ((cache.get(key) ?? '[]') !== text) cache.put(key, text)
  }
}

function keyOf(name: string, part: number): string {
  return `table:${name}/${part}`
}

/** FNV-1a of the path's UTF-16 code units: it only spreads rows. */
function partOf(path: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193)
  return (hash >>> 8) % PARTS
}
