/** The questions, for a page to answer, whether it fits its window: what moves sideways, what is cut off. */

/** Elements that stick out of the page to the right, but for what lies in a scroll region of its own (a wide table). */
export const sideways = `(() => {
  const width = document.documentElement.clientWidth
  const scrolls = (one) => one !== null && one !== document.documentElement && one !== document.body &&
    (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement))
  const out = [...document.body.querySelectorAll('*')].filter(
    (one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1 && !scrolls(one.parentElement),
  )
  const page = document.scrollingElement
  return [
    ...(page.scrollWidth > page.clientWidth ? ['the page scrolls: ' + page.scrollWidth + ' > ' + page.clientWidth] : []),
    ...out.slice(0, 3).map((one) => one.cloneNode(false).outerHTML),
  ]
})()`

/**
 * Elements whose own text is cut off; those that are hidden from sight on purpose (1 px) are left out, and titles and summaries of lists that end
 * in an ellipsis after some lines: they are whole on the page that they lead to.
 */
export const cut = `[...document.body.querySelectorAll('*')]
  .filter((one) => {
    const style = getComputedStyle(one)
    const clips = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY)
    const speaks = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
    const leads = style.webkitLineClamp !== 'none' && one.closest('li, .lead')?.querySelector('a[href]')
    return clips && speaks && !leads && one.clientWidth > 2 && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
  })
  .map((one) => one.outerHTML.slice(0, 200))`
