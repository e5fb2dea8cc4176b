/** What a bulletin says, as one digest: by it a change to what was published or approved is known. */
import { digest, digestOfAll } from '../source/digest.ts'
import type { SourceFile } from '../source/folder.ts'
import type { Bulletin } from './bulletin.ts'
import { linkedFiles, namedFiles } from './media.ts'
import type { SourceBulletin } from './release.ts'

/** The digest of all that a bulletin says but for its text. `digestOf` gives that of a file beside it. */
export function factsRecord(
  bulletin: Bulletin,
  files: ReadonlyMap<string, SourceFile>,
  digestOf: (file: SourceFile) => string | null,
): string {
  const { title, summary, decision, image, attachments } = bulletin.facts
  // Key by key, and files by their digest: neither a new key of a later release nor a moved folder is a change.
  const told = [
    title,
    summary,
    decision.map((one) => [one.number, one.date, one.issuer, one.title, one.url]),
    image && [/^(https?:)?\/\//i.test(image.src) ? image.src : null, image.alt, image.caption, image.credit],
    attachments.map((one) => [one.title, one.lang]),
  ]
  const named = namedFiles(bulletin, files, []).files.map(({ key, source }) => [key.join('.'), digestOf(source)])
  const linked = linkedFiles(bulletin, files).files.map(digestOf)
  return digest(JSON.stringify([told, named, linked]))
}

/** The digest of a whole bulletin: that of its facts, and that of its text. */
export function recordOf(facts: string, text: string): string {
  return digestOfAll(facts, text)
}

/** The digest of a text: of what was written, so that no theme and no later release changes it. */
export function textRecord(body: string): string {
  return digest(body.replace(/\r\n?/g, '\n').trim())
}

/** The digest of a bulletin as read. */
export function bulletinRecord(
  { bulletin, text }: SourceBulletin,
  files: ReadonlyMap<string, SourceFile>,
  digestOf: (file: SourceFile) => string | null,
): string {
  return recordOf(factsRecord(bulletin, files, digestOf), text)
}
