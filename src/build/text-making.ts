/** How an output that holds a text was made, so that it can be made again of another text alone. */
import type { Memo } from '../memo/memo.ts'
import type { Broadcast } from '../plan/broadcast.ts'
import type { BodySlot, Making } from '../plan/entry.ts'
import type { Feed } from '../plan/feed.ts'
import type { BodyReference } from '../plan/holes.ts'
import type { SearchShard } from '../plan/search.ts'
import type { Twin } from '../plan/twin.ts'
import { renderBroadcast } from '../render/broadcast/script.ts'
import { renderFeed } from '../render/feed.ts'
import { renderTwin } from '../render/twin.ts'
import { digestOfAll } from '../source/digest.ts'
import type { SiteLanguage } from '../source/language/labels.ts'
import type { themeRenderer } from './rendering.ts'

/** How an output with a text in it was made; `input` is what its key is the digest of (`inputOf`). */
export type TextMaking =
  | { kind: 'page'; language: SiteLanguage; template: string; input: string[]; slot: BodySlot }
  | { kind: 'twin'; input: string[]; twin: Twin }
  | { kind: 'broadcast'; input: string[]; format: 'txt' | 'ssml'; broadcast: Broadcast }
  | { kind: 'feed'; input: string[]; format: 'rss' | 'atom' | 'json'; feed: Feed }
  | { kind: 'search'; input: string[]; shard: SearchShard }

/** Null for an output without a text. */
export function textMaking(making: Making, input: readonly string[]): TextMaking | null {
  if (making.kind === 'feed') return { kind: 'feed', input: [...input], format: making.format, feed: making.feed() }
  if (making.kind === 'twin') {
    const twin = making.twin()
    return 'html' in twin ? { kind: 'twin', input: [...input], twin } : null
  }
  if (making.kind === 'search') return { kind: 'search', input: [...input], shard: making.shard }
  if (making.kind === 'broadcast')
    return { kind: 'broadcast', input: [...input], format: making.format, broadcast: making.broadcast() }
  const slot = making.kind === 'page' ? making.slot?.() : undefined
  if (making.kind !== 'page' || !slot) return null
  return { kind: 'page', language: making.language, template: making.template, input: [...input], slot }
}

/** The texts that an output holds. */
export function bodiesOf(making: TextMaking): BodyReference[] {
  if (making.kind === 'page') return [making.slot.body]
  if (making.kind === 'twin') return [making.twin.html]
  if (making.kind === 'broadcast') return [making.broadcast.body]
  if (making.kind === 'search') return making.shard.documents.map(({ body }) => body)
  return making.feed.items.flatMap(({ body }) => body ?? [])
}

/** The part of an output's input, its last, that holds the texts. */
export function heldBy(making: TextMaking): BodySlot | Twin | Broadcast | Feed | SearchShard {
  if (making.kind === 'page') return making.slot
  if (making.kind === 'search') return making.shard
  if (making.kind === 'broadcast') return making.broadcast
  return making.kind === 'twin' ? making.twin : making.feed
}

/** The name in the memo of what is made of an input. */
export function makingKey(kind: string, input: readonly string[]): string {
  return digestOfAll(kind, ...input)
}

/** Keeps how an output with a text was made, for builds to come. */
export function keepMaking(memo: Memo, output: string, making: TextMaking): void {
  const key = output.replace('output:', 'making:')
  if (memo.knows(key)) memo.keep(key)
  else memo.put(key, JSON.stringify(making))
}

/** Makes the output of its making; null where a template fails. */
export function textOf(
  making: Exclude<TextMaking, { kind: 'search' }>,
  render: ReturnType<typeof themeRenderer>,
  html: (body: BodyReference) => string,
): string | null {
  if (making.kind === 'twin') return renderTwin(making.twin, html)
  if (making.kind === 'broadcast') return renderBroadcast(making.broadcast, making.format, html)
  if (making.kind === 'feed') return renderFeed(making.feed, making.format, html)
  const view = JSON.parse(making.input[2] ?? '') as Record<string, object>
  const { part, body } = making.slot
  const rendered = render(making.language, making.template, { ...view, [part]: { ...view[part], body: html(body) } })
  return 'text' in rendered ? rendered.text : null
}
