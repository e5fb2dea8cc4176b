/** The Snapshot: every file of a portal with its facts, as it lies on disk now. */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { type Folder, type SourceFile, walkFolder } from './folder.ts'

/** Where a portal's parts lie: absolute paths, and how messages name them. */
export interface PortalPlaces {
  root: string
  content: string
  templates: string
  static: string
  /** The shipped theme's folder, which holds `templates/`, `static/`, in `dist/static/` what of it is minified, `dist/beacon/` and `dist/admin/`. */
  theme: string
}

/** The files of a portal. `defaults` are the `_defaults.yaml` files of content/. */
export interface Snapshot {
  content: Map<string, SourceFile>
  /** How messages name the folder content/; null where it is not there. */
  contentFolder: string | null
  defaults: SourceFile[]
  /** What the portal says of documents by itself: `decisions.yaml`, and `.md` and `.yaml` below decisions/. */
  decisions: SourceFile[]
  /** Template files by name (`bulletin`, `partials/item`): the portal's over the theme's. */
  templates: Map<string, SourceFile>
  /** Static files by name: the portal's over the theme's. */
  statics: Map<string, SourceFile>
  /** What the package minified, by the name and digest of its source: `theme.1a2b3c4d5e.css`. */
  minified: Map<string, SourceFile>
  /** The package's beacons for readers' browsers, by name: `portal.js`. */
  beacons: Map<string, SourceFile>
  /** The package's editor of bulletins: `editor.js`, `decap-cms.js`. */
  editor: Map<string, SourceFile>
  /** Files of content/ that are passed over. */
  ignored: string[]
}

/** Names of content and templates that are nobody's text: hidden, set aside, an editor's leftovers. */
const isIgnored = (name: string) => /^[._]|~$/.test(name)

/** In static/ a name may begin with a dot or an underscore (`.well-known`, `_headers`): servers ask for such files. */
const isLitter = (name: string) => /~$|^\.(DS_Store|git.*)$|^Thumbs\.db$/i.test(name)

/**
 * Reads the folders. `shown` gives the way messages name a folder.
 * Codes: `content-missing` and those of `walkFolder`.
 */
export function takeSnapshot(
  places: PortalPlaces,
  shown: (absolute: string) => string,
): { snapshot: Snapshot; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const walk = (folder: string, ignores: (name: string) => boolean, portal = places.root): Folder => {
    const walked = walkFolder(folder, shown(folder), realpathSync(portal), ignores)
    for (const diagnostic of walked.diagnostics) diagnostics.push(diagnostic)
    return walked.folder
  }
  const isThere = existsSync(places.content)
  const contentFolder = isThere && statSync(places.content).isDirectory() ? shown(places.content) : null
  if (!isThere) diagnostics.push(problem('content-missing', { folder: shown(places.content) }))

  const content = walk(places.content, (name) => isIgnored(name) && name !== '_defaults.yaml')
  const files = new Map([...content.files].filter(([path]) => !isDefaults(path) && !isDecisions(path)))
  const theme = (name: string) => `${places.theme}/${name}`
  const layered = (shipped: string, own: string, ignores: (name: string) => boolean) =>
    new Map([...walk(shipped, ignores, places.theme).files, ...(own === shipped ? [] : walk(own, ignores).files)])
  const templates = layered(theme('templates'), places.templates, isIgnored)
  return {
    snapshot: {
      content: files,
      contentFolder,
      defaults: [...content.files.values()].filter(({ path }) => isDefaults(path)),
      decisions: [...content.files.values()].filter(({ path }) => isDecisions(path)),
      templates: new Map(
        [...templates].flatMap(([path, file]) => (path.endsWith('.hbs') ? [[path.slice(0, -4), file]] : [])),
      ),
      statics: layered(theme('static'), places.static, isLitter),
      minified: walk(theme('dist/static'), isLitter, places.theme).files,
      beacons: walk(theme('dist/beacon'), isLitter, places.theme).files,
      editor: walk(theme('dist/admin'), isLitter, places.theme).files,
      ignored: content.ignored,
    },
    diagnostics,
  }
}

function isDefaults(path: string): boolean {
  return /(^|\/)_defaults\.yaml$/.test(path)
}

function isDecisions(path: string): boolean {
  return /^decisions(?:\.ya?ml$|\/(?:.*\/)?[^/]+\.(?:md|markdown|ya?ml)$)/i.test(path) && !isDefaults(path)
}
