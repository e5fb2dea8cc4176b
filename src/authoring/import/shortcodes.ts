/** Shortcodes and template tags of other generators as Markdown, where their meaning is plain; the rest is taken out and told. */
import type { Note } from './findings.ts'

/** `{{< name args >}}`, `{{% name args %}}` and `{% name args %}`, opening and closing; `{{ anything }}`; kramdown's `{: … }`. */
const tag =
  /\{\{([<%])\s*(\/?)\s*([\w-]+)([\s\S]*?)\/?\s*[>%]\}\}|\{%-?\s*(end|\/)?([\w-]+)([\s\S]*?)-?%\}|\{\{([^{}<%]*)\}\}|\{:[^{}\n]*\}/g

/** Replaces every tag of a text; `references` takes the files that tags name, as they are written in their place. */
export function withoutShortcodes(text: string, notes: Note[], references: Set<string>): string {
  return text.replace(tag, (whole: string, ...groups: (string | undefined)[]) => {
    const [, closing, hugo, hugoArgs, end, liquid, liquidArgs, expression] = groups
    const called = /^\s*([\w-]+)\s*\((.*)\)\s*$/s.exec(expression ?? '')
    const name = (hugo ?? liquid ?? called?.[1] ?? '').toLowerCase()
    const meant =
      closing || end || name === '' ? null : meaning(name, argumentsOf(hugoArgs ?? liquidArgs ?? called?.[2] ?? ''))
    if (meant !== null && isReference(name)) references.add(meant)
    const path = expression === undefined ? null : filteredPath(expression)
    if (path !== null) return path
    // The address of the site, before a path from its root.
    if (expression !== undefined && /^-?\s*site\.(?:baseurl|url)\b/i.test(expression)) return ''
    notes.push(
      meant === null
        ? { fate: 'dropped', name: 'shortcode', value: whole.replace(/\s+/g, ' ').slice(0, 120) }
        : {
            fate: 'changed',
            name: 'shortcode',
            value: `${whole.replace(/\s+/g, ' ').slice(0, 120)} → ${meant.trim()}`,
          },
    )
    return meant ?? ''
  })
}

/** `{{ '/x' | relative_url }}`, `{{ "/x" | url }}`, `{{ 'x' | prepend: site.baseurl }}`: the path itself, whose site is this one. */
function filteredPath(expression: string): string | null {
  const [, , path] =
    /^-?\s*(['"])([^'"]+)\1\s*(?:\|\s*(?:relative_url|absolute_url|url|uri_escape|escape|htmlBaseUrl|(?:prepend|append)\s*:\s*site\.(?:base)?url)\b[^|]*)+-?$/.exec(
      expression,
    ) ?? []
  return path === undefined ? null : encodeURI(path)
}

interface Arguments {
  named: ReadonlyMap<string, string>
  plain: readonly string[]
}

function meaning(name: string, { named, plain }: Arguments): string | null {
  const [first = ''] = plain
  switch (name) {
    case 'figure':
    case 'img':
    case 'image':
    case 'legacy-img':
    case 'asset_img': {
      const src = named.get('src') ?? first
      const alt = named.get('alt') ?? plain.slice(1).join(' ')
      const caption = named.get('caption') ?? named.get('title') ?? ''
      return src === ''
        ? null
        : `![${escaped(alt)}](<${src.replace(/[<>\s]/g, encodeURIComponent)}>${caption && ` "${caption.replace(/["\\\n]/g, ' ')}"`})`
    }
    case 'include':
    case 'include_cached':
      return included(first, named)
    case 'youtube':
      return video('https://www.youtube.com/watch?v=', named.get('id') ?? first, named.get('title'))
    case 'vimeo':
      return video('https://vimeo.com/', named.get('id') ?? first, named.get('title'))
    default:
      return isReference(name) && first !== '' ? encodeURI(first) : null
  }
}

/** A part of a Jekyll theme that is called with a picture or a film. */
function included(file: string, named: Arguments['named']): string | null {
  const [src, id] = [
    ['src', 'url', 'image', 'image_path', 'file'],
    ['id', 'video_id', 'youtube_id'],
  ].map((names) => names.map((name) => named.get(name)).find((value) => value !== undefined && value !== ''))
  if (/youtube|video/i.test(file) && id !== undefined)
    return video('https://www.youtube.com/watch?v=', id, named.get('title'))
  if (src === undefined || !/\.(?:avif|gif|jpe?g|png|webp)$/i.test(src)) return null
  const all = new Map([...named, ['src', src] as const])
  return meaning('figure', { named: all, plain: [] })
}

function isReference(name: string): boolean {
  return ['ref', 'relref', 'post_url', 'link'].includes(name)
}

function video(address: string, id: string, title: string | undefined): string | null {
  if (!/^[\w-]+$/.test(id)) return null
  return title === undefined ? `<${address}${id}>` : `[${escaped(title)}](${address}${id})`
}

function argumentsOf(text: string): Arguments {
  const named = new Map<string, string>()
  const plain: string[] = []
  for (const [, key, double, single, bare] of text.matchAll(
    /(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))/g,
  )) {
    const value = double ?? single ?? bare ?? ''
    if (key === undefined) plain.push(value)
    else named.set(key.toLowerCase(), value)
  }
  return { named, plain }
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[[\]\\<>*_`]/g, '\\$&')
}
