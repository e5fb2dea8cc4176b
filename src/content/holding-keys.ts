/** Keys that hold a text back, or take it down, in other spellings and in other generators: here they would do nothing. */
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { slugOf } from '../source/fold.ts'

/** The keys of front matter that hold a text back or take it down. */
export const holdingKeys = ['draft', 'publishAt', 'expiresAt', 'withdrawn', 'removed'] as const
export type HoldingKey = (typeof holdingKeys)[number]

const list = (words: string) => words.split(' ')

// All names are lower case, without marks, hyphens, underscores and spaces. Sources: Hugo, Jekyll, Eleventy, Hexo, Astro,
// Ghost, WordPress, Zola, Pelican, Nikola, Docusaurus, Decap, and what officers write in Vietnamese.
const hides = list(
  'isdraft drafts hidden ishidden hide private isprivate unlisted excluded exclude ignore ignored skip headless internal ' +
    'unpublished isunpublished unpublish disabled disable deleted isdeleted trashed trash archived onhold hold pending embargo ' +
    'embargoed confidential classified secret eleventyexcludefromcollections excludefromcollections excludefromcollection ' +
    'password postpassword protected nhap bannhap labannhap an bian riengtu noibo mat chuaduyet choduyet chuadang chuaxuatban ' +
    'khongdang khongxuatban dago gobai gobo tamgo tamdung',
)
const shows = list(
  'published ispublished publish public ispublic visible isvisible enabled enable active live listed show display approved ' +
    'isapproved released ready render permalink congkhai hienthi dang dadang duyet daduyet xuatban daxuatban',
)
const states = list(
  'status poststatus publishstatus publishingstatus publicationstatus publishstate workflow workflowstatus workflowstate ' +
    'moderationstate moderationstatus contentstatus pagestatus articlestatus visibility postvisibility access trangthai ' +
    'trangthaidang tinhtrang domat mucdomat',
)
const starts = list(
  'date publishdate publisheddate publishedat publishedon publishedtime publishon publishtime publishfrom publicationdate ' +
    'pubdate pubtime postdate postdategmt datepublished releasedate releaseat releaseon releasetime golive goliveat golivedate ' +
    'scheduled schedule scheduledat scheduledfor scheduledate scheduleddate publishschedule startdate availablefrom validfrom ' +
    'embargodate embargountil embargoeduntil embargoend embargoends holduntil ngay hengio henngay hengiodang henngaydang ' +
    'hendang ngaydang ngaydangbai ngaydangtin giodang thoigiandang thoidiemdang lichdang ngayxuatban ngaycongbo congboluc dangluc',
)
const ends = list(
  'expirydate expireat expiresat expireson expiredate expiresdate expires expire expired expiry expiration expirationdate ' +
    'unpublishdate unpublishat unpublishon unpublishtime enddate validuntil validto availableuntil archivedate archiveat ' +
    'publishuntil publishto removeat removedat removaldate deletedat withdrawnat withdrawaldate hethan ngayhethan hanhienthi ngaygo ngaygobai',
)
/** Maps in which generators keep further keys of the text itself. */
const containers = list('params extra meta metadata data custom cascade frontmatter page post')

const no = list('false no n off 0 khong sai never none never')
const yes = list('true yes y on 1 co dung x always')
/** States in which a text is there for everybody. */
const open = list(
  'published publish public live active final released done approved visible open listed online everyone everybody all current ' +
    'dadang congkhai daduyet daxuatban xuatban hienthi banhanh hieuluc conhieuluc thuong khong khongmat binhthuong',
)

/** States in which it is not there. */
const closed = list(
  'draft pending private future scheduled review inreview later hidden unlisted nhap bannhap chua choduyet noibo',
)

const plain = (text: string) => slugOf(text).replaceAll('-', '')

/** The word that a value is, in plain letters; null for what is none, such as a list. */
function wordOf(value: unknown): string | null {
  return ['string', 'number', 'boolean'].includes(typeof value) ? plain(String(value)) : null
}

/** The day that a value begins with, as `2027-01-05`, also where it is written day first; null where it begins with none. */
function dayIn(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const first = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(value)
  const last = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(value)
  const [year, month, day] = first ? first.slice(1) : last ? last.slice(1).reverse() : []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
}

/**
 * The key that would do here what an unknown key says; null where that holds nothing back: `published: true`, or a day of
 * publication no later than `date`, the text's own as written.
 */
export function holdingKeyFor(key: string, value: unknown, date: unknown): HoldingKey | null {
  if (value === undefined || value === null || value === '') return null
  const name = plain(key)
  const word = wordOf(value)
  const day = dayIn(value)
  const own = holdingKeys.find((one) => one.toLowerCase() === name)
  const isLater = day === null || day > (dayIn(date) ?? '')
  if (own === 'draft') return word !== null && no.includes(word) ? null : 'draft'
  if (own === 'publishAt' || starts.includes(name))
    return (word !== null && no.includes(word)) || !isLater ? null : 'publishAt'
  if (own !== undefined) return word !== null && no.includes(word) ? null : own
  if (ends.includes(name)) return word !== null && no.includes(word) ? null : 'expiresAt'
  if (hides.includes(name)) return word === null || no.includes(word) ? null : day === null ? 'draft' : 'publishAt'
  if (shows.includes(name)) {
    if (day !== null) return isLater ? 'publishAt' : null
    return word !== null && (no.includes(word) || closed.includes(word)) ? 'draft' : null
  }
  // An address has a state, too.
  if (name === 'state') return word !== null && closed.includes(word) ? 'draft' : null
  if (states.includes(name)) return word !== null && (open.includes(word) || yes.includes(word)) ? null : 'draft'
  if (typeof value === 'object')
    return inside(name, value, date) ?? (didYouMean(key, ['withdrawn', 'removed']) as HoldingKey | null)
  // A slip of the finger, where the value too is what that key takes.
  const near = holdingKeys.find((one) => one === didYouMean(key, holdingKeys)) ?? null
  if (near === 'draft') return word !== null && yes.includes(word) ? near : null
  return day !== null && isLater ? near : null
}

/** What a map of further keys, or Hugo's `build`, says. */
function inside(name: string, value: object, date: unknown): HoldingKey | null {
  if (name === 'build') {
    const { render, list: listed } = value as { render?: unknown; list?: unknown }
    return [render, listed].some((one) => ['never', 'false', 'no', 'local', 'link'].includes(String(one)))
      ? 'draft'
      : null
  }
  if (!containers.includes(name)) return null
  for (const one of [value].flat())
    if (one !== null && typeof one === 'object')
      for (const [key, within] of Object.entries(one)) {
        const found = holdingKeyFor(key, within, date)
        if (found !== null) return found
      }
  return null
}
