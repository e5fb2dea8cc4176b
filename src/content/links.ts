/** What the links and images of each text mean, now that every file and address is known. */
import { posix } from 'node:path'
import { type Diagnostic, inFile, type Place, problem } from '../diagnostics/diagnostic.ts'
import { type KnownNames, knownNames } from '../diagnostics/did-you-mean.ts'
import type { SourceFile } from '../source/folder.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import { type Reference, resolveContentPath } from './markdown/references.ts'
import { folderOf, isMarkdown, nearFile } from './media.ts'
import type { Published } from './published.ts'
import type { ResolvedReference } from './reference.ts'
import type { SourceBulletin } from './release.ts'
import { comesOut, type State } from './state.ts'

/**
 * Resolves the references of every published text, in place. Those of `held` that are published too are looked at ahead of their
 * time: none may lead to what comes out later. Codes: `link-missing`, `link-held`, `fragment-missing`, `file-missing`, `replacement-circle`.
 */
export function resolveLinks(
  published: readonly Published[],
  held: readonly HeldBulletin[],
  files: ReadonlyMap<string, SourceFile>,
): { diagnostics: Diagnostic[]; looks: number } {
  const parts = pageParts()
  const pages = new Map(published.map((page) => [page.bulletin.path, page]))
  const heldBack = new Map(held.map((one) => [one.bulletin.path, one]))
  const diagnostics: Diagnostic[] = []

  const resolve = (page: Published, reference: Reference): ResolvedReference => {
    const place: Place = { file: page.bulletin.file, line: reference.line, column: reference.column }
    const broken = (diagnostic: Diagnostic): ResolvedReference => {
      diagnostics.push(diagnostic)
      return { to: 'broken' }
    }
    if (reference.to === 'self') {
      const missing = parts.missing(reference.fragment, page.bulletin, place)
      return missing ? broken(missing) : { to: 'self', query: reference.query, fragment: reference.fragment }
    }
    if (reference.to === 'site') {
      const { path, query, fragment, image } = reference
      return { to: 'site', path, query, fragment, image, place }
    }
    const { query, fragment } = reference
    const isShown = reference.image || reference.clip !== null
    const target = textAt(reference.path, pages) ?? reference.path
    const waiting = heldBack.get(textAt(reference.path, heldBack) ?? '')
    if (waiting && comesOut(waiting.state) > comesOut(page.state))
      return broken(heldLink(reference.written, waiting, place))
    const other = pages.get(target)
    if (other && !isShown) {
      const missing = fragment && !other.state.removed ? parts.missing(fragment, other.bulletin, place) : null
      return missing ? broken(missing) : { to: 'page', url: other.url, query, fragment }
    }
    const media = page.media.get(reference.path)
    if (media && !isMarkdown(reference.path)) return { to: 'media', media, query, fragment }
    // What is there but was refused has its diagnostic: a file (file-unsafe, image-broken, image-unshowable), a text with faults.
    if (files.has(reference.path) && !(isShown && isMarkdown(reference.path))) return { to: 'broken' }
    const known = meantAddress(reference.written) ?? nearFile(reference.path, files, isShown ? 'files' : 'all')
    return broken(
      isShown
        ? problem('file-missing', { key: reference.clip ?? 'image', path: reference.written, known }, place)
        : problem('link-missing', { target: reference.written, known }, place),
    )
  }
  for (const page of published) {
    const replacedBy = page.bulletin.facts.withdrawn?.replacedBy
    if (replacedBy !== undefined) page.replacement = replacementOf(page, replacedBy, pages, heldBack, diagnostics)
    page.references = page.state.removed ? [] : page.bulletin.body.references.map((one) => resolve(page, one))
  }
  return {
    diagnostics: [...diagnostics, ...replacementCircles(published)],
    looks: parts.looks(),
  }
}

