/** A cache that can grow no further: the build goes on without it, and tells so. */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPortal, portal, repository, tree, write } from '../support/portal.ts'
import { archive } from './archive.ts'

/** The program, where no file may grow beyond so many kilobytes: writing more fails as on a full disk. */
function limited(root: string, kilobytes: number): { status: number | null; codes: string[] } {
  const { status, stdout } = spawnSync(
    'bash',
    [
      ...['-c', `ulimit -f ${kilobytes} && exec "$0" "$@"`, process.execPath, join(repository, 'bin/build-portal.js')],
      ...['build', '--root', root, '--format', 'json', '--now', '2026-01-01T00:00:00Z'],
    ],
    { encoding: 'utf8' },
  )
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] }
  return { status, codes: diagnostics.map(({ code }) => code) }
}

test('a cache that cannot grow costs time and no more', async () => {
  const root = portal(archive(200))
  const site = () => tree(join(root, '_site'))
  const cold = async () => {
    await buildPortal(root, { out: join(root, '_cold'), search: true })
    return tree(join(root, '_cold'))
  }
  expect(limited(root, 512)).toEqual({ status: 0, codes: ['cache-unusable'] })
  const { size } = statSync(join(root, '.build-portal/cache/pack-0'))
  expect(size).toBeGreaterThan(0)
  expect(size).toBeLessThanOrEqual(512 * 1024)
  const first = await cold()
  // Another release's number is in every page of the program, none of which this test is about.
  const unsigned = (files: Map<string, string>) =>
    new Map([...files].map(([path, text]) => [path, text.replace(/build-portal \d+\.\d+\.\d+/g, '')]))
  expect(unsigned(site())).toEqual(unsigned(first))

  const path = 'content/2020/tin-00004.md'
  write(root, { [path]: (archive(200)[path] ?? '').replace('Đạt **4**', 'Đạt **40**') })
  expect(limited(root, 512)).toEqual({ status: 0, codes: ['cache-unusable', 'silent-change'] })
  expect(unsigned(site())).toEqual(unsigned(await cold()))
  expect(limited(root, 1_000_000)).toEqual({ status: 0, codes: [] })
  expect(unsigned(site())).toEqual(unsigned(await cold()))
})
