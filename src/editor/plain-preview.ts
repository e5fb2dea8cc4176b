/** The preview of a site at a git host: the article in the portal's own styles, without what only a build knows. */
import type { EditorSettings } from '../render/editor/page.ts'
import type { Kept, PreviewProps } from './decap.ts'

type Pane = { props: PreviewProps & { widgetFor(name: string): unknown } }

/** Registers the pane for both kinds of texts. */
export function registerPlainPreview({ styles, words, config }: EditorSettings, collections: readonly string[]): void {
  const { CMS, createClass, h } = window
  for (const style of styles) CMS.registerPreviewStyle(style)
  const fields = config.collections[0]?.fields ?? []
  const label = (key: string) => fields.find(({ name }) => name === key)?.label ?? key
  const pane = {
    render(this: Pane) {
      const { entry, widgetFor, getAsset } = this.props
      const text = (...path: string[]) => String(entry.getIn(['data', ...path]) ?? '')
      const authors = (entry.getIn(['data', 'author']) as Kept | undefined)?.toJS() ?? []
      const names = (Object.values(authors) as { name?: string }[]).map(({ name }) => name ?? '').join(', ')
      const source = text('image', 'src')
      const caption = [text('image', 'caption'), text('image', 'credit')].filter(Boolean).join(' – ')
      const day = text('date').slice(0, 10).split('-').reverse().join('/')
      // The article's own markup, as in templates/bulletin.hbs.
      return h(
        'main',
        { className: 'frame' },
        h('p', { role: 'note' }, h('small', {}, words.plain)),
        h(
          'article',
          { className: 'sheet bulletin' },
          h('h1', {}, text('title')),
          h(
            'dl',
            { className: 'byline' },
            h('div', {}, h('dt', {}, label('author')), h('dd', {}, names)),
            h('div', {}, h('dt', {}, label('date')), h('dd', {}, day)),
          ),
          h(
            'div',
            { className: 'text' },
            text('summary') === '' ? null : h('p', { className: 'summary' }, text('summary')),
            source === ''
              ? null
              : h(
                  'figure',
                  {},
                  h('img', { src: String(getAsset(source) ?? ''), alt: text('image', 'alt') }),
                  caption === '' ? null : h('figcaption', {}, caption),
                ),
            h('div', { className: 'prose' }, widgetFor('body')),
          ),
        ),
      )
    },
  }
  for (const collection of collections) CMS.registerPreviewTemplate(collection, createClass(pane))
}
