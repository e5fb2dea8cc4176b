/** Keys that hold a text back, or take it down, in other spellings and in other generators: here they would do nothing. */
import { didYouMean } from '../diagnostics/did-you-mean.ts'
import { slugOf } from '../source/fold.ts'

/** The keys of front matter that hold a text back or take it down. */
export const holdingKeys = ['draft', 'publishAt', 'expiresAt', 'withdrawn', 'removed'] as const
export type HoldingKey = (typeof holdingKeys)[number]

/** What each of them must be, by the catalogue's names of expectations. */
const expected = { draft: 'boolean', publishAt: 'date', expiresAt: 'date', withdrawn: 'map', removed: 'map' }

/** What a key that is left empty should have been, where it is one that holds back: whoever wrote it meant something by it. */
export function emptyHolding(key: string): { key: HoldingKey; expected: string } | null {
  const known = holdingKeys.find((one) => one === key)
  return known ? { key: known, expected: expected[known] } : null
}

/** A line at the very beginning of a body, perhaps within two more `---`, that would hold the text back if it stood in the front matter. */
export function holdingOutside(body: string): { written: string; known: HoldingKey; line: number } | null {
  for (const [line, written] of body.split('\n', 20).entries()) {
    if (/^-{3,}\s*$|^\s*$/.test(written)) continue
    const [, key = ''] = /^\s*([A-Za-z]+)[ \t]*:(?:\s|$)/.exec(written) ?? []
    const known = holdingKeys.find((one) => one.toLowerCase() === key.toLowerCase())
    if (known) return { written: written.trim().slice(0, 60), known, line }
    if (key === '') return null
  }
  return null
}

const list = (words: string) => words.split(' ')
const any = (words: string) => `(?:${list(words).join('|')})`

// All names are lower case, without marks, hyphens, underscores and spaces, and taken apart into these words. Sources: Hugo, Jekyll,
// Eleventy, Hexo, Astro, Ghost, WordPress, Zola, Pelican, Nikola, Docusaurus, Decap, and what officers write in their languages.

/** What a key may say beside the word that counts: what it is about, and that it is about a time. */
const what = any(
  'is be are was has to the post page entry article item content text bulletin news da bi duoc cho luu tam bai tin',
)
const when = any(
  'first original initial date day time datetime gmt at on from start begins? after since ngay gio luc tu vao sau lich thoigian thoidiem len lai tai',
)
const shown = any(
  'publish(?:ed|ing)? publi[ce] public publication publiee? publicad[oa] veroe?ffentlicht posted show[ns]? list(?:ed|ing)? live ' +
    'visible display(?:ed)? released? approv(?:ed?|al) reviewed online active enabled? ready render dang congkhai congbo xuatban ' +
    'hienthi phathanh duyet pheduyet',
)
const not = any('not? non un dont donot never waitfor khong chua ngung dung thoi')
const hidden = any(
  'draft(?:ed|s)? wip workinprogress inprogress unfinished incomplete hidden hide private excluded? ignored? skip headless internal ' +
    'disabled? inactive offline trash(?:ed)? archived? onhold hold pending embargo(?:ed)? confidential classified restricted ' +
    'sensitive secret future eleventyexcludefromcollections excludefromcollections? password protected nhap (?:la)?bannhap an(?:di)? ' +
    'riengtu noibo mat tuyetmat toimat choduyet tamdung masque prive oculto privado versteckt privat brouillon borrador rascunho ' +
    `bozza entwurf ${not}(?:be|yet|duoc|cho)?${shown}`,
)
const withdrawn = any('withdrawn? withdrawal retract(?:ed|ion)? recall(?:ed)? revok(?:ed?|ation) thuhoi baibo')
const removed = any(
  'removed? removal deleted? deletion takedown take[ns]?down takendown pulled xoa(?:bo)? go(?:bo|xuong)? ha(?:bai|xuong) huy(?:bo)?',
)
const starts = any(
  'schedul(?:ed?|ing)(?:for)? embargo(?:ed)?(?:until|ends?|lifts?) holduntil golive goinglive launch notbefore (?:valid|available)(?:from|after) ' +
    'pub(?=date|time) post(?=date|time|at|on) hen dangluc',
)
const ends = any(
  'expir(?:es?|ed|y|ation|ing) until enddate archived?(?=date|at) hide(?=at|on|after) unpublish(?=date|at|on|time) validto ' +
    `validthrough hethan han(?=dang|hienthi) (?<=ngay)ha (?:valid|available|${shown})(?:to|until|till|through|den|toi)`,
)
const states = any(
  'status workflow(?:state|status)? moderationstate publishstate visibility access trangthai tinhtrang domat mucdomat',
)

const made = (word: string, ...beside: string[]) => {
  const around = any(beside.join(' '))
  return new RegExp(`^${around}*${word}${around}*$`)
}
/** The first that fits a name is what it says. */
const meanings = {
  end: made(ends, what, when, shown),
  withdrawn: made(withdrawn, what, when),
  removed: made(removed, what, when),
  hidden: made(hidden, what, when),
  start: made(starts, what, when, shown),
  state: made(states, what, shown),
  shown: made(`(?:${shown}|permalink)`, what),
  time: made(shown, what, when, shown),
}
/** Nobody writes a longer name, and a long one may take long to take apart. */
const LONGEST = 40

