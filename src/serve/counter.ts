/** The preview's own view counter: the endpoint, in this process and below the preview's address, that counts whatever is previewed. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OpenEndpoint } from '../counter/serve.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'

/** Where the preview's pages count. */
export const counterAddress = '/.build-portal/counter'

/** Answers requests below `counterAddress`. The endpoint starts with the first of them: most previews never ask. */
export interface PreviewCounter {
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  close: () => Promise<void>
}

/** What previewed pages give as the name of their site. */
const previewSite = 'preview'

/** `store` is the file of its numbers, `host` the preview's, `timezone` gives the site's; `told` hears why it cannot be started. Code: `counter-failed`. */
export function previewCounter(
  store: string,
  host: string,
  timezone: () => string,
  told: (diagnostics: readonly Diagnostic[]) => void,
): PreviewCounter {
  let open: Promise<OpenEndpoint | null> | null = null
  const start = async (port: number): Promise<OpenEndpoint | null> => {
    const [{ openEndpoint, NotStarted }, { siteSettings }] = await Promise.all([
      import('../counter/serve.ts'),
      import('../counter/settings.ts'),
    ])
    const site = siteSettings(previewSite, `http://${host}/`, timezone(), true, null)
    const names = ['localhost', '127.0.0.1', '[::1]', host.includes(':') ? `[${host}]` : host]
    const sites = [{ ...site, origins: names.map((name) => new URL(`http://${name}:${port}`).origin) }]
    try {
      return await openEndpoint({ store, trustProxy: [], sites }, () => {})
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error
      told([problem('counter-failed', { what: error.what, reason: error.message })])
      return null
    }
  }
  return {
    async answer(request, response) {
      open ??= start(request.socket.localPort ?? 0)
      const endpoint = await open
      if (endpoint === null) {
        response.writeHead(503).end()
        return
      }
      request.url = (request.url ?? '').slice(counterAddress.length)
      await endpoint.answer(request, response)
    },
    async close() {
      await (await open)?.close()
    },
  }
}
