/** State that came from elsewhere: no manifest, journal or stage has anything foreign removed, replaced or read from outside. */
import { linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestOf, publishSite, type Site, told } from './publish-site.ts'
import { put, scratch, tree } from './scratch.ts'

const site: Site = { 'index.html': 'trang chủ', 'a/index.html': 'tin a', 'b.html': 'tin b' }
const foreign: Site = {
  CNAME: 'yenchau.example.gov.vn',
  '.git/config': '[core]',
  'own/index.html': 'theirs',
  'own/deep/x.txt': 'theirs',
}

const wrong = digestOf('something else')

interface Place {
  out: string
  state: string
  outside: string
}

/** A manifest, given its files. */
const manifest = (files: Record<string, string>) => JSON.stringify({ version: 1, files, pages: [] })
const published = () => Object.fromEntries(Object.entries(site).map(([path, text]) => [path, digestOf(text)]))

/** Lists more files than were published. */
const listing = (more: Record<string, string>) => (place: Place) =>
  writeFileSync(join(place.state, 'manifest.json'), manifest({ ...published(), ...more }))

/** A journal with these steps; what it moves is in its manifest too, `0` and `1` lie in the stage. */
const journal =
  (
    steps: { clear?: string[]; displaced?: object[]; moves?: [string, string][]; remove?: string[] },
    files: Record<string, string> = {},
  ) =>
  ({ state }: Place) => {
    const all = { clear: [], displaced: [], moves: [], remove: [], ...steps }
    const moved = Object.fromEntries(all.moves.map(([staged, path]) => [path, digestOf(`evil ${staged}`)]))
    put(state, { 'stage/0': 'evil 0', 'stage/1': 'evil 1' })
    const own = JSON.parse(manifest({ ...published(), ...moved, ...files })) as object
    writeFileSync(join(state, 'journal'), JSON.stringify({ version: 1, ...all, manifest: own }))
  }

type Case = [name: string, forge: (place: Place) => void, told: string[], next?: Site]

/** What is told, and whether the site was published; what is foreign or outside stays in any case. */
const cases: Case[] = [
  ['a foreign file under another digest', listing({ CNAME: wrong }), ['output-kept CNAME']],
  [
    'all of a foreign folder under other digests',
    listing({ 'own/index.html': wrong, 'own/deep/x.txt': wrong }),
    ['output-kept own/deep/x.txt', 'output-kept own/index.html'],
  ],
  ['a foreign folder as if it were a file', listing({ own: wrong }), []],
  ['a path that leads out', listing({ '../outside/secret.txt': digestOf('secret') }), ['manifest-broken']],
  [
    'a path that leads out by way of a folder',
    listing({ 'a/../../outside/secret.txt': digestOf('secret') }),
    ['manifest-broken'],
  ],
  [
    'an absolute path',
    (place) => listing({ [join(place.outside, 'secret.txt')]: digestOf('secret') })(place),
    ['manifest-broken'],
  ],
  ['a file of the state folder', listing({ '.portal/lock': wrong }), ['manifest-broken']],
  ['a file of a repository', listing({ '.git/config': digestOf('[core]') }), ['manifest-broken']],
  ['the same in other letters', listing({ 'own/.GIT/config': wrong }), ['manifest-broken']],
  [
    'a file behind a link to a folder, with its digest',
    (place) => {
      symlinkSync(place.outside, join(place.out, 'link'))
      listing({ 'link/secret.txt': digestOf('secret') })(place)
    },
    [],
  ],
  [
    'a link to a file, with the digest of that file',
    (place) => {
      symlinkSync(join(place.outside, 'secret.txt'), join(place.out, 'link.txt'))
      listing({ 'link.txt': digestOf('secret') })(place)
    },
    ['output-kept link.txt'],
  ],
  [
    'a foreign file that is in the way of a folder',
    listing({ CNAME: wrong }),
    ['foreign-file CNAME'],
    { ...site, 'CNAME/index.html': 'x' },
  ],
  [
    'a foreign folder that is in the way of a file',
    listing({ 'own/index.html': wrong, 'own/deep/x.txt': wrong }),
    ['foreign-file own/deep/x.txt', 'foreign-file own/index.html'],
    { ...site, own: 'x' },
  ],
  [
    'a manifest that is a link',
    ({ state, outside }) => {
      writeFileSync(join(outside, 'list.json'), manifest({ ...published(), CNAME: digestOf(foreign.CNAME ?? '') }))
      rmSync(join(state, 'manifest.json'))
      symlinkSync(join(outside, 'list.json'), join(state, 'manifest.json'))
    },
    ['manifest-broken'],
  ],
  [
    'links where manifest and journal are begun',
    ({ state, outside }) => {
      for (const name of ['manifest.json.tmp', 'journal.tmp'])
        symlinkSync(join(outside, 'secret.txt'), join(state, name))
    },
    ['publish-repaired'],
    { ...site, 'b.html': 'tin b, sửa' },
  ],
  [
    'the same beside a journal',
    (place) => {
      journal({})(place)
      for (const name of ['manifest.json.tmp', 'journal.tmp'])
        symlinkSync(join(place.outside, 'secret.txt'), join(place.state, name))
    },
    ['publish-repaired'],
    { ...site, 'b.html': 'tin b, sửa' },
  ],
  ['a journal that removes a foreign file', journal({ remove: ['CNAME', 'own/index.html'] }), ['publish-repaired']],
  ['a journal that clears a foreign file', journal({ clear: ['CNAME', 'own/deep/x.txt'] }), ['publish-repaired']],
  [
    'a journal that displaces foreign things',
    journal({
      displaced: [
        { path: 'own', kind: 'folder' },
        { path: 'CNAME', kind: 'file' },
      ],
    }),
    ['publish-repaired'],
  ],
  ['a journal that replaces a foreign file', journal({ moves: [['0', 'CNAME']] }), ['foreign-file CNAME']],
  [
    'the same, with a manifest that lists it under another digest',
    (place) => {
      listing({ CNAME: wrong })(place)
      journal({ moves: [['0', 'CNAME']] })(place)
    },
    ['foreign-file CNAME'],
  ],
  ['a journal that adds a page', journal({ moves: [['0', 'evil.html']] }), ['publish-repaired']],
  [
    'a journal that replaces a page',
    journal({
      moves: [
        ['0', 'b.html'],
        ['1', 'index.html'],
      ],
    }),
    ['publish-repaired'],
  ],
  ['a journal that moves a file out', journal({ moves: [['0', '../outside/secret.txt']] }), ['manifest-broken']],
  [
    'a journal that puts a hook into a repository',
    journal({ moves: [['0', '.git/hooks/post-commit']] }),
    ['manifest-broken'],
  ],
  ['a journal that stages a file from elsewhere', journal({ moves: [['../../CNAME', 'x.html']] }), ['manifest-broken']],
  [
    'a journal that moves a file through a link',
    (place) => {
      symlinkSync(place.outside, join(place.out, 'link'))
      journal({ moves: [['0', 'link/secret.txt']] })(place)
    },
    ['foreign-file link/secret.txt'],
  ],
  [
    'a journal whose stage is a link',
    (place) => {
      journal({ moves: [['7', 'x.html']] })(place)
      rmSync(join(place.state, 'stage'), { recursive: true })
      writeFileSync(join(place.outside, '7'), 'secret')
      symlinkSync(place.outside, join(place.state, 'stage'))
    },
    ['manifest-broken'],
  ],
  [
    'a staged link',
    (place) => {
      journal({ moves: [['2', 'x.html']] })(place)
      symlinkSync(join(place.outside, 'secret.txt'), join(place.state, 'stage/2'))
    },
    ['publish-repaired'],
  ],
  [
    'a folder in place of the journal',
    ({ state }) => mkdirSync(join(state, 'journal/x'), { recursive: true }),
    ['manifest-broken'],
  ],
]