/** A draft, in scripts that have no plain letters. */
const elsewhere = list('ຮ່າງ ສະບັບຮ່າງ 草稿 草案 下書き 초안 ព្រាង черновик ร่าง ฉบับร่าง')
/** Maps in which generators keep further keys of the text itself; of other maps only these keys count. */
const containers = list('params extra meta metadata data custom cascade frontmatter page post')
const plainest = list('draft isdraft published unpublished publishat publishdate unlisted')

const no = list('false no n off 0 khong sai never none non nein')
const yes = list('true yes y on 1 co dung x always oui si ja')
/** States in which a text is there for everybody. */
const open = list(
  'published publish public live active final released done approved visible open listed online everyone everybody all current ' +
    'dadang congkhai daduyet daxuatban xuatban hienthi banhanh hieuluc conhieuluc thuong khong khongmat binhthuong',
)
/** States in which it is not there; those of a text alone, whatever the key, come first. */
const ofTexts = list('draft drafts unpublished nhap bannhap chuadang chuaduyet choduyet chodang brouillon borrador')
const closed = [
  ...ofTexts,
  ...list('pending private future scheduled review inreview later hidden unlisted internal staff members noibo chua'),
]

const plain = (text: string) => slugOf(text.normalize('NFKC')).replaceAll('-', '')

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
  // `chờ` (to wait) and `cho` (to let) are one in plain letters.
  const taken = plain(key.normalize('NFKC').replace(/chờ/giu, 'waitfor '))
  const word = wordOf(value)
  const day = dayIn(value)
  const isNo = word !== null && no.includes(word)
  const isLater = day === null || day > (dayIn(date) ?? '')
  const own =
    holdingKeys.find((one) => one.toLowerCase() === name) ??
    (elsewhere.includes(key.trim().toLowerCase()) ? 'draft' : null)
  if (own !== null) return isNo || (own === 'publishAt' && !isLater) ? null : own
  const said = (Object.keys(meanings) as (keyof typeof meanings)[]).find(
    (one) => taken.length <= LONGEST && meanings[one].test(taken),
  )
  if (word === null) return inside(key, name, said, value as object, date)
  // An address has a state, too, and much has a stage.
  const isState = name === 'state' || /stage|phase|review|approval|audience|status|trangthai|tinhtrang/.test(name)
  if (ofTexts.includes(word) || (isState && closed.includes(word))) return 'draft'
  switch (said) {
    case 'end':
      return isNo || (day === null && !/^expir|hethan/.test(name)) ? null : 'expiresAt'
    case 'withdrawn':
    case 'removed':
      return day !== null ? 'expiresAt' : yes.includes(word) ? said : null
    case 'hidden':
      return isNo ? null : day === null ? 'draft' : 'publishAt'
    case 'state':
      return open.includes(word) || yes.includes(word) ? null : 'draft'
    case 'shown':
      if (day === null) return isNo || closed.includes(word) ? 'draft' : null
      return isLater ? 'publishAt' : null
    case 'start':
    case 'time':
      if (day === null && (isNo || (said === 'time' && !/publi|dang|congbo|xuatban/.test(name)))) return null
      return isLater && !(said === 'time' && yes.includes(word)) ? 'publishAt' : null
  }
  if (['date', 'ngay', 'startdate'].includes(name)) return isLater && !isNo ? 'publishAt' : null
  // A slip of the finger, where the value too is what that key takes.
  const near = holdingKeys.find((one) => one === didYouMean(key, holdingKeys)) ?? null
  if (near === 'draft') return yes.includes(word) ? near : null
  return day !== null && isLater ? near : null
}

/** What a map or a list says: of a withdrawal, Hugo's `build`, and further keys. */
function inside(
  key: string,
  name: string,
  said: keyof typeof meanings | undefined,
  value: object,
  date: unknown,
): HoldingKey | null {
  const isMap = !Array.isArray(value)
  if (isMap && (said === 'withdrawn' || said === 'removed')) return said
  if (name === 'build') {
    const { render, list: listed } = value as { render?: unknown; list?: unknown }
    const isOut = [render, listed].some((one) => ['never', 'false', 'no', 'local', 'link'].includes(String(one)))
    return isOut ? 'draft' : null
  }
  for (const one of [value].flat() as unknown[]) {
    if (one === null || typeof one !== 'object') continue
    for (const [inner, within] of Object.entries(one)) {
      const isOfText = containers.includes(name) || plainest.includes(plain(inner))
      const found = isOfText ? holdingKeyFor(inner, within, date) : null
      // `publish: {at: 2027-01-05}`, `schedule: {status: draft}`
      const joined = isMap && said !== undefined ? holdingKeyFor(`${key} ${inner}`, within, date) : null
      if (found ?? joined) return found ?? joined
    }
  }
  return isMap ? ((didYouMean(key, ['withdrawn', 'removed']) as HoldingKey | null) ?? null) : null
}
