/** The editor's door in the preview: files and drafts over HTTP, for the editor's own page on this machine alone. */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import type { Language } from '../diagnostics/diagnostic.ts'
import { CONTENT, Conflict, type ContentFiles, Refused } from './content-files.ts'
import { answerDecap, decapRequest } from './decap.ts'
import type { Draft, DraftPage } from './drafts.ts'

/** Below it the editor's page finds its backend, at an address that only this page knows. */
export const editorAddress = '/.build-portal/editor'
/** Where the pages of drafts are. */
export const draftsAddress = '/.build-portal/drafts'

/** `address` is the backend's, new with every preview; `answer` is for requests below `editorAddress`. */
export interface PreviewEditor {
  address: string
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

/** More than a bulletin with its pictures and films may have. */
const LARGEST = 256 * 1024 * 1024

const draftRequest = z.object({
  collection: z.string(),
  path: z.string().startsWith(`${CONTENT}/`).nullable(),
  text: z.string(),
  files: z.record(z.string().regex(/^[^/\\\p{Cc}]+$/u), z.base64()),
})

/** What the editor is told where a save does not succeed. */
const words: Record<Language, Record<'conflict' | 'refused' | 'failed' | 'restarted', (path: string) => string>> = {
  vi: {
    conflict: (path) =>
      `${path} đã có hoặc đã được sửa ở nơi khác từ lúc bạn mở. Chép phần bạn vừa viết, tải lại trang này rồi ghi vào bản mới.`,
    refused: (path) => `Không ghi được ${path}: chỉ ghi bản tin (.md) và ảnh, tệp đính kèm trong thư mục content/.`,
    failed: (reason) => `Không đọc hoặc ghi được tệp trên máy (${reason}).`,
    restarted: () =>
      'Bản xem trước đã khởi động lại từ lúc bạn mở trang này. Chép phần bạn vừa viết, tải lại trang rồi ghi lại.',
  },
  en: {
    conflict: (path) =>
      `${path} exists, or was changed elsewhere since you opened it. Copy what you wrote, load this page again, and write it into the new version.`,
    refused: (path) => `${path} is not written: only bulletins (.md), pictures and attachments below content/ are.`,
    failed: (reason) => `A file of this machine cannot be read or written (${reason}).`,
    restarted: () =>
      'The preview was started again since you opened this page. Copy what you wrote, load the page again, and save it there.',
  },
}

/** Makes the door. `draftPage` makes the page of a draft; what the editor is told is in the language that it asks for. */
export function previewEditor(
  files: ContentFiles,
  draftPage: (draft: Draft, language: Language) => Promise<DraftPage>,
): PreviewEditor {
  let count = 0
  const address = `${editorAddress}/${randomBytes(24).toString('base64url')}`
  const valueFor = async (
    path: string,
    body: unknown,
    language: Language,
  ): Promise<{ status: number; value: unknown }> => {
    if (path === address) {
      const request = decapRequest(body)
      if (request === null) return { status: 422, value: { error: 'unknown request' } }
      return { status: 200, value: answerDecap(request, files) }
    }
    const { success, data } = draftRequest.safeParse(body)
    if (!success) return { status: 422, value: { error: 'unknown request' } }
    // The path is the editor's own; what leads elsewhere is refused here as it is there.
    if (data.path !== null) files.read(data.path)
    const { page, problems } = await draftPage(
      {
        collection: data.collection,
        path: data.path?.slice(CONTENT.length + 1) ?? null,
        text: data.text,
        files: new Map(Object.entries(data.files).map(([name, content]) => [name, Buffer.from(content, 'base64')])),
      },
      language,
    )
    return { status: 200, value: { page: page && `${page}?${++count}`, problems } }
  }
  const judged = async (request: IncomingMessage): Promise<{ status: number; value: unknown }> => {
    if (!isOwn(request)) return { status: 403, value: { error: 'forbidden' } }
    if (request.method !== 'POST') return { status: 405, value: { error: 'method not allowed' } }
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
      return { status: 415, value: { error: 'not JSON' } }
    const [path = '', query] = (request.url ?? '').split('?')
    const language = new URLSearchParams(query).get('lang') === 'en' ? 'en' : 'vi'
    if (path !== address && path !== `${address}/draft`)
      return { status: 403, value: { error: words[language].restarted('') } }
    try {
      return await valueFor(path, await bodyOf(request), language)
    } catch (error) {
      if (error instanceof Conflict) return { status: 409, value: { error: words[language].conflict(error.path) } }
      if (error instanceof Refused) return { status: 403, value: { error: words[language].refused(error.path) } }
      if (error instanceof Unreadable) return { status: error.status, value: { error: 'unreadable request' } }
      if (error instanceof Error && 'code' in error)
        return { status: 500, value: { error: words[language].failed(String(error.code)) } }
      throw error
    }
  }
  return {
    address,
    async answer(request, response) {
      const { status, value } = await judged(request)
      const body = JSON.stringify(value)
      response.writeHead(status, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
      })
      response.end(body)
    },
  }
}

/** Whether a request comes from this machine. */
export function isHere({ socket }: IncomingMessage): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '')
}

/** Whether a page of this server on this machine asks: a browser says so of every POST. A sandboxed file's origin is `null`. */
function isOwn(request: IncomingMessage): boolean {
  const { headers } = request
  const site = headers['sec-fetch-site']
  return (
    isHere(request) && headers.origin === `http://${headers.host}` && (site === undefined || site === 'same-origin')
  )
}

/** A request's body that is no JSON, or too long, or broken off. */
class Unreadable extends Error {
  readonly status: number
  constructor(status: number) {
    super(String(status))
    this.status = status
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > LARGEST) throw new Unreadable(413)
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch (error) {
    throw error instanceof SyntaxError ? new Unreadable(400) : error
  }
}
