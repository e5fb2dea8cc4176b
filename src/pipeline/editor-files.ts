/** The files of the editor of bulletins: its page, made of schema and settings, and the scripts of the package. */
import type { StaticOutput } from '../plan/entry.ts'
import { editorPage } from '../render/editor/page.ts'
import { digest } from '../source/digest.ts'
import type { Snapshot } from '../source/portal.ts'
import type { Config } from '../source/settings.ts'
import type { SourceReader } from './source-reader.ts'

/** A static file of the editor; `path` is its output. */
type EditorFile = Omit<StaticOutput, 'name' | 'url'> & { path: string }

/**
 * The files below `admin/`, where the settings name a git host. A portal that has such a folder of its own keeps it; a page
 * `admin.md` collides. `assets` are the addresses of the theme's files.
 */
export function editorFiles(
  snapshot: Snapshot,
  reader: SourceReader,
  config: Config,
  assets: ReadonlyMap<string, string>,
): EditorFile[] {
  const isTaken = [...snapshot.statics.keys()].some((path) => path.startsWith('admin/'))
  if (config.admin === undefined || isTaken) return []
  const style = assets.get('theme.css')
  const page = editorPage(config, null, style === undefined ? [] : [config.prefix + style])
  const scripts = [...snapshot.editor].flatMap(([name, source]): EditorFile[] => {
    const found = reader.digestOf(source)
    const { file, absolute } = source
    return found ? [{ path: `admin/${name}`, file, absolute, digest: found.digest, text: null }] : []
  })
  const own = { path: 'admin/index.html', file: '', absolute: '', digest: digest(page), text: page }
  return scripts.length === 0 ? [] : [...scripts, own]
}
