/** The files of approvals/: who released a bulletin, when, and the digest of what it said. */
import { join } from 'node:path'
import * as z from 'zod'
import { type Moment, readMoment } from './calendar.ts'
import * as s from './schema.ts'
import { readText } from './text.ts'
import { parseYaml } from './yaml.ts'

/** One approval as written. */
export interface WrittenApproval {
  by: string
  at: Moment
  digest: string
  emergency: string | null
}

const schema = s.map({
  approvals: s
    .list(
      s.map({
        by: s.text,
        at: z.string('date'),
        digest: z.string('text').regex(/^[0-9a-f]{64}$/, 'text'),
        emergency: s.text.optional(),
      }),
    )
    .min(1, 'list'),
})

/** The name of a bulletin's file in approvals/, below the portal's folder; `path` is the bulletin's below content/. */
export function approvalsFile(path: string): string {
  return `approvals/${path}.yaml`
}

/**
 * Reads the last approval of a bulletin; null where there is none, `invalid` where what the file holds is no approval, and what the
 * system says (`EACCES`) where it does not let the file be read.
 */
export function readApproval(
  root: string,
  path: string,
  timezone: string,
): WrittenApproval | null | 'invalid' | { unreadable: string } {
  const file = approvalsFile(path)
  const read = readText({ absolute: join(root, file), file })
  if ('diagnostic' in read) {
    const { reason } = read.diagnostic.args as { reason?: string }
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return null
    return reason === undefined ? 'invalid' : { unreadable: reason }
  }
  const { map } = parseYaml(read.text)
  const value = map === null ? null : s.applySchema(schema, map.value)
  const last = value?.faults.length === 0 ? value.value?.approvals.at(-1) : undefined
  if (last === undefined) return 'invalid'
  const at = readMoment(last.at, timezone)
  if ('fault' in at) return 'invalid'
  return { by: last.by, at, digest: last.digest, emergency: last.emergency ?? null }
}

/** An approval as one more entry of its bulletin's file; `before` is the file's text so far, or null. */
export function withApproval(before: string | null, { by, at, digest, emergency }: WrittenApproval): string {
  const entry = [
    `  - by: ${JSON.stringify(by)}\n`,
    `    at: ${at.text}\n`,
    `    digest: "${digest}"\n`,
    ...(emergency === null ? [] : [`    emergency: ${JSON.stringify(emergency)}\n`]),
  ]
  const head = before === null ? 'approvals:\n' : before.replace(/\n*$/, '\n')
  return head + entry.join('')
}
