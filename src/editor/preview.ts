/** The preview pane: the draft as the build makes its page, asked of the preview's server after every pause. */
import type { EditorSettings } from '../render/editor/page.ts'
import type { Kept, Part, PreviewProps } from './decap.ts'
import { toFile } from './format.ts'

/** What the server says of a draft: the address of its page, null where it cannot be made, and every problem in words. */
export interface DraftAnswer {
  page: string | null
  problems: { severity: 'error' | 'warning' | 'info'; message: string; hint: string }[]
}

/** So long after the last letter the page is made anew (milliseconds). */
const PAUSE = 250

const style = `
  html, body, body > div, .frame-content, .frame-content > div { height: 100%; margin: 0 }
  .draft { display: flex; flex-direction: column; height: 100%; font: 15px/1.5 system-ui, sans-serif; color: #1d1b1a }
  .draft iframe { flex: 1; width: 100%; border: 0; background: #fff }
  .draft ol { margin: 0; padding: .5rem .75rem; max-height: 33%; overflow: auto; list-style: none; background: #fdf7f6 }
  .draft li { margin: .25rem 0; padding: .25rem .5rem; background: #fff; border-inline-start: .25rem solid #8a5a00 }
  .draft li.error { border-color: #a3150c } .draft li b { color: #a3150c } .draft li span { display: block; color: #14532d }
  .draft p { margin: 0; padding: .5rem .75rem }
  .draft:has(iframe[src]) p { display: none }`

/** Registers the pane for both kinds of texts. */
export function registerDraftPreview({ drafts, words }: EditorSettings, collections: readonly string[]): void {
  const { CMS, createClass, h } = window
  CMS.registerPreviewStyle(style, { raw: true })
  for (const collection of collections) {
    const asking = asker(drafts ?? '', collection)
    const pane = {
      getInitialState: () => ({ page: null, problems: [], isAway: false }),
      componentDidMount(this: Pane) {
        this.stop = asking(this, 0)
      },
      componentDidUpdate(this: Pane, before: PreviewProps) {
        if (before.entry.get('data') === this.props.entry.get('data')) return
        this.stop?.()
        this.stop = asking(this, PAUSE)
      },
      componentWillUnmount(this: Pane) {
        this.stop?.()
      },
      render(this: Pane) {
        const { page, problems, isAway } = this.state
        const items = problems.map(({ severity, message, hint }, key) =>
          h('li', { key, className: severity }, message, h('span', {}, hint)),
        )
        return h(
          'div',
          { className: 'draft' },
          items.length === 0 ? null : h('ol', { 'aria-label': words.problems }, items),
          h('p', { role: 'status' }, isAway ? words.away : words.waiting),
          // Without scripts: nothing is counted, and a page is whole without them.
          page === null
            ? null
            : h('iframe', { title: words.preview, sandbox: 'allow-same-origin', src: page, onLoad: keepPlace }),
        )
      },
    }
    CMS.registerPreviewTemplate(collection, createClass(pane))
  }
}

type State = DraftAnswer & { isAway: boolean }
type Pane = Part & { state: State; setState(state: Partial<State>): void; stop?: () => void }

/** How far a page was read, kept over the next one of the same draft. */
let place = 0
function keepPlace({ target }: { target: HTMLIFrameElement }): void {
  const view = target.contentWindow
  if (view === null) return
  view.scrollTo({ top: place, behavior: 'instant' })
  view.addEventListener('scroll', () => {
    place = view.scrollY
  })
}

/** Gives what asks for a draft's page after a delay; its answer ends the asking. */
function asker(address: string, collection: string): (pane: Pane, delay: number) => () => void {
  return (pane, delay) => {
    const controller = new AbortController()
    const { signal } = controller
    const ask = async () => {
      const { entry } = pane.props
      const text = toFile((entry.get('data') as Kept).toJS())
      const files = await unsavedFiles(entry)
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ collection, path: entry.get('path') || null, text, files }),
        signal,
      })
      const answer = (await response.json()) as DraftAnswer
      // A page that cannot be made leaves the last one there.
      if (!signal.aborted) pane.setState({ ...answer, page: answer.page ?? pane.state.page, isAway: false })
    }
    const timer = setTimeout(() => void ask().catch(() => signal.aborted || pane.setState({ isAway: true })), delay)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }
}

/** The draft's files that are not in its folder yet, in base64 by name. */
async function unsavedFiles(entry: Kept): Promise<Record<string, string>> {
  const files = (entry.get('mediaFiles') as Kept | undefined)?.toJS() ?? []
  const unsaved: Record<string, string> = {}
  for (const file of Object.values(files) as { name?: string; url?: string; draft?: boolean }[]) {
    if (file.draft !== true || file.name === undefined || !file.url?.startsWith('blob:')) continue
    unsaved[file.name] = await inBase64(file.url)
  }
  return unsaved
}

const known = new Map<string, Promise<string>>()
function inBase64(url: string): Promise<string> {
  const read =
    known.get(url) ??
    fetch(url)
      .then((response) => response.blob())
      .then(
        (blob) =>
          new Promise<string>((resolve, reject) => {
            const reader = new FileReader()
            reader.onerror = () => reject(reader.error)
            reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
            reader.readAsDataURL(blob)
          }),
      )
  known.set(url, read)
  return read
}
