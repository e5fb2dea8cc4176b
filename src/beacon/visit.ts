/** When a reader views a page, and whether that is to be counted. */
import { told } from './page.ts'

/** Whether the reader asks not to be followed (Do Not Track, Global Privacy Control): numbers are read, nothing is counted. */
export const isPrivate =
  navigator.doNotTrack === '1' || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl

/** How long an answer is waited for, in milliseconds, and that neither cookie nor login goes along. */
export function request(): RequestInit {
  return { keepalive: true, credentials: 'omit', signal: AbortSignal.timeout(5000) }
}

/**
 * Calls once the page is before its reader's eyes, and again each time it comes back from the back-forward cache. Never for a
 * browser that a program drives (unless the page says `data-test`), nor for a copy on this machine that would count elsewhere.
 */
export function onView(view: () => void): void {
  const isLocal = (host: string) => /^(localhost|127\..*|\[::1]|)$/.test(host)
  const seen = () => {
    if (document.visibilityState === 'visible') view()
    else document.addEventListener('visibilitychange', seen, { once: true })
  }
  if (
    (navigator.webdriver && told.test === undefined) ||
    (isLocal(location.hostname) && !isLocal(new URL(told.endpoint as string, location.href).hostname))
  )
    return
  addEventListener('pageshow', ({ persisted }) => persisted && seen())
  seen()
}
