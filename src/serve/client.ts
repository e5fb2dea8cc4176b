/** The script that the preview puts into its pages: reloads them after a build, shows what a failed one says. */

/** The script's text. The page's build is in the script's own address; the style is adopted, as a strict CSP allows. */
export const clientScript = `(() => {
  const own = new URL(document.currentScript.src)
  const style = \`
    :host { all: initial }
    section { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; box-sizing: border-box; padding: 1rem;
      background: #fdf7f6; color: #1d1b1a; font: 16px/1.5 system-ui, sans-serif; border-top: .5rem solid #a3150c }
    h2 { margin: 0 0 1rem; font-size: 1.25rem; color: #a3150c }
    ol { margin: 0 auto; padding: 0; max-width: 60rem; list-style: none }
    h2 { max-width: 60rem; margin-inline: auto }
    li { margin: 0 0 1rem; padding: .75rem 1rem; background: #fff; border-inline-start: .25rem solid #a3150c }
    li.warning { border-color: #8a5a00 } li.info { border-color: #1f5fa8 }
    p { margin: .25rem 0; overflow-wrap: anywhere } .where { font-weight: 600 } .hint { color: #14532d }
    code, pre { font: .875rem/1.5 ui-monospace, monospace } code { color: #57534e }
    pre { overflow: auto; padding: .5rem; background: #f5f1ef; white-space: pre }
    @media (prefers-color-scheme: dark) {
      section { background: #1d1716; color: #f5efed } li { background: #2a2220 } pre { background: #1d1716 }
      h2 { color: #ff9a8f } .hint { color: #9ae6b4 } code { color: #cdc3bf } }\`
  let host = null
  const show = (html) => {
    host?.remove()
    host = null
    if (html === null) return
    host = document.createElement('build-portal-overlay')
    const root = host.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    root.adoptedStyleSheets = [sheet]
    const section = document.createElement('section')
    section.setAttribute('role', 'alertdialog')
    section.setAttribute('lang', own.searchParams.get('lang') ?? '')
    section.innerHTML = html
    root.append(section)
    document.documentElement.append(host)
  }
  new EventSource(new URL('events', own)).onmessage = ({ data }) => {
    const { build, overlay } = JSON.parse(data)
    if (build !== own.searchParams.get('build') && overlay === null) location.reload()
    else show(overlay)
  }
})()
`
