/** The pages of all lists. */
import { listingPage } from '../shared/pages.mjs'

export const data = {
  layout: false,
  pagination: { data: 'collections.listings', size: 1, alias: 'listing' },
  permalink: ({ listing }) => listing.url,
}

export const render = ({ listing }) => listingPage(listing)
