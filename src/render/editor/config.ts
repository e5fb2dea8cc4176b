/** The configuration of the editor, Decap CMS, made of the schema and the settings (decapcms.org/docs/configuration-options). */
import type { Config } from '../../source/settings.ts'
import { type EditorField, editorFields } from './fields.ts'
import type { EditorWords } from './wording.ts'
import { editorWords } from './words.ts'

/** The folder of an officer's files as the preview's own backend names it. */
export const LOCAL_CONTENT = 'content'

/** What Decap is started with. */
export interface EditorConfig {
  backend: Record<string, unknown>
  collections: ({ name: string; folder: string; fields: EditorField[] } & Record<string, unknown>)[]
  [setting: string]: unknown
}

/**
 * The configuration: `local` is the address of the preview's backend, null where a git host keeps the files. A bulletin
 * is a folder of its own with `index.md`, so that its pictures lie beside it and no other's have their names.
 */
export function editorConfig(config: Config, local: string | null): EditorConfig {
  const words = editorWords(config.language)
  const folder = [local === null ? config.admin?.folder : undefined, LOCAL_CONTENT].filter(Boolean).join('/')
  const shared = { create: true, extension: 'md', identifier_field: 'title', media_folder: '', public_folder: '' }
  return {
    backend:
      local === null
        ? gitHost(config, words)
        : { name: 'proxy', proxy_url: inLanguage(local, config), branch: 'local' },
    ...(local === null && { publish_mode: 'editorial_workflow' }),
    load_config_file: false,
    locale: config.language,
    // At the preview its own site is looked at, which a save brings up to date.
    site_url: local === null ? config.url : `${config.prefix}/`,
    display_url: config.url,
    ...(config.theme.logo && { logo: { src: `${config.prefix}/${config.theme.logo}` } }),
    media_folder: `${folder}/media`,
    public_folder: '',
    slug: { encoding: 'ascii', clean_accents: true, sanitize_replacement: '-' },
    collections: [
      {
        ...shared,
        ...{ name: 'bulletins', label: words.bulletins, label_singular: words.bulletin, folder, format: 'bulletin' },
        // At GitHub the list holds what fits this with anything in the place of its braces, so that it must not end in a word
        // of its own: the date, cut after no letter, with a mark of its being cut.
        path: '{{year}}/{{month}}/{{slug}}/{{date | truncate(0,"index")}}',
        // Standing pages and the register's documents lie below the same folder.
        filter: { field: '.kind', value: 'bulletin' },
        summary: "{{date | date('DD/MM/YYYY')}} · {{title}}",
        sortable_fields: [
          { field: 'date', label: words.fields.date?.[0], default_sort: 'desc' },
          { field: 'title', label: words.fields.title?.[0] },
        ],
        view_filters: [{ label: words.drafts, field: 'draft', pattern: true }],
        view_groups: [
          { label: words.year, field: 'date', pattern: '\\d{4}' },
          { label: words.fields.category?.[0] ?? '', field: 'category' },
        ],
        fields: editorFields('bulletin', config),
      },
      {
        ...shared,
        ...{ name: 'pages', label: words.pages, label_singular: words.page, folder: `${folder}/pages`, format: 'page' },
        sortable_fields: [{ field: 'title', label: words.fields.title?.[0], default_sort: 'asc' }],
        fields: editorFields('page', config),
      },
    ],
  }
}

/** An address of the preview's backend, which answers in the language of the editor. */
export function inLanguage(address: string, { language }: Pick<Config, 'language'>): string {
  return `${address}?lang=${language}`
}

/** The addresses of a git host: where its pages are, and its API. */
export function hostAddresses({ admin }: Pick<Config, 'admin'>): { site: string; api: string } | null {
  if (admin === undefined) return null
  const { backend, host } = admin
  if (backend === 'github')
    return host === undefined
      ? { site: 'https://github.com', api: 'https://api.github.com' }
      : { site: host, api: `${host}/api/v3` }
  const site = host ?? 'https://gitlab.com'
  return { site, api: `${site}/api/${backend === 'gitlab' ? 'v4' : 'v1'}` }
}

function gitHost(config: Config, words: EditorWords): Record<string, unknown> {
  const { admin } = config
  const at = hostAddresses(config)
  if (admin === undefined || at === null) throw new Error('there is no setting admin')
  const { backend, repo, branch, auth, appId } = admin
  const named = (words: string, name: string) => words.replace('%s', `{{${name}}}`)
  const { create, update, delete: gone, upload, unload } = words.commits
  return {
    ...{ name: backend, repo, branch, api_root: at.api },
    ...(backend === 'github' ? { base_url: auth } : { base_url: at.site, auth_type: 'pkce', app_id: appId }),
    ...(backend === 'gitlab' && { graphql_api_root: `${at.site}/api/graphql` }),
    commit_messages: {
      create: named(create, 'slug'),
      update: named(update, 'slug'),
      delete: named(gone, 'slug'),
      uploadMedia: named(upload, 'path'),
      deleteMedia: named(unload, 'path'),
    },
  }
}
