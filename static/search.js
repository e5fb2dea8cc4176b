/** The search page: asks Pagefind's indexes and shows what they find. What bulletins say is put in as text, never as HTML. */

const { lang } = document.documentElement
const form = document.querySelector('[data-search]')
const part = (name) => document.querySelector(`[data-${name}]`)
const [count, results, more, ways] = ['search-count', 'results', 'more', 'search-ways'].map(part)
const titles = part('titles')
const row = part('result')
const { search: indexes, base: baseUrl, ready, failed, searching, found, foundAll, nothing } = form.dataset

/** Results at a time, titles while typing, words of an excerpt, words of a long headline. */
const PAGE = 10
const TITLES = 5
const WORDS = 36
const HEADLINE = 24

/** A title, a topic and an author outweigh the text, a document that a bulletin is about outweighs all; exact marks come first. */
const ranking = {
  metaWeights: { title: 5, decision: 8, author: 6, tags: 5 },
  diacriticSimilarity: 1.5,
  termSimilarity: 2,
}

/** The indexes write đ as d with a line below, so that it is a d with a mark to them. */
const barred = (text) => text.normalize('NFC').replace(/đ/g, 'ḏ').replace(/Đ/g, 'Ḏ')
const plain = (text) => text.replace(/ḏ/g, 'đ').replace(/Ḏ/g, 'Đ')

let engine = null
/** Loads Pagefind and every index, once; again after a failure. */
function load() {
  engine ??= start().catch((error) => {
    engine = null
    throw error
  })
  return engine
}

async function start() {
  const [first, ...others] = indexes.split(' ')
  const pagefind = await import(`${first}pagefind.js`)
  try {
    return await opened(pagefind, others)
  } catch (error) {
    await pagefind.destroy()
    throw error
  }
}

async function opened(pagefind, others) {
  // In a worker the policy of this page would not hold, and it would cost another file.
  await pagefind.options({ noWorker: true, baseUrl, ranking })
  // Merging waits for the first index however long; this fails where that one does.
  await pagefind.preload('')
  await Promise.all(others.map((index) => pagefind.mergeIndex(index, { baseUrl, ranking })))
  return pagefind
}

/** What Vietnamese words end with in the indexes: a syllable is asked for as a whole, not for all that begin with it. */
const END = lang === 'vi' ? '$' : ''

