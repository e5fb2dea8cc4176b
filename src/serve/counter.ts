/** The preview's own view counter: an endpoint in this process, reached below the preview's address, that counts whatever is previewed. */
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { RunningEndpoint } from '../counter/serve.ts'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'

/** Where the preview's pages count. */
export const counterAddress = '/.build-portal/counter'

/** Answers requests below `counterAddress`. The endpoint starts with the first of them: most previews never ask. */
export interface PreviewCounter {
  answer: (incoming: IncomingMessage, response: ServerResponse) => void
  close: () => Promise<void>
}

/** What previewed pages give as the name of their site. */
const previewSite = 'preview'

/** `store` is the file of its numbers, `timezone` gives the site's; `told` hears why it cannot be started. Code: `counter-failed`. */
export function previewCounter(
  store: string,
  timezone: () => string,
  told: (diagnostics: readonly Diagnostic[]) => void,
): PreviewCounter {
  let running: Promise<RunningEndpoint | null> | null = null
  const start = async (): Promise<RunningEndpoint | null> => {
    const [{ startEndpoint, NotStarted }, { siteSettings }] = await Promise.all([
      import('../counter/serve.ts'),
      import('../counter/settings.ts'),
    ])
    const sites = [siteSettings(previewSite, 'http://127.0.0.1/', timezone(), true, null)]
    try {
      return await startEndpoint({ host: '127.0.0.1', port: 0, store, trustProxy: [], sites }, () => {})
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error
      told([problem('counter-failed', { what: error.what, reason: error.message })])
      return null
    }
  }
  const unavailable = (response: ServerResponse) => {
    if (!response.headersSent) response.writeHead(503)
    response.end()
  }
  return {
    answer(incoming, response) {
      running ??= start()
      void running.then((endpoint) => {
        if (endpoint === null) return unavailable(response)
        // Pages and endpoint have one address here, so that nobody need be told who asks.
        const { origin: _, host: __, ...headers } = incoming.headers
        const { method } = incoming
        const path = (incoming.url ?? '').slice(counterAddress.length)
        const onward = request(`${endpoint.origin}${path}`, { method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(response)
        })
        onward.on('error', () => unavailable(response))
        incoming.pipe(onward)
      })
    },
    async close() {
      await (await running)?.close()
    },
  }
}
