/** Writes results as tables, and into the README between its markers. */
import { readFileSync, writeFileSync } from 'node:fs'

/** @typedef {import('./measure.js').Spread} Spread */
/** @typedef {{ wall: Spread, cpu: Spread, megabytes: number }} Measured */
/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} version
 * @property {number} bulletins
 * @property {number} rounds 0 where the generator did not finish
 * @property {{ files: number, bytes: number } | null} size
 * @property {Record<string, number>} changed the files that a change changes
 * @property {Record<string, Measured>} costs
 * @property {(Spread & { edits: number }) | null} [watch]
 */
/** @typedef {{ machine: Record<string, any>, rows: Row[] }} Part */

/** @param {number | undefined} number */
const whole = (number) => (number === undefined ? '–' : Math.round(number).toLocaleString('en-US'))
/** @param {number | undefined} number */
const seconds = (number) => (number === undefined ? '–' : number.toFixed(2))
/** @param {Spread} spread @param {(number: number) => string} format */
const range = ({ median, min, max }, format) => `${format(median)} (${format(min)}–${format(max)})`
/** Wall and CPU side by side. @param {Measured | undefined} measured */
const both = (measured) => (measured ? `${range(measured.wall, seconds)} / ${seconds(measured.cpu.median)}` : '–')

const changes = ['edit', 'title', 'more', 'fewer']
const changeTitles = ['one edit, s', 'another title, s', 'one more, s', 'one fewer, s', 'files that these change']

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const lines = [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The circumstances, a table of builds from nothing, and one of builds after a change. @param {Part} part */
export function tablesOf({ machine, rows }) {
  const counts = [...new Set(rows.map(({ bulletins }) => bulletins))]
  const title = counts.length > 1 ? 'bulletins, generator' : `${whole(counts[0])} bulletins`
  const named = (/** @type {Row} */ { bulletins, name }) =>
    counts.length > 1 ? `${whole(bulletins)}, ${name}` : name
  const cold = rows.map((row) => {
    const own = row.costs.cold
    const first = rows.find(({ bulletins }) => bulletins === row.bulletins)?.costs.cold
    const ratio = (/** @type {'wall' | 'cpu'} */ kind) =>
      own && first ? `${(own[kind].median / first[kind].median).toFixed(2)} ×` : '–'
    return [
      named(row),
      own ? range(own.wall, seconds) : 'did not finish',
      own ? range(own.cpu, seconds) : '–',
      ratio('wall'),
      ratio('cpu'),
      whole(own?.megabytes),
      whole(row.size?.files),
      whole(row.size ? row.size.bytes / 1e6 : undefined),
    ]
  })
  const watching = rows.some(({ watch }) => watch !== undefined)
  const changed = rows.map((row) => [
    named(row),
    ...changes.map((change) => both(row.costs[change])),
    changes.map((change) => whole(row.changed[change])).join(' · '),
    ...(watching ? [row.watch ? `${range(row.watch, whole)}, ${row.watch.edits} edits` : 'did not work'] : []),
  ])
  return [
    circumstances(machine, rows),
    table([title, 'wall, s', 'CPU, s', 'wall to the first', 'CPU to the first', 'peak, MB', 'files', 'output, MB'], cold),
    'After a change, in a new process, wall / CPU:',
    table([title, ...changeTitles, ...(watching ? ['watching: save to page, ms'] : [])], changed),
  ].join('\n\n')
}

/** @param {Record<string, any>} machine @param {Row[]} rows */
function circumstances(machine, rows) {
  const load = machine.load.map((/** @type {number} */ number) => number.toFixed(2)).join(', ')
  const versions = new Set(rows.map(({ name, version }) => `${name} ${version}`))
  const rounds = [...new Set(rows.map(({ rounds: own }) => own).filter((own) => own > 0))].join(' or ')
  return (
    `${machine.date}, commit ${machine.commit}; ${machine.cpu}, ${machine.cores} cores, ${machine.memory} GiB, ${machine.system}, ` +
    `${machine.filesystem}, Node ${machine.node}; load average at the start (1, 5, 15 minutes) ${load}.\n` +
    `${[...versions].join('; ')}. Interleaved rounds: ${rounds}; medians (least–most).`
  )
}

/** Brings the tables of a Markdown file up to date. @param {string} results @param {string} path */
export function writeTables(results, path) {
  const known = JSON.parse(readFileSync(results, 'utf8'))
  let text = readFileSync(path, 'utf8')
  for (const [name, part] of Object.entries(known)) {
    const place = new RegExp(`(<!-- bench:${name} -->\n)[\\s\\S]*?(<!-- /bench:${name} -->)`)
    text = text.replace(place, (_, open, close) => `${open}\n${tablesOf(part)}\n\n${close}`)
  }
  writeFileSync(path, text)
}
