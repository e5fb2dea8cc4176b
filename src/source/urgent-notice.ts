/** The urgent notice of the whole site: `static/notice.json`, which is in every page, and which pages fetch, so that one of a minute ago is seen, too. */
import * as z from 'zod'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { readMoment } from './calendar.ts'
import * as s from './schema.ts'
import { type KeyPath, parseYaml } from './yaml.ts'

const schema = s.map({
  text: s.textUpTo(300, 'notice'),
  url: s.anyLink.optional(),
  until: z
    .string('date')
    .refine((text) => !('fault' in readMoment(text, 'UTC')), 'date')
    .optional(),
  level: s.choice(['urgent', 'info'], 'level').default('urgent'),
})

/** The file's name in static/, and in the site. */
export const urgentNoticeFile = 'notice.json'

/** The notice as it is published: `url` with the prefix, `until` an instant in UTC. */
export interface UrgentNotice {
  text: string
  url?: string
  until?: string
  level: 'urgent' | 'info'
}

/** A link as somebody wrote it. */
export interface WrittenLink {
  url: string
  place: Place
}

/**
 * Reads the file's text and gives the text that is published: `{}` where nothing is to be told at `now` (milliseconds since 1970 UTC), else the
 * notice with the prefix in its link and `until` as an instant, after which pages show it no more; and the link. JSON is YAML, so every
 * fault has its place. Code: `urgent-notice-invalid`.
 */
export function readUrgentNotice(
  text: string | null,
  file: string,
  { prefix, timezone }: { prefix: string; timezone: string },
  now: number,
): { published: string; link: WrittenLink | null; diagnostics: Diagnostic[] } {
  const lines = lineIndex(text ?? '')
  const placeAt = (offset: number | null) =>
    offset === null ? { file, line: null, column: null } : { file, ...positionAt(lines, offset) }
  const { map, faults } = parseYaml(text ?? '')
  if (map === null)
    return {
      published: '',
      link: null,
      diagnostics: [
        problem('urgent-notice-invalid', { wrong: 'json', key: '', known: null }, placeAt(faults[0]?.offset ?? 0)),
      ],
    }
  if (Object.keys(map.value).length === 0) return { published: '{}\n', link: null, diagnostics: [] }

  const { value, faults: wrong } = s.applySchema(schema, map.value)
  const diagnostics = wrong.map((fault) => {
    const key = String(fault.path.at(-1) ?? '')
    const at = (path: KeyPath, part: 'key' | 'value') => placeAt(map.offsetOf(path, part))
    return fault.kind === 'unknown'
      ? problem(
          'urgent-notice-invalid',
          { wrong: 'unknown', key, known: didYouMean(key, fault.siblings) },
          at(fault.path, 'key'),
        )
      : problem(
          'urgent-notice-invalid',
          { wrong: fault.kind === 'missing' ? 'missing' : fault.expected, key, known: null },
          at(fault.path, 'value'),
        )
  })
  if (value === null || diagnostics.length > 0) return { published: '', link: null, diagnostics }
  const until = value.until === undefined ? null : readMoment(value.until, timezone)
  const notice: UrgentNotice = {
    text: value.text,
    ...(value.url === undefined ? {} : { url: value.url.startsWith('/') ? prefix + value.url : value.url }),
    ...(until === null || 'fault' in until ? {} : { until: new Date(until.instant).toISOString() }),
    level: value.level,
  }
  const isOver = until !== null && !('fault' in until) && until.instant <= now
  const link = value.url === undefined ? null : { url: value.url, place: placeAt(map.offsetOf(['url'], 'value')) }
  return { published: isOver ? '{}\n' : `${JSON.stringify(notice)}\n`, link, diagnostics: [] }
}
