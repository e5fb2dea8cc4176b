/** What one build is asked for, and what it did. */
import type { ParserName } from '../content/markdown/reader.ts'
import type { Site, Skipped } from '../content/site.ts'
import type { Due } from '../content/state.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../plan/plan.ts'
import type { PortalPlaces } from '../source/portal.ts'
import type { Timings } from './stopwatch.ts'

/** What one build is asked for. Paths are absolute; `now` is milliseconds since 1970 UTC. */
export interface BuildRequest {
  places: PortalPlaces
  settings: string
  out: string
  /** Null for a build without a cache. */
  cache: string | null
  /** What proves a cache to be our own. Without it no cache is used: the folder that cannot keep it and why, null where there is no folder. */
  cacheSecret: string | { place: string; reason: string } | null
  /** Whether images get other forms; without, they are published as they are. */
  encodesImages: boolean
  baseUrl: string | null
  now: number
  drafts: boolean
  future: boolean
  strict: boolean
  force: boolean
  parser: ParserName
  /**
   * Whether there is a full-text search with its indexes, where the settings do not switch it off. `later` makes all but the
   * indexes, `alone` nothing but them.
   */
  search: boolean | 'later' | 'alone'
  /** The address at which a preview counts, whatever the settings say; a preview loads no tracker. Null for a build. */
  previewCounter: string | null
  /** Whether it is a preview: what it makes was never published, so that nobody owes a note of its changes. */
  preview: boolean
  /** Where it is one text of a portal by itself, whose links to the others lead nowhere, the folder that holds the files it names; else null. */
  alone: string | null
  /** The key that signs the manifest (PKCS #8, PEM), where there is one. */
  signingKey: string | null
  /** `check` reads and plans everything and publishes nothing; it tells lints too. */
  only: 'build' | 'check' | 'list'
  /** `images` is the digest of the code that encodes images, which releases share; `salt` that of the whole release. */
  release: { version: string; salt: string; images: string }
  /** How many threads may work, and the module of those beside this one; null for none. */
  threads: { count: number; worker: URL } | null
  onProgress: (phase: Phase, done: number, total: number) => void
}

/**
 * Makes the pages of texts (absolute paths) that were edited since the build which gave this, and puts them into the output
 * folder; called with no files it only warms up. Lists and feeds are left to the build that has to follow. False where that build has to
 * come at once: more than a text differs, or it is not known what a page says, or another process is at work; nothing was written then.
 */
export type Ahead = (files: readonly string[]) => Promise<boolean>

export type Phase = 'read' | 'render' | 'encode'

/** What one build did. `work` counts the steps that really ran, for those who want to know what was spared. */
export interface BuildResult {
  exit: 0 | 1 | 2 | 3 | 4
  /** Whether the site was published, or found to be so: with exit 1 some bulletins were left out. */
  published: boolean
  diagnostics: Diagnostic[]
  counts: { bulletins: number; pages: number; outputs: number; written: number; unchanged: number; removed: number }
  skipped: Skipped[]
  /** Addresses with the prefix. */
  changed: string[]
  removed: string[]
  due: Due[]
  timings: Timings
  work: {
    read: number
    parsed: number
    rendered: number
    indexed: number
    searched: number
    encoded: number
    /** Names, and entries of their index, that were looked at to find what a missing file, address or part of a page may mean. */
    looks: number
  }
  /** Whether the published manifest is signed. */
  signed: boolean
  /** Null where an error came first. */
  site: Site | null
  plan: Plan | null
  ignored: string[]
  /** Makes edited pages without a build; null where none was published from a cache. */
  ahead: Ahead | null
  /** The path before every address; null where the settings could not be read. */
  prefix: string | null
  /** The site's time zone; null where the settings could not be read. */
  timezone: string | null
}

/** The result of a run that came to nothing. */
export function emptyResult(): BuildResult {
  return {
    exit: 0,
    published: false,
    diagnostics: [],
    counts: { bulletins: 0, pages: 0, outputs: 0, written: 0, unchanged: 0, removed: 0 },
    skipped: [],
    changed: [],
    removed: [],
    due: [],
    timings: { total: 0, read: 0, content: 0, plan: 0, render: 0, publish: 0 },
    work: { read: 0, parsed: 0, rendered: 0, indexed: 0, searched: 0, encoded: 0, looks: 0 },
    signed: false,
    site: null,
    plan: null,
    ignored: [],
    ahead: null,
    prefix: null,
    timezone: null,
  }
}
