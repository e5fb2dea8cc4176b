/** The page of a bulletin. */
import { bulletinPage } from '../shared/pages.mjs'

export function render({ page, content }) {
  return bulletinPage(this.itemOf(page.url), content)
}
