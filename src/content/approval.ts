/** Four eyes: who released a bulletin, and whether that holds for what it says now. */
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import { approvalsFile } from '../source/approvals.ts'
import type { Moment } from '../source/calendar.ts'
import type { Config } from '../source/settings.ts'
import { type Bulletin, placeIn } from './bulletin.ts'
import { isListed, samePerson } from './person.ts'

/** An approval as its file keeps it: of a bulletin that said what `digest` is of; `emergency` is the reason of an emergency release. */
export interface Approval {
  by: string
  at: Moment
  digest: string
  emergency: string | null
}

/** Since when a bulletin is released, which may lie ahead; null where it is not. `unrecorded` is the approval of the front matter where no file keeps it yet. */
export interface Verdict {
  since: Moment | null
  unrecorded: Approval | null
  diagnostics: Diagnostic[]
}

/**
 * Judges by the last approval that was recorded, or by one that the front matter gives after it; one that is dated after
 * `now` does not count yet. `digest` is of what the bulletin says now. Codes: `approval-own`, `approval-unlisted`,
 * `approval-stale`, `approval-future`; none where nobody has approved yet.
 */
export function judgeApproval(
  bulletin: Bulletin,
  digest: string,
  recorded: Approval | null,
  { approvals }: Config,
  now: Moment,
): Verdict {
  const given = givenApproval(bulletin, digest, now)
  const { approvedAt } = bulletin.facts
  const isLater = approvedAt !== null && recorded !== null && approvedAt.instant > recorded.at.instant
  const isGiven = given !== null && (recorded === null || isLater)
  const approval = isGiven ? given : recorded
  if (approval === null) return { since: null, unrecorded: null, diagnostics: [] }
  const isAhead = approval.at.instant > now.instant
  const faults = approvalFaults(approval, bulletin, digest, approvals.officers)
  if (!isAhead)
    return faults.length > 0
      ? { since: null, unrecorded: null, diagnostics: faults }
      : { since: approval.at, unrecorded: isGiven ? approval : null, diagnostics: [] }
  const [place, related] = isGiven
    ? [placeIn(bulletin, ['approvedAt']), []]
    : [inFile(bulletin.file), [inFile(approvalsFile(bulletin.path))]]
  const told = problem('approval-future', { by: approval.by, at: approval.at.text }, place, { related })
  const diagnostics = [told, ...faults]
  // What was approved before still is.
  const isStanding =
    isGiven &&
    recorded !== null &&
    recorded.at.instant <= now.instant &&
    approvalFaults(recorded, bulletin, digest, approvals.officers).length === 0
  if (isStanding) return { since: recorded.at, unrecorded: null, diagnostics }
  return { since: faults.length > 0 ? null : approval.at, unrecorded: null, diagnostics }
}

/** Why an approval does not hold for what a bulletin says now; empty where it does. */
function approvalFaults(
  approval: Approval,
  bulletin: Bulletin,
  digest: string,
  officers: readonly string[],
): Diagnostic[] {
  const fault = approvalFault(approval, bulletin, officers)
  if (fault !== null) return [fault]
  // A tombstone says nothing that could have changed.
  if (approval.digest === digest || bulletin.facts.removed !== null) return []
  const { by, at } = approval
  return [problem('approval-stale', { by, at: at.text }, placeIn(bulletin, ['approvedBy']))]
}

/** Why somebody's approval of a bulletin does not count; null where it does. */
export function approvalFault(
  { by, emergency }: Pick<Approval, 'by' | 'emergency'>,
  bulletin: Bulletin,
  officers: readonly string[],
): Diagnostic | null {
  const place = bulletin.facts.approvedBy === undefined ? inFile(bulletin.file) : placeIn(bulletin, ['approvedBy'])
  const authors = bulletin.facts.author.flatMap(({ name, penName }) => [name, penName ?? name])
  const author = authors.find((name) => samePerson(name, by))
  // In an emergency one pair of eyes does, but it must be an officer's.
  if (author !== undefined && emergency === null) return problem('approval-own', { by, author }, place)
  const isOpen = officers.length === 0 && emergency === null
  return isOpen || isListed(by, officers) ? null : problem('approval-unlisted', { by }, place)
}

function givenApproval({ facts }: Bulletin, digest: string, now: Moment): Approval | null {
  const { approvedBy: by, approvedAt } = facts
  return by === undefined ? null : { by, at: approvedAt ?? now, digest, emergency: null }
}
