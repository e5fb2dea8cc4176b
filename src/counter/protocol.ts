/** The messages between a page and the endpoint (contract section 6). */
import * as z from 'zod'

const number = z.number().int().min(0)

/** What a page sends: `POST /v1/hits`. Keys of a later beacon are passed over. */
export const hitShape = z.object({ site: z.string().min(1).max(64), path: z.string().min(1).max(3072) })

/** A site's numbers: distinct visitors in the last five minutes; views of the day, the week from Monday, and in all. */
export const siteShape = z.object({ online: number, today: number, week: number, total: number })

/** An answer to `GET /v1/counts`; `next` leads on where the whole list was asked for. */
export const countsShape = z.object({
  pages: z.record(z.string(), z.object({ views: number })),
  site: siteShape,
  asOf: z.string(),
  next: z.string().nullable().optional(),
})

export type SiteNumbers = z.output<typeof siteShape>

/** Why a request was refused, with the status that it gets; the body is `{"error": "…"}`. */
export const refusals = {
  'body-invalid': 400,
  'path-invalid': 400,
  'query-invalid': 400,
  'origin-refused': 403,
  'not-found': 404,
  'site-unknown': 404,
  'path-unknown': 404,
  'method-refused': 405,
  'length-required': 411,
  'body-too-large': 413,
  'type-refused': 415,
  'too-many-requests': 429,
  'endpoint-failed': 500,
  'pages-unknown': 503,
  'store-unavailable': 503,
} as const

export type Refusal = keyof typeof refusals

/** An instant as the protocol writes it: UTC, to the second. */
export function asOf(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}
