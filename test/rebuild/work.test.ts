/** What a second build spares: the steps that run are counted. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BuildRequest, BuildResult } from '../../src/build.ts'
import { buildPortal, bulletin, portal, tree, write } from '../support/portal.ts'
import { archive } from './archive.ts'

function warm(root: string, options: Partial<BuildRequest> = {}): Promise<BuildResult> {
  return buildPortal(root, { cache: join(root, '.build-portal/cache'), ...options })
}

/** Modification times of every output; publishing that writes nothing changes none. */
function times(root: string): Map<string, bigint> {
  const out = join(root, '_site')
  const paths = [...tree(out).keys(), '.portal/manifest.json']
  return new Map(paths.map((path) => [path, statSync(join(out, path), { bigint: true }).mtimeNs]))
}

describe('a second run', () => {
  test('without changes parses nothing, renders nothing and writes nothing', async () => {
    const root = portal(archive(30))
    const first = await warm(root)
    expect(first.counts.written).toBe(first.counts.outputs)
    const before = times(root)
    const { work, counts, changed, removed } = await warm(root)
    expect(work).toMatchObject({ parsed: 0, rendered: 0 })
    expect(counts).toMatchObject({ written: 0, removed: 0, unchanged: counts.outputs })
    expect([changed, removed]).toEqual([[], []])
    expect(times(root)).toEqual(before)
  })

  test('after one body edit parses one text and writes its page and what quotes it', async () => {
    const root = portal(archive(30))
    await warm(root)
    const [path, text] = ['content/2020/tin-00004.md', archive(30)['content/2020/tin-00004.md'] ?? '']
    write(root, { [path]: text.replace('Đạt **4**', 'Đạt **40**') })
    const { work, changed } = await warm(root)
    // The section's feed holds its ten newest bulletins whole, this one among them.
    expect(work).toMatchObject({ parsed: 1, rendered: 2 })
    expect(changed).toEqual(['/2020/01/tin-00004/', '/chuyen-muc/kinh-te/feed.xml'])
  })

  test('after edits one by one, there and back again, reads one text each time, and the site is that of a cold build', async () => {
    const root = portal(archive(30))
    await warm(root)
    const [older, newer] = ['content/2020/tin-00004.md', 'content/2020/tin-00025.md'] as const
    const edits = [
      [older, '40'],
      [older, '41'],
      [newer, '40'],
      [newer, '41'],
      [newer, '40'],
      [older, '40'],
    ] as const
    for (const [path, number] of edits) {
      const text = archive(30)[path] ?? ''
      write(root, { [path]: text.replace(/Đạt \*\*\d+/, `Đạt **${number}`) })
      const { work } = await warm(root)
      expect(work).toMatchObject({ read: 1, parsed: 1 })
      const built = tree(join(root, '_site'))
      await buildPortal(root)
      expect(tree(join(root, '_site'))).toEqual(built)
    }
    write(root, archive(30))
    expect((await warm(root)).work.parsed).toBe(2)
    expect((await warm(root)).work).toMatchObject({ read: 0, parsed: 0, rendered: 0 })
  })

  test('warns again of what it did not read again', async () => {
    const root = portal({ 'content/tin.md': bulletin({ colour: 'xanh' }) })
    const first = await warm(root)
    const second = await warm(root)
    expect(second.work.parsed).toBe(0)
    expect(second.diagnostics.map(({ code }) => code)).toEqual(['key-unknown'])
    expect(second.diagnostics).toEqual(first.diagnostics)
  })

  test('after a template edit renders that template’s pages and no others', async () => {
    const root = portal(archive(30))
    await warm(root)
    write(root, { 'templates/not-found.hbs': '{{#> layout}}<h1>{{page.heading}}</h1>{{/layout}}\n' })
    const { work, changed } = await warm(root)
    expect(work).toMatchObject({ parsed: 0, rendered: 1 })
    expect(changed).toEqual(['/404.html'])
  })

  test('gives the same site with no cache at all', async () => {
    const root = portal(archive(12))
    await warm(root)
    const built = tree(join(root, '_site'))
    const { counts } = await buildPortal(root)
    expect(counts.written).toBe(0)
    expect(tree(join(root, '_site'))).toEqual(built)
  })
})

describe('a cache that cannot be trusted', () => {
  const damages: [string, (cache: string) => void][] = [
    ['a torn pack', (cache) => write(cache, { 'pack-0': 'xx' })],
    ['a missing pack', (cache) => write(cache, { 'pack-0': null })],
    ['a torn index', (cache) => write(cache, { index: '{"salt":' })],
    ['an empty index', (cache) => write(cache, { index: '' })],
    [
      'rubbish of the same length',
      (cache) => write(cache, { 'pack-0': 'x'.repeat(statSync(join(cache, 'pack-0')).size) }),
    ],
  ]
  test.each(damages)('%s: a clean rebuild, the same bytes', async (_, damage) => {
    const root = portal(archive(9))
    await warm(root)
    const built = tree(join(root, '_site'))
    damage(join(root, '.build-portal/cache'))
    write(root, { 'content/2020/tin-00001.md': null, ...Object.fromEntries([['content/2020/them.md', bulletin()]]) })
    const second = await warm(root)
    expect(second.exit).toBe(0)
    write(root, archive(9))
    write(root, { 'content/2020/them.md': null })
    expect((await warm(root)).exit).toBe(0)
    expect(tree(join(root, '_site'))).toEqual(built)
  })

  test('another release’s values are not used', async () => {
    const root = portal(archive(9))
    await warm(root)
    const { work } = await warm(root, { release: { version: '0.0.0', salt: 'other', images: 'test' } })
    expect(work.parsed).toBe(9)
  })
})