/** The results of a query, best first; while it is being typed, its last word may go on. */
async function find(query, filters, isTyping = false) {
  const pagefind = await load()
  const words = barred(query.replace(/[$"]/g, ' '))
    .split(/\s+/)
    .filter((word) => /[\p{L}\d]/u.test(word))
  if (words.length === 0) return (await pagefind.search(query === '' ? null : '', { filters })).results
  const whole = words.map((word, at) => (isTyping && at === words.length - 1 ? word : word + END)).join(' ')
  const found = nearFirst((await pagefind.search(whole, { filters })).results, words)
  if (found.length >= PAGE || whole === words.join(' ')) return found
  const ids = new Set(found.map(({ id }) => id))
  const { results: longer } = await pagefind.search(words.join(' '), { filters })
  return [...found, ...longer.filter(({ id }) => !ids.has(id))]
}

/**
 * Words that stand together as they were asked for count for more, and most of all where a bulletin begins: in its headline.
 * Pagefind looks at neither. Common syllables count for so little to it that a headline which has all of them must weigh
 * far more; but not where marks are typed, for words with those very marks come before a headline with others.
 */
function nearFirst(all, words) {
  if (words.length < 2) return all
  const headline = /\p{M}/u.test(words.join('').normalize('NFD')) ? 2 : 20
  const worth = new Map(all.map((one) => [one, one.score * nearness(one.words, words.length, headline)]))
  return all.sort((a, b) => worth.get(b) - worth.get(a))
}

function nearness(places, asked, headline) {
  const all = new Set(places)
  let best = 1
  for (const at of all) {
    let run = 1
    while (run < asked && all.has(at + run)) run++
    const weight = at >= HEADLINE ? 1 : run === asked ? headline : 2
    best = Math.max(best, 1 + ((run - 1) / (asked - 1)) * weight)
  }
  return best
}

/** Puts words into a node, those at the places in `marked` as matches. */
function write(node, words, marked) {
  node.replaceChildren()
  for (const [at, word] of words.entries()) {
    if (at > 0) node.append(' ')
    if (!marked.has(at)) node.append(word)
    else {
      const mark = document.createElement('mark')
      mark.textContent = word
      node.append(mark)
    }
  }
}

/** A result in words: its title comes first among them, and where the matches stand thickest the excerpt begins. */
function inWords({ content, meta, locations }) {
  const words = plain(content).split(/\s+/)
  const title = plain(meta.title ?? '')
    .trim()
    .split(/\s+/)
  const marked = new Set(locations)
  const after = [...marked].filter((at) => at >= title.length).sort((a, b) => a - b)
  const worth = (at) => (marked.has(at + 1) || marked.has(at - 1) ? 3 : 1)
  const around = (at) => after.reduce((sum, one) => (one >= at && one < at + WORDS ? sum + worth(one) : sum), 0)
  const best = after.reduce((far, at) => (around(at) > around(far) ? at : far), after[0] ?? title.length)
  const from = Math.max(title.length, Math.min(best - 4, words.length - WORDS))
  const shown = words.slice(from, from + WORDS)
  if (from > title.length) shown[0] = `… ${shown[0]}`
  if (from + WORDS < words.length) shown.push('…')
  return { title, marked, shown, ofShown: new Set(after.map((at) => at - from)) }
}

const names = new Map(
  [...form.querySelectorAll('[name=section]')].map(({ value, parentElement }) => [
    value,
    parentElement.textContent.trim(),
  ]),
)

function dayIn(date) {
  if (lang === 'vi') return date.split('-').reverse().join('/')
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))
}

function item(data) {
  const one = row.content.cloneNode(true)
  const at = (name) => one.querySelector(`[data-${name}]`)
  const { title, marked, shown, ofShown } = inWords(data)
  const { section = [], date = [], state = [] } = data.filters
  at('title').href = data.url
  write(at('title'), title, marked)
  write(at('text'), shown, ofShown)
  at('section').textContent = names.get(section[0]) ?? ''
  if (date.length > 0) {
    const time = document.createElement('time')
    time.dateTime = date[0]
    time.textContent = dayIn(date[0])
    at('date').replaceChildren(time)
  }
  for (const name of ['withdrawn', 'expired']) at(name).hidden = !state.includes(name)
  return one
}

/** What is asked for: the words, and the values of each filter. */
function asked() {
  const data = new FormData(form)
  const query = String(data.get('q')).trim().replace(/\s+/g, ' ')
  const filters = {}
  for (const name of ['section', 'year', 'office']) {
    const values = data.getAll(name)
    if (values.length > 0) filters[name] = { any: values }
  }
  return { query, filters, isEmpty: query === '' && Object.keys(filters).length === 0 }
}

/** Only the last question is answered. */
let turn = 0
let rest = []

async function show() {
  const mine = ++turn
  const { query, filters, isEmpty } = asked()
  hideTitles()
  if (isEmpty) return settle([], ready, true)
  count.textContent = searching.replace('%s', () => query)
  results.ariaBusy = 'true'
  try {
    const all = await find(query, filters)
    const first = await Promise.all(all.slice(0, PAGE).map((result) => result.data()))
    if (mine !== turn) return
    // What is in force comes before what was withdrawn or has expired.
    first.sort((a, b) => Number('state' in a.filters) - Number('state' in b.filters))
    rest = all.slice(PAGE)
    const words = all.length === 0 ? nothing : query === '' ? foundAll : found
    settle(
      first,
      words.replace('%d', () => new Intl.NumberFormat(lang).format(all.length)).replace('%s', () => query),
      all.length === 0,
    )
  } catch {
    if (mine === turn) settle([], failed, true)
  }
}

function settle(shown, words, isBrowsing) {
  if (shown.length === 0) rest = []
  results.replaceChildren(...shown.map(item))
  results.hidden = shown.length === 0
  results.ariaBusy = null
  if (isBrowsing) delete document.documentElement.dataset.asked
  more.hidden = rest.length === 0
  ways.hidden = !isBrowsing
  count.textContent = words
}

async function showMore() {
  const mine = turn
  const next = rest.slice(0, PAGE)
  try {
    const added = (await Promise.all(next.map((result) => result.data()))).map(item)
    if (mine !== turn) return
    rest = rest.slice(PAGE)
    const [first] = added.map((one) => one.querySelector('a'))
    results.append(...added)
    more.hidden = rest.length === 0
    first?.focus()
  } catch {
    count.textContent = failed
  }
}

/** Titles while the reader types: links below the field, none of them in the way. */
let pause = 0
async function suggest() {
  const mine = ++turn
  const { query, filters } = asked()
  if (query.length < 2) return hideTitles()
  try {
    const all = await find(query, filters, true)
    const first = await Promise.all(all.slice(0, TITLES).map((result) => result.data()))
    if (mine !== turn) return
    const links = first.map((data) => {
      const line = document.createElement('li')
      const link = document.createElement('a')
      const { title, marked } = inWords(data)
      link.href = data.url
      write(link, title, marked)
      line.append(link)
      return line
    })
    titles.firstElementChild.replaceChildren(...links)
    titles.hidden = links.length === 0
  } catch {
    hideTitles()
  }
}

function hideTitles() {
  clearTimeout(pause)
  titles.hidden = true
}

/** The address says what is shown, so that it can be kept, shared and gone back to. */
function address() {
  const kept = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''))
  return `${location.pathname}${kept.size > 0 ? `?${kept}` : ''}`
}

function readAddress() {
  const kept = new URLSearchParams(location.search)
  form.q.value = kept.get('q') ?? ''
  for (const box of form.querySelectorAll('[type=checkbox]')) box.checked = kept.getAll(box.name).includes(box.value)
  form.querySelector('details').open = form.querySelector(':checked') !== null
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  history.pushState(null, '', address())
  show()
})
form.addEventListener('change', ({ target }) => {
  if (target.type !== 'checkbox') return
  history.replaceState(null, '', address())
  show()
})
form.q.addEventListener('input', () => {
  clearTimeout(pause)
  pause = setTimeout(suggest, 200)
})
form.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape' || titles.hidden) return
  hideTitles()
  form.q.focus()
})
form.q.addEventListener('focus', () => load().catch(() => {}), { once: true })
more.addEventListener('click', showMore)
addEventListener('popstate', () => {
  readAddress()
  show()
})

readAddress()
show()
