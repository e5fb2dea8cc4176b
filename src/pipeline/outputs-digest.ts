/** One digest of many outputs. */
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
