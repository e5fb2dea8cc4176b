/** The script that the preview puts into its pages: reloads them after a build, shows what a failed one says. */
import { problemsStyle } from './overlay.ts'

/**
 * The script's text. The page's build is in the script's own address, and whether the page stays whatever is built (`stays`)
 * or is itself what there is to say (`problems`). The style is adopted, as a strict policy allows.
 */
export const clientScript = `(() => {
  const own = new URL(document.currentScript.src)
  const is = (name) => own.searchParams.has(name)
  const key = 'build-portal-folded'
  // Some browsers refuse a page its storage: then each page begins as it does.
  const storage = (() => { try { return sessionStorage } catch { return { getItem: () => null, setItem() {} } } })()
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(':host { all: initial }' + ${JSON.stringify(problemsStyle)})
  let host = null
  const show = (html) => {
    const hadFocus = host?.shadowRoot.activeElement?.matches('button') ?? false
    host?.remove()
    host = null
    if (html === null) return
    host = document.createElement('build-portal-overlay')
    const root = host.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheet]
    root.innerHTML = html
    const section = root.querySelector('section')
    const button = root.querySelector('button')
    const fold = (isFolded) => {
      section.classList.toggle('folded', isFolded)
      button.setAttribute('aria-expanded', String(!isFolded))
    }
    const choose = (isFolded) => {
      fold(isFolded)
      storage.setItem(key, isFolded ? 'yes' : 'no')
    }
    fold((storage.getItem(key) ?? (is('stays') ? 'yes' : 'no')) === 'yes')
    button.addEventListener('click', () => choose(!section.classList.contains('folded')))
    root.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape') return
      choose(true)
      button.focus()
    })
    // In the editor a link to a file leads to what lies below.
    root.addEventListener('click', ({ target }) => { if (target.closest('a')) choose(true) })
    document.documentElement.append(host)
    if (hadFocus) button.focus()
  }
  const listen = () => {
    const events = new EventSource(new URL('events', own))
    events.onmessage = ({ data }) => {
      const { build, overlay } = JSON.parse(data)
      const isNew = build !== own.searchParams.get('build')
      if (is('problems') ? isNew : isNew && overlay === null && !is('stays')) location.reload()
      else if (!is('problems')) show(overlay)
    }
    // A lost connection the browser opens again by itself, a refused one it does not.
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000)
    }
  }
  listen()
})()
`
