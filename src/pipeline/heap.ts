/** The heap of a large archive, collected more often, so that 100,000 bulletins are built within some 2 GiB. */
import { setFlagsFromString } from 'node:v8'

/** So many files of content are a large archive; a smaller one would only be slower for it. */
const LARGE = 30_000

/** V8 lets a heap grow to several times what lives in it before it collects; from here on by a tenth, in every thread. */
export function keepHeapSmall(files: number): void {
  if (files > LARGE) setFlagsFromString('--heap-growing-percent=10')
}
