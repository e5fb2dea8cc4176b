/** Measures build-portal beside its peers, round by round, and writes the tables of the README. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { commitOf, contestants } from './contestants.js'
import { bulletins, fileOf, newestBulletin, pageOf, textOf, writeProject } from './generate.js'
import { contentsOf, difference, run, sizeOf, spread } from './measure.js'
import { tablesOf, writeTables } from './tables.js'
import { unwatchable, watchTimes } from './watching.js'

/** @typedef {import('./contestants.js').Contestant} Contestant */
/** @typedef {import('./generate.js').Bulletin} Bulletin */
/** @typedef {import('./generate.js').Options} Options */
/** @typedef {{ row: Contestant, project: string, portal: Options, chosen: ReturnType<typeof chosen> }} Entry a contestant and its project */
/** @typedef {Awaited<ReturnType<typeof oneRound>>} Round */

const here = dirname(fileURLToPath(import.meta.url))
const usage = `node bench/run.js [options]

  --only LIST          of the tables same, everything, lean; default all three
  --scale LIST         instead of them build-portal and Hugo at these numbers of bulletins, as 1000,10000,100000
  --against DIR        with build-portal of another checkout, built, beside it
  --peers LIST         these alone, as build-portal,hugo,eleventy
  --bulletins N        default 10000
  --rounds N           default 3
  --edits N            edits in watch mode, default 10; 0 leaves watching out
  --seed N             default 1
  --out FILE           where the results go, beside those of other runs; default bench/results/latest.json
  --table              bring bench/README.md up to date as well
  --keep               keep the temporary folder and say where it is
`

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`)

/** A folder for everything, in memory where that leaves three quarters of it to the generators. @param {number} bytes */
function scratchFolder(bytes) {
  const shared = '/dev/shm'
  const isFree = existsSync(shared) && bytes < statfsSync(shared).bavail * statfsSync(shared).bsize
  return mkdtempSync(join(isFree && bytes < totalmem() / 4 ? shared : tmpdir(), 'build-portal-bench-'))
}

/** @param {string} folder */
const machineOf = (folder) => ({
  date: new Date().toISOString().slice(0, 10),
  commit: commitOf(),
  cpu: cpus()[0]?.model.trim() ?? '?',
  cores: cpus().length,
  memory: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  filesystem: execFileSync('stat', ['-f', '-c', '%T', folder], { encoding: 'utf8' }).trim(),
  node: process.version,
  load: loadavg(),
})

/** Some bulletins from all over the years. @param {Options} portal @param {number} count */
function sample(portal, count) {
  const step = Math.max(1, Math.floor(portal.count / count))
  /** @type {Bulletin[]} */
  const chosen = []
  let index = 0
  // The newest and the oldest stand in feeds and on short pages: the middle of every stretch is taken.
  for (const bulletin of bulletins(portal)) if (index++ % step === Math.floor(step / 2)) chosen.push(bulletin)
  return chosen.slice(0, count)
}

/** The bulletins that changes are made to, all old ones but one: nothing links to the one that goes. @param {Options} portal */
function chosen(portal) {
  const [edited, retitled] = sample(portal, 2)
  /** @type {Bulletin | undefined} */
  let removed
  let index = 0
  for (const bulletin of bulletins(portal)) {
    if (removed && !bulletin.body.includes(dirname(pageOf(removed)))) break
    if (++index > portal.count / 2) removed = bulletin
  }
  if (!edited || !retitled || !removed) throw new Error('the bench needs more bulletins')
  return { edited, retitled, removed, newest: newestBulletin(portal) }
}

/** Makes a contestant forget everything that it has built. @param {Entry} entry */
function forget({ row, project }) {
  for (const name of row.remembers) rmSync(join(project, name), { recursive: true, force: true })
}

/**
 * What is done to the archive one after the other, each in a build of its own: the file's new text, or null where it goes,
 * and what its page must show then.
 * @param {Entry} entry @param {number} round
 * @returns {Record<'edit' | 'title' | 'more' | 'fewer', { bulletin: Bulletin, text: string | null, shows: string | null }>}
 */
function changesOf({ row, chosen: { edited, retitled, removed, newest } }, round) {
  const added = `Đoạn thêm ở vòng ${round}.`
  const title = `Tin ở vòng ${round}: ${retitled.title}`
  return {
    edit: { bulletin: edited, text: textOf(row.peer, { ...edited, body: `${edited.body}\n${added}\n` }), shows: added },
    title: { bulletin: retitled, text: textOf(row.peer, { ...retitled, title }), shows: title },
    more: { bulletin: newest, text: textOf(row.peer, newest), shows: newest.title },
    fewer: { bulletin: removed, text: null, shows: null },
  }
}

/** One round of one contestant: from nothing, then after each change, in a new process every time. @param {Entry} entry @param {number} round */
async function oneRound(entry, round) {
  const { row, project } = entry
  const output = join(project, row.output)
  const build = () => run({ argv: row.build, cwd: project, env: row.env }, join(project, '..', 'time'))
  forget(entry)
  const cold = await build()
  const isFirst = round === 0
  if (isFirst) verify(entry)
  let contents = isFirst ? contentsOf(output) : null
  const size = contents && sizeOf(contents)
  /** @type {Record<string, import('./measure.js').Cost>} */
  const costs = { cold }
  /** @type {Record<string, number>} */
  const changed = {}
  const changes = changesOf(entry, round)
  for (const [name, { bulletin, text, shows }] of Object.entries(changes)) {
    const file = join(project, fileOf(row.peer, bulletin))
    if (text === null) rmSync(file)
    else write(file, text)
    if (text === null && row.leaves) rmSync(output, { recursive: true })
    costs[name] = await build()
    const page = pageIn(output, bulletin)
    if (shows === null ? page !== null : !page?.includes(shows)) throw new Error(`${row.name}: ${name} made no difference`)
    if (!contents) continue
    const after = contentsOf(output)
    changed[name] = difference(contents, after)
    contents = after
  }
  for (const { bulletin } of [changes.edit, changes.title, changes.fewer]) {
    write(join(project, fileOf(row.peer, bulletin)), textOf(row.peer, bulletin))
  }
  rmSync(join(project, fileOf(row.peer, changes.more.bulletin)))
  return { costs, size, changed }
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** @param {string} output @param {Bulletin} bulletin */
function pageIn(output, bulletin) {
  const path = join(output, pageOf(bulletin))
  return existsSync(path) ? readFileSync(path, 'utf8').replace(/\s+/g, ' ') : null
}

/** Stops where a site is not whole: every bulletin has its page, and those looked into hold their title and last words. @param {Entry} entry */
function verify({ row, project, portal }) {
  const output = join(project, row.output)
  for (const path of ['index.html', 'feed.xml', 'sitemap.xml', 'trang/index.html', 'luu-tru/index.html']) {
    if (!existsSync(join(output, path))) throw new Error(`${row.name} made no ${path}`)
  }
  for (const bulletin of bulletins(portal)) {
    if (!existsSync(join(output, pageOf(bulletin)))) throw new Error(`${row.name} made no ${pageOf(bulletin)}`)
  }
  for (const bulletin of sample(portal, 40)) {
    const words = (bulletin.body.match(/[\p{L}\p{N},% ]{20,}/gu) ?? []).map((part) => part.trim())
    const missing = [bulletin.title, words.at(-1) ?? ''].find((text) => !pageIn(output, bulletin)?.includes(text))
    if (missing !== undefined) throw new Error(`${row.name}: ${pageOf(bulletin)} lacks "${missing}"`)
  }
}

/** Every contestant once in every round, in an order that turns. @param {Contestant[]} rows @param {Options} portal @param {number} rounds @param {string} folder */
async function compare(rows, portal, rounds, folder) {
  /** @type {Entry[]} */
  const entries = []
  for (const row of rows) {
    const own = { ...portal, extras: row.extras ?? false }
    const project = join(folder, `project-${entries.length}`)
    await writeProject({ peer: row.peer, into: project, settings: row.settings ?? [], ...own })
    entries.push({ row, project, portal: own, chosen: chosen(own) })
  }
  /** @type {Map<Entry, Round[]>} */
  const measured = new Map(entries.map((entry) => [entry, []]))
  for (let round = 0; round < rounds; round++) {
    for (const entry of [...entries.slice(round % entries.length), ...entries.slice(0, round % entries.length)]) {
      const { name, peer } = entry.row
      try {
        if (!measured.has(entry)) continue
        const result = await oneRound(entry, round)
        measured.get(entry)?.push(result)
        const times = Object.entries(result.costs).map(([what, { wall, cpu }]) => `${what} ${wall.toFixed(2)}/${cpu.toFixed(2)} s`)
        say(`round ${round + 1}/${rounds}, ${name}: ${times.join(', ')}`)
      } catch (problem) {
        // A peer that an archive is too large for is left out of it, not of the tables.
        if (peer.startsWith('build-portal')) throw problem
        say(`${name} did not finish: ${problem}`)
        measured.delete(entry)
      } finally {
        forget(entry)
      }
    }
  }
  return entries.map((entry) => ({ entry, result: summary(entry.row, portal, measured.get(entry) ?? []) }))
}

/** @param {Contestant} row @param {Options} portal @param {Round[]} rounds none where it did not finish */
function summary(row, portal, rounds) {
  const costs = Object.keys(rounds[0]?.costs ?? {}).map((name) => {
    const all = rounds.flatMap((round) => round.costs[name] ?? [])
    const megabytes = Math.max(...all.map((cost) => cost.megabytes))
    return [name, { wall: spread(all.map(({ wall }) => wall)), cpu: spread(all.map(({ cpu }) => cpu)), megabytes }]
  })
  const { size = null, changed = {} } = rounds[0] ?? {}
  return { name: row.name, version: row.version, bulletins: portal.count, rounds: rounds.length, size, changed, costs: Object.fromEntries(costs) }
}

/** From saving to the page, in milliseconds, or null where watching does not work. @param {Entry} entry @param {number} edits */
async function watch({ row, project, portal }, edits) {
  const targets = sample(portal, edits + 2).map((bulletin) => ({
    file: join(project, fileOf(row.peer, bulletin)),
    page: pageOf(bulletin),
    text: textOf(row.peer, bulletin),
  }))
  try {
    const times = await watchTimes(row, project, targets)
    say(`watching, ${row.name}: ${spread(times).median.toFixed(0)} ms`)
    return { ...spread(times), edits: times.length }
  } catch (problem) {
    say(`watching, ${row.name}, did not work: ${String(problem).slice(0, 800)}`)
    return null
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: 'same,everything,lean' },
      scale: { type: 'string' },
      against: { type: 'string' },
      peers: { type: 'string' },
      bulletins: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '3' },
      edits: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: join(here, 'results', 'latest.json') },
      table: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return
  }
  const tables = /** @type {Parameters<typeof contestants>[0][]} */ (values.scale ? ['scale'] : values.only.split(','))
  const counts = (values.scale ?? values.bulletins).split(',').map(Number)
  const folder = scratchFolder(Math.max(...counts) * 100_000)
  try {
    for (const table of tables) {
      const machine = machineOf(folder)
      const peers = values.peers?.split(',')
      const rows = contestants(table, folder, values.against).filter(({ peer }) => peers?.includes(peer) ?? true)
      const results = []
      for (const count of counts) {
        const portal = { count, seed: Number(values.seed) }
        const edits = table === 'same' && !unwatchable(count) ? Number(values.edits) : 0
        for (const { entry, result } of await compare(rows, portal, Number(values.rounds), folder)) {
          results.push(edits > 0 ? { ...result, watch: await watch(entry, edits) } : result)
          rmSync(entry.project, { recursive: true })
        }
      }
      const known = existsSync(values.out) ? JSON.parse(readFileSync(values.out, 'utf8')) : {}
      const part = { machine, rows: results }
      write(values.out, `${JSON.stringify({ ...known, [table]: part }, null, 1)}\n`)
      process.stdout.write(`${tablesOf(part)}\n\n`)
    }
  } finally {
    if (values.keep) say(`kept ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
  if (values.table) writeTables(values.out, join(here, 'README.md'))
}

await main()
