/** What else than files decides what a build gives. */
import { isMarkdown } from '../content/media.ts'
import type { Snapshot } from '../source/portal.ts'
import { encoderName } from './encoder.ts'
import type { BuildRequest } from './request.ts'

/** For the digest of a build's frame; the names of content are in it, since bulletins may link to any of them. */
export function circumstances(request: BuildRequest, snapshot: Snapshot): unknown {
  const { release, baseUrl, drafts, future, places, search, previewCounter, encodesImages } = request
  const names = [...snapshot.content.keys()].filter((path) => !isMarkdown(path))
  return [
    release,
    baseUrl,
    drafts,
    future,
    places,
    search,
    previewCounter,
    names,
    snapshot.contentFolder,
    encodesImages && encoderName(),
  ]
}
