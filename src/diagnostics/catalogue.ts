/** Every diagnostic code there is; codes are permanent. */
import { authoring } from './catalogue/authoring.ts'
import { body } from './catalogue/body.ts'
import { characters } from './catalogue/characters.ts'
import { counter } from './catalogue/counter.ts'
import { frontMatter } from './catalogue/front-matter.ts'
import { language } from './catalogue/language.ts'
import { markdown } from './catalogue/markdown.ts'
import { media } from './catalogue/media.ts'
import { pages } from './catalogue/pages.ts'
import { publish } from './catalogue/publish.ts'
import { register } from './catalogue/register.ts'
import { serve } from './catalogue/serve.ts'
import { settings } from './catalogue/settings.ts'
import { site } from './catalogue/site.ts'
import { source } from './catalogue/source.ts'
import { templates } from './catalogue/templates.ts'
import { trust } from './catalogue/trust.ts'

export const catalogue = {
  ...settings,
  ...source,
  ...frontMatter,
  ...body,
  ...language,
  ...markdown,
  ...characters,
  ...media,
  ...site,
  ...register,
  ...templates,
  ...publish,
  ...pages,
  ...serve,
  ...counter,
  ...trust,
  ...authoring,
}

/** A permanent name of one kind of problem, such as `date-impossible`. */
export type Code = keyof typeof catalogue

/** The arguments that a code's wording needs. */
export type Arguments<C extends Code> = Parameters<(typeof catalogue)[C]['vi']>[0]

/** Codes that only `check` tells: advice on good bulletins, not faults of the site. */
export const lints: ReadonlySet<Code> = new Set<Code>([
  ...(Object.keys(language) as (keyof typeof language)[]),
  ...(Object.keys(markdown) as (keyof typeof markdown)[]),
  ...(Object.keys(characters) as (keyof typeof characters)[]),
  'captions-missing',
  'correction-vague',
  'heading-skipped',
  'image-alt-missing',
  'text-empty',
])
