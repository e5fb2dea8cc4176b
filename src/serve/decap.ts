/** Decap's protocol for a backend on this machine, as its proxy backend 3.5 speaks it and decap-server 3.11 answers it. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import * as z from 'zod'
import type { ContentFiles } from './content-files.ts'

const path = z.string().min(1).max(1000)
const asset = z.object({ path, content: z.base64(), encoding: z.literal('base64') })
const text = z.object({ path, raw: z.string(), newPath: z.undefined().optional() })
const act = <A extends string, P extends z.ZodRawShape>(action: A, params: P) =>
  z.object({ action: z.literal(action), params: z.object(params) })

/** What may be asked. Workflow, notes and renaming are left to git hosts: here a save is a file. */
const requests = z.discriminatedUnion('action', [
  z.object({ action: z.literal('info') }),
  act('entriesByFolder', {
    folder: path,
    extension: z.string().regex(/^\w{1,8}$/),
    depth: z.number().int().min(1).max(20),
  }),
  act('entriesByFiles', { files: z.array(z.object({ path })).max(10_000) }),
  act('getEntry', { path }),
  act('persistEntry', { dataFiles: z.array(text).min(1).max(20), assets: z.array(asset).max(1000) }),
  act('getMedia', { mediaFolder: path }),
  act('getMediaFile', { path }),
  act('persistMedia', { asset }),
  act('deleteFile', { path }),
  act('deleteFiles', { paths: z.array(path).min(1).max(1000) }),
  act('getDeployPreview', {}),
])

export type DecapRequest = z.output<typeof requests>

/** Reads a request; null where it is none that is answered here. */
export function decapRequest(body: unknown): DecapRequest | null {
  const { success, data } = requests.safeParse(body)
  return success ? data : null
}

/** Answers a request, as a value that becomes JSON. Throws as `files` does. */
export function answerDecap(request: DecapRequest, files: ContentFiles): unknown {
  switch (request.action) {
    case 'info':
      return { repo: 'build-portal', publish_modes: ['simple'], type: 'local_fs' }
    case 'entriesByFolder': {
      const { folder, extension, depth } = request.params
      const found = files.list(folder, `.${extension}`, depth)
      const others = folder === 'content' ? /^content\/(?:pages|decisions)\// : null
      return found.filter((one) => !others?.test(one)).map((one) => entry(one, headOf(files.read(one))))
    }
    case 'entriesByFiles':
      return request.params.files.map((file) => entry(file.path, files.read(file.path)))
    case 'getEntry':
      return entry(request.params.path, files.open(request.params.path))
    case 'persistEntry': {
      const { assets, dataFiles } = request.params
      files.write([
        // First what a text names: a build in between finds it.
        ...assets.map((one) => ({ path: one.path, data: Buffer.from(one.content, 'base64'), isText: false })),
        ...dataFiles.map((one) => ({ path: one.path, data: one.raw, isText: true })),
      ])
      return { message: 'entry persisted' }
    }
    case 'getMedia':
      return files
        .list(request.params.mediaFolder, '', 1)
        .filter((one) => !/\.(?:md|ya?ml)$/.test(one))
        .map((one) => medium(one, files.read(one)))
    case 'getMediaFile':
      return medium(request.params.path, files.read(request.params.path))
    case 'persistMedia': {
      const one = request.params.asset
      files.write([{ path: one.path, data: Buffer.from(one.content, 'base64'), isText: false }])
      return medium(one.path, files.read(one.path))
    }
    case 'deleteFile':
      files.remove([request.params.path])
      return { message: 'deleted' }
    case 'deleteFiles':
      files.remove(request.params.paths)
      return { message: 'deleted' }
    case 'getDeployPreview':
      return null
  }
}

/** `data` is null for a file that is not there: so the editor finds out whether a name is free. */
function entry(path: string, bytes: Buffer | null): object {
  return { data: bytes?.toString('utf8') ?? null, file: { path, id: bytes && digest(bytes) } }
}

/** What a list shows stands in a text's head; the editor asks for the whole file of the one that is opened. */
function headOf(bytes: Buffer | null): Buffer | null {
  const head = bytes && /^\ufeff?---[ \t]*\r?\n[\s\S]*?\n---[ \t]*\r?(?:\n|$)/.exec(bytes.toString('utf8'))
  return head ? Buffer.from(head[0]) : bytes
}

function medium(path: string, bytes: Buffer | null): object {
  const content = (bytes ?? Buffer.alloc(0)).toString('base64')
  return { id: digest(bytes ?? ''), content, encoding: 'base64', path, name: basename(path) }
}

function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