function portal(): Place {
  const folder = scratch()
  const out = join(folder, 'out')
  put(folder, { 'outside/secret.txt': 'secret' })
  put(out, foreign)
  expect(publishSite(out, site).receipt).not.toBeNull()
  return { out, state: join(out, '.portal'), outside: join(folder, 'outside') }
}

/** What of a tree is not of the site. */
const rest = (found: Record<string, string>, wanted: Site) =>
  Object.fromEntries(Object.entries(found).filter(([path]) => !(path in wanted) && !(path in site)))

const refusals = /^(manifest-broken|foreign-file)/

for (const [name, forge, expected, next = site] of cases) {
  test(name, () => {
    const place = portal()
    forge(place)
    const before = { out: tree(place.out), outside: tree(place.outside) }
    const { receipt, diagnostics } = publishSite(place.out, next)
    expect(told(diagnostics).filter((one) => !one.startsWith('output-changed'))).toEqual(expected)
    expect(tree(place.outside)).toEqual(before.outside)
    expect(rest(tree(place.out), next)).toEqual(rest(before.out, next))
    const isRefused = expected.some((one) => refusals.test(one))
    expect(receipt === null).toBe(isRefused)
    if (isRefused) expect(tree(place.out)).toEqual(before.out)
    else for (const [path, text] of Object.entries(next)) expect(readFileSync(join(place.out, path), 'utf8')).toBe(text)
  })
}

test('a forged journal that the next publish may overrule by force takes nothing else away', () => {
  const place = portal()
  journal({
    moves: [
      ['0', 'CNAME'],
      ['1', 'evil.html'],
    ],
    displaced: [{ path: 'own', kind: 'folder' }],
    remove: ['own/index.html'],
  })(place)
  const before = rest(tree(place.out), site)
  const { receipt } = publishSite(place.out, { ...site, 'b.html': 'tin b, sửa' }, { force: true })
  expect(receipt?.written).toEqual(['b.html'])
  expect(rest(tree(place.out), site)).toEqual(before)
})

test('an output that is a second name of a file outside is replaced, the file is not', () => {
  const place = portal()
  rmSync(join(place.out, 'b.html'))
  linkSync(join(place.outside, 'secret.txt'), join(place.out, 'b.html'))
  expect(publishSite(place.out, { ...site, 'b.html': 'tin b, sửa' }).receipt).not.toBeNull()
  expect(tree(place.outside)).toEqual({ 'secret.txt': 'secret' })
})
