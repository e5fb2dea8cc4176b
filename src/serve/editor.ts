/** The editor's door in the preview: files and drafts over HTTP, for the editor's own page on this machine alone. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Language } from '../diagnostics/diagnostic.ts'
import { CONTENT, Conflict, type ContentFiles, Refused } from './content-files.ts'
import { answerDecap, decapRequest } from './decap.ts'
import type { Draft, DraftPage } from './drafts.ts'

/** Where the editor's page finds its backend. */
export const editorAddress = '/.build-portal/editor'
/** Where the pages of drafts are. */
export const draftsAddress = '/.build-portal/drafts'

/** Answers requests at and below `editorAddress`. */
export type PreviewEditor = (request: IncomingMessage, response: ServerResponse) => void

/** More than a bulletin with its pictures and films may have. */
const LARGEST = 256 * 1024 * 1024

const draftRequest = z.object({
  collection: z.string(),
  path: z.string().startsWith(`${CONTENT}/`).nullable(),
  text: z.string(),
  files: z.record(z.string().regex(/^[^/\\\p{Cc}]+$/u), z.base64()),
})

/** What the editor is told where a save does not succeed. */
const words: Record<Language, Record<'conflict' | 'refused' | 'failed', (path: string) => string>> = {
  vi: {
    conflict: (path) =>
      `${path} đã có hoặc đã được sửa ở nơi khác từ lúc bạn mở. Chép phần bạn vừa viết, tải lại trang này rồi ghi vào bản mới.`,
    refused: (path) => `Không ghi được ${path}: chỉ ghi bản tin (.md) và ảnh, tệp đính kèm trong thư mục content/.`,
    failed: (reason) => `Không đọc hoặc ghi được tệp trên máy (${reason}).`,
  },
  en: {
    conflict: (path) =>
      `${path} exists, or was changed elsewhere since you opened it. Copy what you wrote, load this page again, and write it into the new version.`,
    refused: (path) => `${path} is not written: only bulletins (.md), pictures and attachments below content/ are.`,
    failed: (reason) => `A file of this machine cannot be read or written (${reason}).`,
  },
}

/** Makes the door. `draftPage` makes the page of a draft; what the editor is told is in the language that it asks for. */
export function previewEditor(
  files: ContentFiles,
  draftPage: (draft: Draft, language: Language) => Promise<DraftPage>,
): PreviewEditor {
  let count = 0
  const answer = async (
    path: string,
    body: unknown,
    language: Language,
  ): Promise<{ status: number; value: unknown }> => {
    if (path === editorAddress) {
      const request = decapRequest(body)
      if (request === null) return { status: 422, value: { error: 'unknown request' } }
      return { status: 200, value: answerDecap(request, files) }
    }
    const { success, data } = draftRequest.safeParse(body)
    if (path !== `${editorAddress}/draft` || !success) return { status: 422, value: { error: 'unknown request' } }
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
  return (request, response) => {
    const send = (status: number, value: unknown) => {
      if (response.headersSent) return
      const body = JSON.stringify(value)
      response.writeHead(status, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
      })
      response.end(body)
    }
    if (!isOwn(request)) return send(403, { error: 'forbidden' })
    if (request.method !== 'POST') return send(405, { error: 'method not allowed' })
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return send(415, { error: 'not JSON' })
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const language = searchParams.get('lang') === 'en' ? 'en' : 'vi'
    bodyOf(request)
      .then(
        (body) => answer(pathname, body, language),
        (error) => ({ status: error instanceof SyntaxError ? 400 : 413, value: { error: 'unreadable request' } }),
      )
      .then(
        ({ status, value }) => send(status, value),
        (error) => {
          if (error instanceof Conflict) send(409, { error: words[language].conflict(error.path) })
          else if (error instanceof Refused) send(403, { error: words[language].refused(error.path) })
          else if (error instanceof Error && 'code' in error)
            send(500, { error: words[language].failed(String(error.code)) })
          else throw error
        },
      )
  }
}

/** Whether a request comes from this machine, and from a page of this server: a browser says so of every POST. */
function isOwn({ headers, socket }: IncomingMessage): boolean {
  const isHere = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '')
  const site = headers['sec-fetch-site']
  return isHere && headers.origin === `http://${headers.host}` && (site === undefined || site === 'same-origin')
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > LARGEST) throw new RangeError('too large')
    parts.push(part)
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'))
}
