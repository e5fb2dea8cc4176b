/** The keys of a bulletin's front matter (contract section 4) as one schema. */
import * as z from 'zod'
import * as s from '../source/schema.ts'

/** Read as a moment later, when the time zone is known; the pattern is for editors. */
export const date = z
  .string('date')
  .meta({ pattern: '^\\d{4}-\\d{2}-\\d{2}([Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?([Zz]|[+-]\\d{2}:\\d{2}))?$' })
const path = z
  .string('file')
  .refine((value) => value.trim() !== '' && !/[\p{Cc}\\]/u.test(value), 'file')
  .transform((value) => value.normalize('NFC').trim())

const author = s.shorthand(s.map({ name: s.text, role: s.text.optional(), penName: s.text.optional() }), (name) => ({
  name,
}))

const decision = s.shorthand(
  s.map({
    number: s.text,
    date: date.optional(),
    issuer: s.text.optional(),
    title: s.text.optional(),
    url: s.webAddress.optional(),
    file: path.optional(),
  }),
  (number) => ({ number }),
)

const image = s.shorthand(
  s.map({
    src: path,
    alt: z.string('text').optional(),
    caption: s.text.optional(),
    credit: s.text.optional(),
    decorative: s.boolean.optional(),
  }),
  (src) => ({ src }),
)

const attachment = s.shorthand(s.map({ file: path, title: s.text.optional(), lang: s.text.optional() }), (file) => ({
  file,
}))

const optional = {
  decision: s.oneOrMany(decision).default([]),
  category: s.text.optional(),
  summary: s.textUpTo(500, 'summary').optional(),
  slug: z
    .union([z.string(), z.number()], 'id')
    .transform(String)
    .refine((slug) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) && slug.length <= 200, 'id')
    .optional(),
  tags: s.oneOrMany(s.text).default([]),
  lang: z
    .string('lang')
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'lang')
    .optional(),
  translationKey: s.text.optional(),
  aliases: s.oneOrMany(s.sitePath).default([]),
  draft: s.boolean.default(false),
  noindex: s.boolean.default(false),
  pinnedUntil: date.optional(),
  updated: date.optional(),
  publishAt: date.optional(),
  expiresAt: date.optional(),
  image: image.optional(),
  attachments: s.oneOrMany(attachment).default([]),
  source: s.map({ name: s.text, url: s.webAddress.optional() }).optional(),
  changes: s
    .list(
      s
        .map({
          at: date,
          note: s.text,
          kind: s.choice(['minor', 'major', 'correction'], 'kind').default('major'),
          wrong: s.text.optional(),
          right: s.text.optional(),
        })
        .refine(({ wrong, right }) => (wrong === undefined) === (right === undefined), 'corrected'),
    )
    .default([]),
  withdrawn: s.map({ at: date, reason: s.text, replacedBy: path.optional() }).optional(),
  removed: s.map({ at: date, reason: s.text }).optional(),
  approvedBy: s.text.optional(),
  approvedAt: date.optional(),
  legacy: s.map({ url: s.text.optional(), views: s.whole(0).optional(), viewsAsOf: date.optional() }).optional(),
  lint: s.map({ ignore: s.oneOrMany(s.text).default([]), reason: s.text.optional() }).optional(),
  counter: s.boolean.default(true),
}

/** A bulletin: title, date and author are required. */
export const bulletinSchema = s.map({ title: s.text, date, author: s.oneOrMany(author, 'author'), ...optional })

/** A standing page: only the title is required. */
export const standingSchema = s.map({
  title: s.text,
  date: date.optional(),
  author: s.oneOrMany(author).default([]),
  ...optional,
})

/** A document as the register's own files tell of it. */
export const decisionSchema = s.map({
  number: s.text,
  date,
  issuer: s.text.optional(),
  /** Its type in words, where the number does not say it. */
  type: s.text.optional(),
  title: s.text.optional(),
  signer: s.text.optional(),
  effective: date.optional(),
  expires: date.optional(),
  /** Nobody knows by itself whether a document is in force: who says so says when it was looked up. */
  effect: s.map({ state: s.choice(['in-force', 'expired'], 'effect'), recordedAt: date }).optional(),
  replaces: s
    .oneOrMany(
      s.shorthand(s.map({ number: s.text, date: date.optional(), issuer: s.text.optional() }), (number) => ({
        number,
      })),
    )
    .default([]),
  url: s.webAddress.optional(),
  file: path.optional(),
})

/** A list of documents. */
export const decisionListSchema = s.map({ decisions: s.list(decisionSchema) })

/** Other spellings of keys that are accepted as they are. */
export const synonyms: Record<string, string> = { decisionNumber: 'decision', decision_number: 'decision' }
