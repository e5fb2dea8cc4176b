/** The setting `labels`: a portal's own words in place of shipped ones. */
import * as z from 'zod'
import * as s from '../schema.ts'
import { type Label, labels, type OwnLabels, placesIn } from './labels.ts'

const shipped = labels('vi')

/** One label: a text, or one for each language; what a page fills in stays in as many places as it has values for, or in fewer. */
function labelSchema(key: Label) {
  const text = s.text.refine((own) => placesIn(own) <= placesIn(shipped[key]), 'label')
  const one = text.optional()
  return z.union([text, z.strictObject({ vi: one, en: one })], 'label').optional()
}

const keys = Object.keys(shipped) as Label[]

/** Every label by its key; an unknown one is told with the nearest that there is. */
export const labelsSchema: z.ZodType<OwnLabels> = s
  .map(Object.fromEntries(keys.map((key) => [key, labelSchema(key)])))
  .default({}) as never