/** The address that lacks its beginning: a mailbox, a host. */
function meantAddress(written: string): string | null {
  if (/^[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+$/.test(written)) return `mailto:${written}`
  const isHost = /^(?:www\.[\w-]+|[\w-]+(?:\.[\w-]+)*)\.(?:vn|com|org|net|gov|edu|info|asia)(?:[/:]|$)/i.test(written)
  return isHost ? `https://${written}` : null
}

/** Withdrawn bulletins that send their readers round and round; each circle once, at the first of its bulletins. */
function replacementCircles(published: readonly Published[]): Diagnostic[] {
  const settled = new Set<Published>()
  return published.flatMap((page) => {
    const trail: Published[] = []
    let next: Published | null = page
    while (next !== null && !settled.has(next)) {
      settled.add(next)
      trail.push(next)
      next = next.replacement
    }
    const circle = next !== null && trail.includes(next) ? trail.slice(trail.indexOf(next)) : []
    const [first, ...others] = circle
    if (first === undefined) return []
    const placeOf = ({ bulletin }: Published) => placeIn(bulletin, ['withdrawn', 'replacedBy'])
    const round = [...circle, first].map(({ bulletin }) => bulletin.file).join(' → ')
    const related = others.map(placeOf)
    return problem('replacement-circle', { round, key: 'withdrawn.replacedBy' }, placeOf(first), { related })
  })
}

/** A held bulletin with its state. */
export type HeldBulletin = SourceBulletin & { state: State }

/** The diagnostic for a link to a bulletin that is held back. */
export function heldLink(target: string, { bulletin, state }: HeldBulletin, place: Place | null): Diagnostic {
  return problem('link-held', { target, reason: state.held ?? 'draft', until: state.until?.text ?? null }, place, {
    related: [inFile(bulletin.file)],
  })
}

function replacementOf(
  page: Published,
  written: string,
  pages: ReadonlyMap<string, Published>,
  heldBack: ReadonlyMap<string, HeldBulletin>,
  diagnostics: Diagnostic[],
): Published | null {
  const path = resolveContentPath(folderOf(page.bulletin), written)
  const found = path === null ? undefined : pages.get(textAt(path, pages) ?? '')
  const place = placeIn(page.bulletin, ['withdrawn', 'replacedBy'])
  const waiting = path === null ? undefined : heldBack.get(textAt(path, heldBack) ?? '')
  const isLater = waiting !== undefined && comesOut(waiting.state) > comesOut(page.state)
  if (found && !found.state.removed && !isLater) return found
  if (isLater) {
    diagnostics.push(heldLink(written, waiting, place))
    return null
  }
  diagnostics.push(problem('link-missing', { target: written, known: null }, place))
  return null
}

/** What links to parts of pages are judged by. */
export interface PageParts {
  /** The diagnostic for a `#fragment` that a page does not have, else null; `#` and `#top` mean the page's top. */
  missing: (fragment: string, target: Bulletin, place: Place) => Diagnostic | null
  /** How many names were looked at for those that are missing, so far. */
  looks: () => number
}

/** The ids of pages, each page's gathered once. */
export function pageParts(): PageParts {
  const known = new Map<Bulletin, { ids: ReadonlySet<string>; names: KnownNames }>()
  return {
    missing(fragment, target, place) {
      if (fragment === '' || fragment === 'top') return null
      const { ids, names } = known.get(target) ?? {
        ids: new Set(target.body.ids),
        names: knownNames(target.body.ids),
      }
      known.set(target, { ids, names })
      if (ids.has(fragment)) return null
      return problem('fragment-missing', { target: target.file, fragment, known: names.near(fragment) }, place)
    },
    looks: () => [...known.values()].reduce((sum, { names }) => sum + names.looks(), 0),
  }
}

/** The text that a path means: the file itself, or `ten` for `ten.md` and `ten/index.md`. */
function textAt(path: string, texts: ReadonlyMap<string, unknown>): string | null {
  const candidates = [path, `${path}.md`, posix.join(path, 'index.md')]
  return candidates.find((candidate) => texts.has(candidate)) ?? null
}
