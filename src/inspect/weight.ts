/** What a page costs its reader, against budgets. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Parts of a page's weight: HTML with its stylesheets, and scripts, as servers compress them; pictures as they are. */
export type Part = 'text' | 'script' | 'images'

/** A file that a page loads, and the part of its weight that it belongs to. */
export interface Load {
  file: string
  as: Part
}

/** Kilobytes of 1024 that a page should not exceed. */
export const budgets: Readonly<Record<Part, number>> = { text: 30, script: 15, images: 1000 }

/** The heaviest page in one part, its bytes, and how many pages exceed the budget of the part. */
export interface Heaviest {
  page: string
  bytes: number
  over: number
}

/** Weighs pages of a folder one after the other, and remembers the heaviest. */
export function scales(folder: string): {
  weigh: (page: string, html: string, loads: readonly Load[]) => void
  heaviest: ReadonlyMap<Part, Heaviest>
} {
  const known = new Map<string, number>()
  const heaviest = new Map<Part, Heaviest>()
  const bytesOf = ({ file, as }: Load): number => {
    const key = `${as} ${file}`
    const path = join(folder, file)
    const bytes = known.get(key) ?? (as === 'images' ? statSync(path).size : gzipSync(readFileSync(path)).length)
    known.set(key, bytes)
    return bytes
  }
  return {
    heaviest,
    weigh(page, html, loads) {
      const weight: Record<Part, number> = { text: gzipSync(html).length, script: 0, images: 0 }
      const distinct = new Map(loads.map((load) => [`${load.as} ${load.file}`, load]))
      for (const load of distinct.values()) weight[load.as] += bytesOf(load)
      for (const part of ['text', 'script', 'images'] as const) {
        const bytes = weight[part]
        const before = heaviest.get(part) ?? { page, bytes, over: 0 }
        const over = before.over + (bytes > budgets[part] * 1024 ? 1 : 0)
        heaviest.set(part, bytes > before.bytes ? { page, bytes, over } : { ...before, over })
      }
    },
  }
}
