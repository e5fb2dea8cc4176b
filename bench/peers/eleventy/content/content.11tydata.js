/** What all bulletins have in common: their layout and their address. */
export default {
  layout: 'bulletin.njk',
  permalink: ({ page }) => `/${page.date.toISOString().slice(0, 7).replace('-', '/')}/${page.fileSlug}/`,
}
