/** When a reader views a page, and whether that is to be counted. */
import { told } from './page.ts'

/** Whether the reader asks not to be followed (Do Not Track, Global Privacy Control): numbers are read, nothing is counted. */
export const isPrivate =
  navigator.doNotTrack === '1' || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl

/**
 * Whether a reader is there: not for a browser that a program drives (unless the page says `data-test`), nor for a copy of the
 * site on this machine that would count elsewhere.
 */
export const isReader =
  (navigator.webdriver ? told.test : /^(localhost$|127\.|\[|$)/.test(location.hostname) ? told.local : '') !== undefined

/** An answer is waited for five seconds; neither cookie nor login goes along. */
export function request(): RequestInit {
  return { keepalive: true, credentials: 'omit', signal: AbortSignal.timeout(5000) }
}

/** Calls once a loaded page is before its reader's eyes, and again each time it comes back from the back-forward cache. */
export function onView(view: () => void): void {
  const seen = () => {
    if (document.hidden) addEventListener('visibilitychange', seen, { once: true })
    else view()
  }
  if (isReader) addEventListener('pageshow', seen)
}
