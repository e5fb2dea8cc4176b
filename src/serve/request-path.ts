/** What a request asks for, before anything is looked up: a host of this preview, and a path in one form. */
import type { IncomingMessage } from 'node:http'

/** The target without scheme and host, which a request by a proxy has (RFC 9112, 3.2.2). */
export function originForm({ url = '/' }: IncomingMessage): string {
  return url.replace(absoluteForm, '')
}

const absoluteForm = /^https?:\/\/[^/?#]*/i

/** Whether a request names this preview: another site's name that points at this machine must not read drafts (DNS rebinding). */
export function isForHost({ headers, url = '' }: IncomingMessage, host: string): boolean {
  const names = ['localhost', '127.0.0.1', '[::1]', host.toLowerCase(), `[${host.toLowerCase()}]`]
  const isOwn = (authority: string) => names.includes(authority.replace(/:\d*$/, '').toLowerCase())
  const [absolute] = absoluteForm.exec(url) ?? []
  return isOwn(headers.host ?? '') && (absolute === undefined || isOwn(absolute.replace(/^https?:\/\//i, '')))
}

/**
 * The path of a target, decoded; null where it is none, or another way of writing one. With one way for each, a rule about
 * a path holds for the file: there are no empty steps, no `.` and `..`, no backslashes and no control characters.
 */
export function decodedPath(target: string): string | null {
  try {
    const path = decodeURIComponent(target.replace(/[?#].*$/s, ''))
    const [first, ...steps] = path.split('/')
    const isOdd = (step: string, index: number) => /^\.{1,2}$/.test(step) || (step === '' && index < steps.length - 1)
    return first !== '' || steps.length === 0 || /[\p{Cc}\\]/u.test(path) || steps.some(isOdd) ? null : path
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
