/** Plain links out of a page: to share it, to report an error in it, to follow the office. None asks anything of anybody before a reader presses it. */
import type { Published } from '../content/published.ts'
import type { ShareTarget } from '../source/channels.ts'
import type { Label } from '../source/language/labels.ts'
import type { PlanContext } from './context.ts'
import { titleOf } from './summary.ts'

/** A link with the name of what it leads to; `url` is null for what only a script can do. */
export interface ShareLink {
  name: string
  title: string
  url: string | null
}

const names: Record<ShareTarget, Label> = {
  zalo: 'shareZalo',
  facebook: 'shareFacebook',
  x: 'shareX',
  whatsapp: 'shareWhatsapp',
  email: 'email',
  copy: 'copyLink',
}

const part = encodeURIComponent

/** Addresses of share pages: `url` is the bulletin's absolute address. */
const shareUrls: Record<ShareTarget, (url: string, title: string) => string | null> = {
  zalo: (url) => `https://sp.zalo.me/share_inline?d=${part(btoa(JSON.stringify({ url })))}`,
  facebook: (url) => `https://www.facebook.com/sharer/sharer.php?u=${part(url)}`,
  x: (url, title) => `https://x.com/intent/post?url=${part(url)}&text=${part(title)}`,
  whatsapp: (url, title) => `https://wa.me/?text=${part(`${title} ${url}`)}`,
  email: (url, title) => `mailto:?subject=${part(title)}&body=${part(url)}`,
  copy: () => null,
}

/** Where a bulletin can be sent, in the order of the settings. */
export function shareLinks(page: Published, context: PlanContext): ShareLink[] {
  const { config, label, absolute } = context
  return [...new Set(config.share)].map((name) => ({
    ...{ name, title: label(names[name]) },
    url: shareUrls[name](absolute(page.url), titleOf(page, context)),
  }))
}

/** A message to the office about an error in a bulletin, with its title and address; null where the office has no e-mail address. */
export function reportUrl(page: Published, context: PlanContext): string | null {
  const { config, label, absolute } = context
  const address = config.agency?.email?.trim() ?? ''
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return null
  const subject = `${label('reportError')}: ${titleOf(page, context)}`
  return `mailto:${part(address).replace('%40', '@')}?subject=${part(subject)}&body=${part(`${absolute(page.url)}\r\n\r\n`)}`
}

const channels = {
  zaloOA: 'followZalo',
  facebook: 'followFacebook',
  youtube: 'followYoutube',
  email: 'followEmail',
} as const

/** Where the office can be followed; addresses of the site pass through `toHref`. */
export function followLinks(
  { config, label, href, address }: PlanContext,
  toHref: (url: string) => string,
): { title: string; url: string }[] {
  return config.follow.map((one) => {
    if (one.kind === 'rss') return { title: label('rss'), url: href(address.rss) }
    return { title: one.kind === 'link' ? one.title : label(channels[one.kind]), url: toHref(one.url) }
  })
}
