/** Kinds of files that an import does not read and somebody may miss, by the endings of their names. */
import { extname } from 'node:path'

/** What a file that is not imported may be: a text of another program, a saved page by another name, a pack of files, or what a text offers. */
export type LeftKind = 'text' | 'webArchive' | 'page' | 'archive' | 'attachment'

const kinds: Record<LeftKind, string> = {
  text: 'doc dot dotx dotm rtf odt ott fodt sxw wps wri wpd pages abw',
  webArchive: 'mht mhtml webarchive',
  page: 'xhtml xht shtml asp aspx php jsp cfm',
  archive: 'zip rar 7z tar gz tgz',
  attachment: 'pdf xls xlsx xlsm ods ppt pptx odp xps epub djvu',
}
const byEnding = new Map(
  Object.entries(kinds).flatMap(([kind, endings]) => endings.split(' ').map((ending) => [ending, kind as LeftKind])),
)

/** What a file is by its ending; undefined where it is furniture of pages, or of no kind that is known. */
export function leftKind(file: string): LeftKind | undefined {
  // A page that a tool saved keeps its query in its file's name.
  const name = file.replace(/\?[^/]*$/, '')
  return byEnding.get(extname(name).slice(1).toLowerCase())
}
