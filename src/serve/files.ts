/** Files of the preview's folders: which a path means, and how each is sent, inert where it is no page of the site. */
import { realpathSync, type Stats, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, relative, sep } from 'node:path'
import send from 'send'
import { filePolicy, unboxed } from '../source/file-policy.ts'
import { rareJpegEnding } from '../source/image.ts'

/** So a picture or text beside a bulletin cannot speak to the editor's backend. */
const isFree = new RegExp(`\\.(?:${unboxed})$`, 'i')

/**
 * The file that a path of the site means, relative to the folder: `folder` where it lacks its slash, null where there is
 * none. The state of the publishing is no page, however a file system writes its name.
 */
export function fileAt(folder: string, path: string): string | null {
  const file = path.endsWith('/') ? `${path}index.html` : path
  const isState = (way: string) => /^\.portal(?:\/|$)/i.test(way)
  if (isState(path.slice(1))) return null
  const found = statOf(join(folder, file))
  if (found?.isDirectory()) return statOf(join(folder, file, 'index.html'))?.isFile() ? 'folder' : null
  if (!found?.isFile()) return null
  const way = relative(realpathSync.native(folder), realpathSync.native(join(folder, file))).split(sep)
  return way[0] === '..' || way[0] === '' || isState(way.join('/')) ? null : file
}

/** Sends a file of a folder; `file` is as `fileAt` gives it. Ranges, ETags and kinds are those of Express (`send`). */
export function sendFile(request: IncomingMessage, response: ServerResponse, folder: string, file: string): void {
  response.setHeader('Cache-Control', 'no-cache')
  if (rareJpegEnding.test(file)) response.setHeader('Content-Type', 'image/jpeg')
  if (!isFree.test(file)) response.setHeader('Content-Security-Policy', filePolicy)
  const path = file.split('/').map(encodeURIComponent).join('/')
  send(request, path, { root: folder, dotfiles: 'allow', index: false, cacheControl: false })
    .on('file', (_: string, { size }: Stats) => {
      // The end of a file that is shorter is the file (RFC 9110, 14.1.2); send's parser refuses it.
      const { range } = request.headers
      const [, end] = /^bytes=-(\d+)$/.exec(range ?? '') ?? []
      if (Number(end) > size) delete request.headers.range
    })
    .on('error', ({ status }: { status: number }) => {
      if (response.headersSent) return response.destroy()
      response.removeHeader('Content-Length')
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end()
    })
    .pipe(response)
}

/** Null where nothing is, and where no file can be: a name that is too long, a way through a file. */
function statOf(file: string): Stats | null {
  try {
    return statSync(file, { throwIfNoEntry: false }) ?? null
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENAMETOOLONG', 'ENOTDIR', 'ELOOP', 'EINVAL'].includes(String(error.code))
    )
      return null
    throw error
  }
}
