/** A reference of a text with its meaning. */
import type { Place } from '../diagnostics/diagnostic.ts'
import type { Media } from './media.ts'

/**
 * A reference with its meaning. `site` addresses are judged when all outputs are known; `page` is the address of
 * another bulletin, `query` stands encoded behind its `?`, `media` a file beside this one; `broken` has a diagnostic already.
 */
export type ResolvedReference =
  | { to: 'self'; query: string; fragment: string }
  | { to: 'page'; url: string; query: string; fragment: string | null }
  | { to: 'media'; media: Media; query: string; fragment: string | null }
  | { to: 'site'; path: string; query: string; fragment: string | null; image: boolean; place: Place }
  | { to: 'broken' }
