/** Commands that ask: run here, with somebody who types, or with nobody. */
import { PassThrough } from 'node:stream'
import { run } from '../../src/cli/main.ts'
import { cacheSecret, repository } from './portal.ts'

/** The present of these tests: the 5th of January in Vietnam, the 4th in London. */
export const time = { SOURCE_DATE_EPOCH: String(Date.parse('2026-01-04T18:00:00Z') / 1000) }

/** Runs a command in this process, with `typed` as what somebody types where they are asked; null where nobody is there. */
export async function desk(args: readonly string[], typed: readonly string[] | null = null) {
  const said = { out: '', error: '', asked: '' }
  const input = new PassThrough()
  const output = new PassThrough()
  output.on('data', (chunk) => {
    said.asked += String(chunk)
  })
  input.end(typed?.map((line) => `${line}\n`).join('') ?? '')
  const terminal = {
    out: (text: string) => {
      said.out += text
    },
    error: (text: string) => {
      said.error += text
    },
    color: false,
    live: false,
    dialogue: () => (typed === null ? null : { input, output }),
  }
  const exit = await run(
    args,
    { LANG: 'vi_VN', BUILD_PORTAL_CACHE_KEY: cacheSecret, ...time },
    terminal,
    `file://${repository}/dist/build-portal.js`,
  )
  return { exit, ...said }
}
