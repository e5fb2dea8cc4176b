/** The shipped theme with the shortest templates that say what a page says: checked and rendered in no time, for tests that build often. */
import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildRequest } from '../../src/build.ts'
import { repository, write } from './portal.ts'

/** What every page says. */
const page = '{{page.title}}\n{{page.description}}\n{{#each page.jsonld}}{{jsonld this}}\n{{/each}}'

/** What only these templates say. */
const more: Record<string, string> = {
  bulletin: '{{{bulletin.body}}}{{#each bulletin.attachments}}{{title}} {{this.url}} {{this.size}}\n{{/each}}',
  standing: '{{{standing.body}}}',
  listing: '{{#each listing.items}}{{title}} {{summary}}\n{{/each}}',
}

/** Makes the theme in a portal's folder `theme/`; gives where the parts of the portal lie. */
export function shortTheme(root: string): BuildRequest['places'] {
  const theme = join(root, 'theme')
  const names = readdirSync(join(repository, 'templates')).filter((name) => name.endsWith('.hbs'))
  const texts = names.map((name) => [`templates/${name}`, page + (more[name.replace('.hbs', '')] ?? '')])
  texts.push(['templates/redirect.hbs', '{{target}}\n'])
  write(theme, Object.fromEntries(texts))
  for (const folder of ['static', 'dist/static', 'dist/beacon', 'dist/admin'])
    cpSync(join(repository, folder), join(theme, folder), { recursive: true })
  const at = (name: string) => join(root, name)
  return { root, content: at('content'), templates: at('templates'), static: at('static'), theme }
}
