/** One digest of many outputs, and of all that a publish lists. */
import type { Manifest } from '../publish/manifest.ts'
import { digest } from '../source/digest.ts'

/** Of outputs by path with their digests, in whatever order. */
export function outputsDigest(outputs: ReadonlyMap<string, string>): string {
  return digest(
    [...outputs]
      .map(([path, found]) => `${path}\n${found}\n`)
      .sort()
      .join(''),
  )
}

/** Of what a manifest lists, its signature apart: another manifest may have been put in its place. */
export function publishedDigest({ files, pages, records }: Omit<Manifest, 'signature'>): string {
  const said = [...records].map(([url, { digest: one, notes }]) => `${url}\n${one}\n${notes}\n`).sort()
  return digest([outputsDigest(files), ...[...new Set(pages)].sort(), '', ...said].join('\n'))
}
