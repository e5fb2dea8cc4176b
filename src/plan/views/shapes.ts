/** Which view each template gets. */
import { archiveShape } from './archive.ts'
import { bulletinShape } from './bulletin.ts'
import { homeShape } from './home.ts'
import { listingShape } from './listing.ts'
import { officesShape } from './offices.ts'
import { decisionShape, registerShape } from './register.ts'
import { searchShape } from './search.ts'
import { correctionsShape, notFoundShape, redirectShape, removedShape, standingShape } from './standing.ts'

/** By the template's name: `bulletin` is `templates/bulletin.hbs`. */
export const shapes = {
  archive: archiveShape,
  bulletin: bulletinShape,
  corrections: correctionsShape,
  decision: decisionShape,
  home: homeShape,
  listing: listingShape,
  'not-found': notFoundShape,
  offices: officesShape,
  redirect: redirectShape,
  register: registerShape,
  removed: removedShape,
  search: searchShape,
  standing: standingShape,
}

export type TemplateName = keyof typeof shapes
