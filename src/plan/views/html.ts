/** Marks the values of a view that are finished HTML; everything else is text and gets escaped. */
import * as z from 'zod'

/** HTML made safe by the content stage; templates print it with `{{{ }}}`, and only it. */
export const html = z.string().meta({ html: true })

/** The contents list of a text. */
export const contents = z.array(z.object({ id: z.string(), title: html }))

/** A value handed to the `jsonld` helper whole; templates cannot look inside. */
export const json = z.record(z.string(), z.unknown()).meta({ opaque: true })
