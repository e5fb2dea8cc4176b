/** Which bulletins have a page now, and which are held back. */

import type { SourceFile } from '../source/folder.ts'
import { compareTexts } from '../source/order.ts'
import type { Config } from '../source/settings.ts'
import type { Bulletin } from './bulletin.ts'
import { type DecisionRecord, recordFile } from './decision-records.ts'
import { linkedFiles, namedFiles } from './media.ts'
import { endingOffices, endsAhead, formerOf, standstill } from './offices.ts'
import { type Due, type State, stateOf } from './state.ts'

/** A bulletin as read, with the digests of all but its text, and of its text as written. */
export interface SourceBulletin {
  bulletin: Bulletin
  facts: string
  text: string
}

/** Which held bulletins a preview shows all the same. */
export interface Reveal {
  drafts: boolean
  future: boolean
}

/** Bulletins split by whether they get a page now. */
export interface Released {
  shown: (SourceBulletin & { state: State })[]
  held: (SourceBulletin & { state: State })[]
  due: Due[]
  /** By path, since when shown bulletins may be out whose time came within the last days: they may not have been published yet. */
  recent: ReadonlyMap<string, number>
  /** The settings' offices that are no more, by their place there. */
  former: number[]
}

/** Milliseconds within which a bulletin counts as just due: the longest holidays, and some days. */
const RECENT = 14 * 24 * 60 * 60 * 1000

/** Decides which bulletins have a page at `now` (milliseconds since 1970 UTC); `approvedSince` (see `stateOf`) is asked by path. */
export function release(
  sources: readonly SourceBulletin[],
  now: number,
  config: Config,
  reveal: Reveal,
  approvedSince: (path: string) => number | 'always' | null,
): Released {
  const ending = endingOffices(config)
  const former = ending.filter(({ end }) => end.instant <= now)
  // An archive stays as its last office left it: nothing in it comes out, expires or ages any more.
  const still = standstill(config) ?? Number.POSITIVE_INFINITY
  const recent = new Map<string, number>()
  const released: Released = { shown: [], held: [], due: [], recent, former: former.map(({ index }) => index) }
  for (const source of sources) {
    const { bulletin } = source
    const since = approvedSince(bulletin.path)
    // An archive's last bulletins may have been approved after its office ended.
    const approval = since !== null && since !== 'always' && since <= now ? 'always' : since
    const { state: timed, due, since: out } = stateOf(bulletin, Math.min(now, still), config, approval)
    const state = { ...timed, former: bulletin.standing ? null : formerOf(bulletin.facts.date, former) }
    const revealed = state.held === 'scheduled' ? reveal.future : reveal.drafts
    const isShown = state.held === null || revealed
    if (state.held === null && out > now - RECENT) recent.set(bulletin.path, out)
    released[isShown ? 'shown' : 'held'].push({ ...source, state })
    // Until it comes out, if ever, nothing that happens to a bulletin changes an output.
    const comes = due.find(({ what }) => what === 'publish')?.at.instant ?? Number.POSITIVE_INFINITY
    for (const one of due) if (one.at.instant <= still && (isShown || one.at.instant >= comes)) released.due.push(one)
  }
  for (const end of endsAhead(ending, now, config.file)) released.due.push(end)
  released.due.sort(
    (a, b) => a.at.instant - b.at.instant || compareTexts(a.file, b.file) || compareTexts(a.what, b.what),
  )
  return released
}

/** Holds back some of the shown bulletins, which have errors. */
export function withFaulty(released: Released, faulty: ReadonlySet<string>): Released {
  const isFaulty = ({ bulletin }: SourceBulletin) => faulty.has(bulletin.path)
  const left = released.shown.filter(isFaulty)
  return {
    ...released,
    shown: released.shown.filter((one) => !isFaulty(one)),
    due: released.due.filter(({ file }) => !left.some(({ bulletin }) => bulletin.file === file)),
    held: [...released.held, ...left.map((one) => ({ ...one, state: { ...one.state, held: 'faulty' as const } }))],
  }
}

/** All bulletins as they will be when the last of them has come out. */
export function withHeld(released: Released): Released {
  return { ...released, shown: [...released.shown, ...released.held] }
}

/** The files that shown bulletins and records refer to, so that their facts can be read. */
export function wantedMedia(
  released: Released,
  records: readonly DecisionRecord[],
  files: ReadonlyMap<string, SourceFile>,
): SourceFile[] {
  const wanted = new Map<string, SourceFile>()
  for (const record of records) {
    const source = recordFile(record, files)
    if (source !== null && 'path' in source) wanted.set(source.path, source)
  }
  for (const { bulletin } of released.shown) {
    if (bulletin.facts.removed) continue
    for (const { source } of namedFiles(bulletin, files, []).files) wanted.set(source.path, source)
    for (const source of linkedFiles(bulletin, files).files) wanted.set(source.path, source)
  }
  return [...wanted.values()].sort((a, b) => compareTexts(a.path, b.path))
}
