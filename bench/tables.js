/** Writes the results as tables into the README, between its markers. */
import { readFileSync, writeFileSync } from 'node:fs'

/** @typedef {import('./measure.js').Spread} Spread */

/** @param {Spread | null | undefined} spread */
const seconds = (spread) =>
  spread ? `${spread.median.toFixed(2)} s (${spread.min.toFixed(2)}–${spread.max.toFixed(2)})` : '–'
/** @param {Spread} own @param {Spread | undefined} first */
const ratio = (own, first) => (first ? `${(own.median / first.median).toFixed(2)} ×` : '–')
/** @param {number | null | undefined} number */
const whole = (number) => (Number.isFinite(number) ? Math.round(Number(number)).toLocaleString('en-US') : '–')

/** @param {string[]} head @param {(string | number)[][]} rows */
function table(head, rows) {
  const lines = [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** @param {Record<string, any>} machine @param {any[]} rows */
function circumstances(machine, rows) {
  const versions = rows.map(({ name, version, runtime }) => `${name} ${version} (${runtime})`)
  return (
    `${machine.date}, commit ${machine.commit}; ${machine.cpu}, ${machine.cores} cores, ${machine.memory} GiB, ${machine.system}, ` +
    `${machine.filesystem}.\n${[...new Set(versions)].join('; ')}.`
  )
}

/** @param {any} part */
function peersTable({ machine, bulletins, rows, unfinished = [] }) {
  const first = rows.find((/** @type {any} */ row) => row.name === 'build-portal')
  const head = [
    `${whole(bulletins)} bulletins`,
    'cold',
    'to build-portal',
    'one edit',
    'to build-portal',
    'no change',
    'memory, cold',
    'files',
    'changed / written by the edit',
  ]
  const body = rows.map((/** @type {any} */ row) => [
    row.name,
    seconds(row.cold),
    ratio(row.cold, first?.cold),
    seconds(row.edit),
    ratio(row.edit, first?.edit),
    seconds(row.none),
    `${whole(row.memory.cold)} MB`,
    whole(row.size?.files),
    `${whole(row.change?.changed)} / ${whole(row.change?.written)}`,
  ])
  const rounds = rows[0]?.rounds
  const how = rounds > 1 ? `Medians of ${rounds} interleaved rounds (least–most).` : 'One round.'
  const out = unfinished.length > 0 ? ` Did not finish: ${unfinished.join(', ')}.` : ''
  return `${circumstances(machine, rows)} ${how}${out}\n\n${table(head, body)}`
}

/** @param {any} part */
function watchTable({ machine, bulletins, rows }) {
  const first = rows.find((/** @type {any} */ row) => row.name === 'build-portal')?.milliseconds
  const head = [`${whole(bulletins)} bulletins`, 'from saving to the page', 'to build-portal', 'edits']
  const body = rows.map((/** @type {any} */ { name, edits, milliseconds, served }) => [
    served ? `${name} (served)` : name,
    milliseconds
      ? `${whole(milliseconds.median)} ms (${whole(milliseconds.min)}–${whole(milliseconds.max)})`
      : 'did not work',
    milliseconds ? ratio(milliseconds, first) : '–',
    edits,
  ])
  return `${circumstances(machine, rows)} Medians (least–most).\n\n${table(head, body)}`
}

/** @param {any} part */
function scaleTable({ machine, sizes }) {
  const head = [
    'bulletins',
    'generator',
    'cold',
    'memory, cold',
    'one edit',
    'files',
    'output',
    'one bulletin more',
    'files it changes',
  ]
  const body = sizes.flatMap((/** @type {any} */ size) => [
    ...size.rows.map((/** @type {any} */ row) => [
      whole(size.bulletins),
      row.name,
      seconds(row.cold),
      `${whole(row.memory.cold)} MB`,
      seconds(row.edit),
      whole(row.size?.files),
      `${whole((row.size?.bytes ?? Number.NaN) / 1e6)} MB`,
      `${row.added.seconds.toFixed(2)} s`,
      whole(row.added.changed),
    ]),
    .../** @type {string[]} */ (size.unfinished ?? []).map((name) => [
      whole(size.bulletins),
      name,
      'did not finish',
      ...Array.from({ length: head.length - 3 }, () => '–'),
    ]),
  ])
  const rounds = sizes.map((/** @type {any} */ size) => `${whole(size.bulletins)}: ${size.rows[0]?.rounds}`).join(', ')
  return `${circumstances(machine, sizes[0]?.rows ?? [])} Rounds: ${rounds}.\n\n${table(head, body)}`
}

/** @param {any} part */
function extrasTable({ machine, bulletins, rows }) {
  const head = [
    `${whole(bulletins)} bulletins`,
    'cold',
    'one edit',
    'no change',
    'memory, cold',
    'files',
    'output',
    'changed by the edit',
  ]
  const body = rows.map((/** @type {any} */ row) => [
    row.name,
    seconds(row.cold),
    seconds(row.edit),
    seconds(row.none),
    `${whole(row.memory.cold)} MB`,
    whole(row.size?.files),
    `${whole((row.size?.bytes ?? Number.NaN) / 1e6)} MB`,
    whole(row.change?.changed),
  ])
  return `${circumstances(machine, rows)} Medians of ${rows[0]?.rounds} rounds (least–most).\n\n${table(head, body)}`
}

/** @type {Record<string, (part: any) => string>} */
const tables = { peers: peersTable, watch: watchTable, scale: scaleTable, search: scaleTable, extras: extrasTable }

/** Brings every table of a Markdown file up to date. @param {string} results @param {string} path */
export function renderTables(results, path) {
  const known = JSON.parse(readFileSync(results, 'utf8'))
  let text = readFileSync(path, 'utf8')
  for (const [name, render] of Object.entries(tables)) {
    if (!known[name]) continue
    const part = new RegExp(`(<!-- bench:${name} -->\n)[\\s\\S]*?(<!-- /bench:${name} -->)`)
    text = text.replace(part, (_, open, close) => `${open}\n${render(known[name])}\n\n${close}`)
  }
  writeFileSync(path, text)
}
