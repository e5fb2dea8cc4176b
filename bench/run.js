/** Measures build-portal against its peers, and at growing sizes. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { contestants, forget } from './contestants.js'
import { bulletins, fileOf, newestBulletin, pageOf, peers, textOf, writeProject } from './generate.js'
import { contentsOf, difference, run, sizeOf, spread } from './measure.js'
import { renderTables } from './tables.js'
import { unwatchable, watchTimes } from './watching.js'

/** @typedef {import('./contestants.js').Contestant} Contestant */
/** @typedef {import('./generate.js').Bulletin} Bulletin */
/** @typedef {{ count: number, seed: number, extras: boolean }} Portal */

const here = dirname(fileURLToPath(import.meta.url))
const usage = `node bench/run.js [what] [options]

what (one at a time):
  (nothing)            every peer at --bulletins: cold, one edit, no change, watch
  --scale 1000,10000   build-portal and Hugo at several sizes
  --extras             build-portal alone, with everything that bulletins may hold
  --search 1000,10000  build-portal with its search, beside Hugo followed by Pagefind

options:
  --bulletins N        default 10000
  --runs N             rounds, default 5 (0: watching alone); with --scale and --search 3, at 50,000 and more 1
  --peers LIST         default ${peers.join(',')}
  --edits N            edits in watch mode, default 10; 0 leaves watching out
  --seed N             default 1
  --out FILE           where the results go, beside those of other runs; default bench/results/latest.json
  --table              bring the tables of bench/README.md up to date with that file
  --keep               keep the temporary folder and say where it is
`

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`)

/** A folder for everything, in memory where there is room. @param {number} gigabytes */
function scratchFolder(gigabytes) {
  const shared = '/dev/shm'
  if (existsSync(shared)) {
    const { bavail, bsize } = statfsSync(shared)
    if (bavail * bsize > gigabytes * 1e9) return mkdtempSync(join(shared, 'build-portal-bench-'))
  }
  return mkdtempSync(join(tmpdir(), 'build-portal-bench-'))
}

/** @param {string} folder */
function machineOf(folder) {
  const git = (/** @type {string[]} */ ...argv) => {
    try {
      return execFileSync('git', argv, { cwd: here, encoding: 'utf8' }).trim()
    } catch {
      return ''
    }
  }
  return {
    date: new Date().toISOString().slice(0, 10),
    commit:
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--', '../src', '../package.json') ? ' and changes' : ''),
    cpu: cpus()[0]?.model ?? '?',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    filesystem: execFileSync('stat', ['-f', '-c', '%T', folder], { encoding: 'utf8' }).trim(),
    load: loadavg()[0],
  }
}

/** Writes the project of every contestant's peer. @param {Contestant[]} rows @param {Portal} portal @param {string} folder */
async function writeProjects(rows, portal, folder) {
  for (const [nth, row] of rows.entries()) {
    await writeProject({ peer: row.peer, into: join(folder, `project-${nth}`), ...portal })
  }
  return rows.map((row, nth) => ({ row, folder: join(folder, `project-${nth}`) }))
}

/** Some bulletins from all over the years. @param {Portal} portal @param {number} count @returns {Bulletin[]} */
function sample(portal, count) {
  const step = Math.max(1, Math.floor(portal.count / count))
  // The newest and the oldest stand in feeds and on short pages: the middle of every stretch is taken.
  return [...bulletins(portal)].filter((_, index) => index % step === Math.floor(step / 2)).slice(0, count)
}

/** @param {Bulletin} bulletin @param {string} text */
const withText = (bulletin, text) => ({ ...bulletin, body: `${bulletin.body}\n${text}\n` })

/**
 * Stops where a site is not whole: every bulletin has its page, and those looked into hold their title and last words.
 * @param {Contestant} row @param {string} folder @param {Portal} portal
 */
function verify(row, folder, portal) {
  const probes = new Set(sample(portal, 40).map(pageOf))
  for (const bulletin of bulletins(portal)) {
    const path = join(folder, row.output, pageOf(bulletin))
    if (!existsSync(path)) throw new Error(`${row.name} made no ${pageOf(bulletin)}`)
    if (!probes.has(pageOf(bulletin))) continue
    const plain = (/** @type {string} */ text) => text.replace(/&#x2F;/g, '/').replace(/\s+/g, ' ')
    const page = plain(readFileSync(path, 'utf8'))
    const words = (bulletin.body.match(/[\p{L}\p{N},% ]{20,}/gu) ?? []).map((part) => part.trim())
    const missing = [bulletin.title, words.at(-1) ?? ''].find((text) => !page.includes(plain(text)))
    if (missing !== undefined) throw new Error(`${row.name}: ${pageOf(bulletin)} lacks "${missing}"`)
  }
}

/**
 * One round of one contestant: from nothing, after one edit, after none.
 * @param {Contestant} row @param {string} folder @param {Bulletin} edited @param {number} round @param {boolean} look
 */
async function oneRound(row, folder, edited, round, look) {
  const command = { argv: row.build, cwd: folder, env: row.env }
  const scratch = join(folder, '..', 'time')
  const output = join(folder, row.output)
  forget(row, folder)
  const cold = await run(command, scratch)
  const before = look ? contentsOf(output) : null
  writeFileSync(
    join(folder, fileOf(row.peer, edited)),
    textOf(row.peer, withText(edited, `Đoạn thêm ở vòng ${round}.`)),
  )
  const edit = await run(command, scratch)
  const after = before && contentsOf(output)
  const none = await run(command, scratch)
  return {
    cold,
    edit,
    none,
    size: after && sizeOf(after),
    change: before && after && difference(before, after),
    unchanged: after && difference(after, contentsOf(output)),
  }
}

/** @param {Awaited<ReturnType<typeof oneRound>>[]} rounds @param {Contestant} row */
function summary(rounds, row) {
  const first = rounds[0]
  const memory = (/** @type {'cold' | 'edit' | 'none'} */ kind) =>
    Math.max(...rounds.map((round) => round[kind].megabytes ?? Number.NaN))
  return {
    name: row.name,
    version: row.version,
    runtime: row.runtime,
    rounds: rounds.length,
    cold: spread(rounds.map((round) => round.cold.seconds)),
    edit: spread(rounds.map((round) => round.edit.seconds)),
    none: spread(rounds.map((round) => round.none.seconds)),
    memory: { cold: memory('cold'), edit: memory('edit'), none: memory('none') },
    size: first?.size ?? null,
    change: first?.change ?? null,
    unchanged: first?.unchanged ?? null,
  }
}

/** Every contestant once in every round, in an order that turns. @param {Contestant[]} rows @param {Portal} portal @param {number} runs @param {string} folder */
async function compare(rows, portal, runs, folder) {
  const projects = await writeProjects(rows, portal, folder)
  const [edited] = sample(portal, 1)
  if (!edited) throw new Error('no bulletin to edit')
  /** @type {Map<Contestant, Awaited<ReturnType<typeof oneRound>>[]>} */
  const rounds = new Map(rows.map((row) => [row, []]))
  for (let round = 0; round < runs; round++) {
    for (let nth = 0; nth < projects.length; nth++) {
      const project = projects[(nth + round) % projects.length]
      if (!project || !rounds.has(project.row)) continue
      const result = await oneRound(project.row, project.folder, edited, round, round === 0).catch((problem) => {
        // A peer that an archive is too large for is left out of it, not of the tables.
        if (project.row.peer === 'build-portal') throw problem
        say(`${project.row.name} did not finish: ${String(problem).slice(0, 300)}`)
        rounds.delete(project.row)
        forget(project.row, project.folder)
        return null
      })
      if (result === null) continue
      if (round === 0) verify(project.row, project.folder, portal)
      rounds.get(project.row)?.push(result)
      const { cold, edit, none } = result
      say(
        `round ${round + 1}/${runs} ${project.row.name}: cold ${cold.seconds.toFixed(2)} s, ${cold.megabytes?.toFixed(0)} MB, ` +
          `edit ${edit.seconds.toFixed(2)} s, none ${none.seconds.toFixed(2)} s`,
      )
    }
  }
  return {
    projects: projects.filter(({ row }) => rounds.has(row)),
    results: rows.flatMap((row) => {
      const measured = rounds.get(row)
      return measured ? [summary(measured, row)] : []
    }),
    unfinished: rows.filter((row) => !rounds.has(row)).map(({ name }) => name),
  }
}

/** @param {{ row: Contestant, folder: string }[]} projects @param {Portal} portal @param {number} edits */
async function watchAll(projects, portal, edits) {
  const results = []
  const obstacle = edits > 0 ? unwatchable(portal.count) : null
  if (obstacle) say(`no watching: ${obstacle}`)
  if (obstacle || edits < 1) return null
  for (const { row, folder } of projects) {
    if (!row.watch) continue
    const targets = sample(portal, edits + 2).map((bulletin) => ({
      file: join(folder, fileOf(row.peer, bulletin)),
      page: pageOf(bulletin),
      text: textOf(row.peer, bulletin),
    }))
    try {
      const times = (await watchTimes(row, folder, targets)) ?? []
      results.push({
        name: row.name,
        version: row.version,
        runtime: row.runtime,
        edits: times.length,
        milliseconds: spread(times),
        served: row.watch.folder === null,
      })
      say(`watch ${row.name}: ${spread(times).median.toFixed(0)} ms`)
    } catch (problem) {
      say(`watch ${row.name} did not work: ${String(problem).slice(0, 800)}`)
      const { name, version, runtime } = row
      results.push({ name, version, runtime, edits: 0, milliseconds: null, served: row.watch.folder === null })
    }
  }
  return results
}

/**
 * One size: cold, one edit, and one bulletin more, the newest.
 * @param {Contestant[]} rows @param {Portal} portal @param {number} runs @param {string} folder
 */
async function atSize(rows, portal, runs, folder) {
  const { projects, results, unfinished } = await compare(rows, portal, runs, folder)
  const newest = newestBulletin(portal)
  /** @type {{ name: string, seconds: number, changed: number, written: number }[]} */
  const grown = []
  for (const { row, folder: project } of projects) {
    const command = { argv: row.build, cwd: project, env: row.env }
    const output = join(project, row.output)
    const before = contentsOf(output)
    const path = join(project, fileOf(row.peer, newest))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, textOf(row.peer, newest))
    const { seconds } = await run(command, join(folder, 'time'))
    grown.push({ name: row.name, seconds, ...difference(before, contentsOf(output)) })
    say(`one bulletin more, ${row.name}: ${seconds.toFixed(2)} s, ${grown.at(-1)?.changed} files`)
  }
  for (const { folder: project } of projects) rmSync(project, { recursive: true })
  return { bulletins: portal.count, rows: results.map((result, nth) => ({ ...result, added: grown[nth] })), unfinished }
}

/** Puts a part of the results beside those of other runs. @param {Record<string, unknown>} part @param {string} file */
function keep(part, file) {
  mkdirSync(dirname(file), { recursive: true })
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  writeFileSync(file, `${JSON.stringify({ ...known, ...part }, null, 1)}\n`)
}

async function main() {
  const { values } = parseArgs({
    options: {
      bulletins: { type: 'string', default: '10000' },
      runs: { type: 'string' },
      peers: { type: 'string' },
      scale: { type: 'string' },
      search: { type: 'string' },
      extras: { type: 'boolean', default: false },
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
  const count = Number(values.bulletins)
  const seed = Number(values.seed)
  const sizes = (values.scale ?? values.search)?.split(',').map(Number)
  const wanted =
    values.peers?.split(',') ?? (values.extras ? ['build-portal'] : sizes ? ['build-portal', 'hugo', 'hugo-lean'] : peers)
  const biggest = Math.max(count, ...(sizes ?? [0]))
  const folder = scratchFolder((biggest * 60_000 * wanted.length) / 1e9)
  try {
    const rows = contestants(folder, wanted, values.search !== undefined)
    const machine = machineOf(folder)
    if ((machine.load ?? 0) > 0.6)
      say(`the machine is busy (load ${machine.load?.toFixed(2)}): the numbers will not be worth much`)
    if (sizes) {
      const measured = []
      for (const size of sizes) {
        const runs = Number(values.runs ?? (size >= 50_000 ? 1 : 3))
        // The row with one thread is the comparison's; here it would double the time.
        const some = rows.filter(({ name }) => !name.includes('--jobs'))
        measured.push(await atSize(some, { count: size, seed, extras: false }, runs, folder))
      }
      keep({ [values.search ? 'search' : 'scale']: { machine, sizes: measured } }, values.out)
    } else {
      const portal = { count, seed, extras: values.extras }
      const runs = Number(values.runs ?? 5)
      const { projects, results, unfinished } = await compare(rows, portal, runs, folder)
      const watched = await watchAll(projects, portal, values.extras ? 0 : Number(values.edits))
      const about = { machine, bulletins: count }
      /** @type {Record<string, unknown>} */
      const part = {}
      if (runs > 0) part[values.extras ? 'extras' : 'peers'] = { ...about, rows: results, unfinished }
      if (watched) part.watch = { ...about, rows: watched }
      keep(part, values.out)
    }
  } finally {
    if (values.keep) say(`kept ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
  if (values.table) renderTables(values.out, join(here, 'README.md'))
}

await main()
