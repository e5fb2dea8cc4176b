/** The preview of a site at a git host: the article in the portal's own styles, without what only a build knows. */
import type { EditorSettings } from '../render/editor/page.ts'
import type { Kept, PreviewProps } from './decap.ts'

type Pane = { props: PreviewProps & { widgetFor(name: string): unknown } }

/** Registers the pane for both kinds of texts. */
export function registerPlainPreview({ styles, words }: EditorSettings, collections: readonly string[]): void {
  const { CMS, createClass, h } = window
  for (const style of styles) CMS.registerPreviewStyle(style)
  const pane = {
    render(this: Pane) {
      const { entry, widgetFor, getAsset } = this.props
      const text = (...path: string[]) => String(entry.getIn(['data', ...path]) ?? '')
      const authors = (entry.getIn(['data', 'author']) as Kept | undefined)?.toJS() ?? []
      const names = (Object.values(authors) as { name?: string }[]).map(({ name }) => name ?? '').join(', ')
      const source = text('image', 'src')
      return h(
        'main',
        { className: 'article' },
        h('p', { role: 'note' }, words.plain),
        h(
          'article',
          {},
          h('h1', {}, text('title')),
          h('p', {}, [text('date').slice(0, 10).split('-').reverse().join('/'), names].filter(Boolean).join(' · ')),
          text('summary') === '' ? null : h('p', {}, h('strong', {}, text('summary'))),
          source === '' ? null : h('img', { src: String(getAsset(source) ?? ''), alt: text('image', 'alt') }),
          widgetFor('body'),
        ),
      )
    },
  }
  for (const collection of collections) CMS.registerPreviewTemplate(collection, createClass(pane))
}
