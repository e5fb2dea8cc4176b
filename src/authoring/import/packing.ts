/** Drafts that wait for the others of their run, packed so that thousands of them weigh little. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { readBytes } from '../../source/text.ts'
import type { Draft } from './drafting.ts'
import type { Picture } from './findings.ts'

/** A draft without what can be read again: the bytes of images, and where elements stood in their source. */
export function packed(draft: Draft): Uint8Array {
  const images = draft.images.map((image) => ({
    ...image,
    bytes: image.path === undefined ? Buffer.from(image.bytes).toString('base64') : '',
  }))
  const text = JSON.stringify({ ...draft, images }, (key, value: unknown) => (key === 'position' ? undefined : value))
  // What zlib gives holds on to a larger buffer.
  return new Uint8Array(deflateRawSync(text, { level: 1 }))
}

/** The draft again. Code: `file-unreadable`, where an image of it cannot be read any more. */
export function unpacked(bytes: Uint8Array): Draft | { diagnostic: Diagnostic } {
  const draft = JSON.parse(inflateRawSync(bytes).toString('utf8')) as Draft
  const images: Picture[] = []
  for (const image of draft.images) {
    const { path } = image
    const read =
      path === undefined
        ? { bytes: Buffer.from(String(image.bytes), 'base64') }
        : readBytes({ absolute: path, file: path })
    if ('diagnostic' in read) return read
    images.push({ ...image, bytes: read.bytes })
  }
  return { ...draft, images }
}
