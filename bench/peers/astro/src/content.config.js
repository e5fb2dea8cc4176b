/** The collection of bulletins. */

import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'

const bulletins = defineCollection({
  loader: glob({ base: './content', pattern: '**/*.md', retainBody: false }),
  schema: z.object({
    title: z.string(),
    date: z.coerce.date(),
    author: z.string(),
    category: z.string(),
    keywords: z.array(z.string()).default([]),
  }),
})

export const collections = { bulletins }
