/** A cache that came from elsewhere: whatever it holds, the site is the one that a clean build makes, and nothing outside is touched. */
import { createHmac, hash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { photo } from '../images/pictures.ts'
import { buildPortal, bulletin, plainSettings, tree, write } from '../support/portal.ts'

const honest = 'MARKER-MARKER-MARKER-MARK'
const script = '<script>evil()</script>xx'

type Slots = Record<string, [offset: number, length: number, check: string | number]>

interface Place {
  root: string
  cache: string
  /** A folder beside the portal, with a file `victim`. */
  outside: string
}

let model = ''
let clean: Map<string, string>
let manifest = ''

beforeAll(async () => {
  model = mkdtempSync(join(tmpdir(), 'poisoned-'))
  const root = join(model, 'portal')
  write(root, {
    'portal.yaml': plainSettings,
    'content/a.md': bulletin({ title: 'Một' }, `${honest}\n\n![Ảnh](a.jpg "Chú thích")\n`),
    'content/a.jpg': await photo(260, 200).toBuffer(),
    'content/b.md': bulletin({ title: 'Hai' }, 'Đoạn khác hẳn.\n'),
    'content/c.md': bulletin({ title: 'Ba', draft: 'true' }, 'Chưa đăng.\n'),
  })
  write(model, { 'outside/victim': 'not ours\n' })
  expect((await buildPortal(root, { cache: join(root, '.build-portal/cache') })).exit).toBe(0)
  expect((await buildPortal(root, { out: join(model, 'clean') })).exit).toBe(0)
  clean = tree(join(model, 'clean'))
  manifest = readFileSync(join(model, 'clean/.portal/manifest.json'), 'utf8')
})
afterAll(() => rmSync(model, { recursive: true, force: true }))

/** A copy of the model, built there: the next build finds all as it was, and takes the short way where nothing keeps it. */
async function restored(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'poisoned-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(model, folder, { recursive: true, preserveTimestamps: true })
  const root = join(folder, 'portal')
  const cache = join(root, '.build-portal/cache')
  await buildPortal(root, { cache })
  return { root, cache, outside: join(folder, 'outside') }
}

const packOf = ({ cache }: Place) => join(cache, 'pack-0')
const withoutSite = ({ root }: Place) => rmSync(join(root, '_site'), { recursive: true })

/** Changes the values, each at its place; tells whether there was anything to change. */
function replaceInPack(place: Place, from: string, to: string): void {
  const bytes = readFileSync(packOf(place))
  expect(Buffer.byteLength(from)).toBe(Buffer.byteLength(to))
  let count = 0
  for (let at = bytes.indexOf(from); at !== -1; at = bytes.indexOf(from, at)) {
    bytes.write(to, at)
    count++
  }
  expect(count).toBeGreaterThan(0)
  writeFileSync(packOf(place), bytes)
}

/** Writes the index again; `secret` is what its code is made with, null leaves the old code. */
function rewriteIndex(
  { cache }: Place,
  secret: string | null,
  edit: (index: { head: Record<string, unknown>; slots: Slots }) => unknown,
): void {
  const [head = '', known = '', put = '', tables = '', code = ''] = readFileSync(join(cache, 'index'), 'utf8').split(
    '\n',
  )
  const index = {
    head: JSON.parse(head) as Record<string, unknown>,
    slots: { ...(JSON.parse(known) as Slots), ...(JSON.parse(put) as Slots), ...(JSON.parse(tables) as Slots) },
  }
  edit(index)
  const isTable = ([key]: [string, unknown]) => key.startsWith('table:')
  const slots = Object.entries(index.slots)
  const lines = [[], slots.filter((one) => !isTable(one)), slots.filter(isTable)].map((some) =>
    Object.fromEntries(some),
  )
  const text = [index.head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('')
  const made =
    secret === null ? code : createHmac('sha256', secret).update(`build-portal index\n${text}`).digest('base64')
  writeFileSync(join(cache, 'index'), `${text}${made}\n`)
}

/** Puts a script into the text, and corrects the index as whoever has not our secret can. */
function forgeText(place: Place, secret: string | null): void {
  withoutSite(place)
  replaceInPack(place, honest, script)
  const pack = readFileSync(packOf(place))
  rewriteIndex(place, secret, ({ slots }) => {
    for (const slot of Object.values(slots))
      slot[2] = hash('sha256', pack.subarray(slot[0], slot[0] + slot[1]), 'base64').slice(0, 22)
  })
}

/** The index in the form that had checksums only. */
function oldIndex(place: Place, pack: string): void {
  const bytes = readFileSync(packOf(place))
  const [head = '', known = '', put = ''] = readFileSync(join(place.cache, 'index'), 'utf8').split('\n')
  const slots = { ...(JSON.parse(known) as Slots), ...(JSON.parse(put) as Slots) }
  for (const slot of Object.values(slots)) slot[2] = crc32(bytes.subarray(slot[0], slot[0] + slot[1]))
  const lines = [JSON.stringify({ ...(JSON.parse(head) as object), pack }), JSON.stringify(slots), '{}']
  const check = lines.reduce((sum, line) => crc32(line, sum), 0)
  writeFileSync(join(place.cache, 'index'), `${[...lines, check].join('\n')}\n`)
}

const imagesOf = ({ cache }: Place) => join(cache, 'images')
const published = ({ root }: Place) => join(root, '_site/assets/images')

/** Makes the manifest say what really lies in the site. */
function listWhatIsThere({ root }: Place): void {
  const file = join(root, '_site/.portal/manifest.json')
  const json = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, string> }
  for (const path of Object.keys(json.files))
    json.files[path] = hash('sha256', readFileSync(join(root, '_site', path)), 'hex')
  writeFileSync(file, JSON.stringify(json))
}

/** Replaces a file by another of the same size and time, as unpacking an archive does. */
function unpackOver(file: string, edit: (text: string) => string): void {
  const { atime, mtime } = statSync(file)
  const text = edit(readFileSync(file, 'utf8'))
  rmSync(file)
  writeFileSync(file, text)
  utimesSync(file, atime, mtime)
}

const poisons: [name: string, poison: (place: Place) => void][] = [
  [
    'a text with a script',
    (place) => {
      withoutSite(place)
      replaceInPack(place, honest, script)
    },
  ],
  ['a text with a script, its digest corrected', (place) => forgeText(place, null)],
  ['a text with a script, the code made with another secret', (place) => forgeText(place, 'another secret')],
  ['a text with a script, the code made with no secret', (place) => forgeText(place, '')],
  [
    'a text with a script, under the checksums of earlier releases',
    (place) => {
      withoutSite(place)
      replaceInPack(place, honest, script)
      oldIndex(place, 'pack-0')
    },
  ],
  [
    'a draft that is none',
    (place) => {
      withoutSite(place)
      replaceInPack(place, '"draft":true', '"draft":null')
    },
  ],
  [
    'two texts in each other’s place',
    (place) => {
      withoutSite(place)
      rewriteIndex(place, null, ({ slots }) => {
        const [one = '', two = ''] = Object.keys(slots).filter((key) => key.startsWith('fragment:'))
        const [first, second] = [slots[one], slots[two]]
        if (first && second) Object.assign(slots, { [one]: second, [two]: first })
      })
    },
  ],
  [
    'a pack whose name leads out of the portal',
    (place) =>
      rewriteIndex(place, 'another secret', ({ head }) => Object.assign(head, { pack: '../../../outside/victim' })),
  ],
  [
    'a pack whose name leads out, in the form of earlier releases',
    (place) => oldIndex(place, '../../../outside/victim'),
  ],
  ['a pack with an absolute name', (place) => oldIndex(place, join(place.outside, 'victim'))],
  [
    'a pack that is a link to a file outside',
    (place) => {
      rmSync(packOf(place))
      symlinkSync(join(place.outside, 'victim'), packOf(place))
    },
  ],
  [
    'a pack that is a second name of a file outside',
    (place) => {
      rmSync(packOf(place))
      linkSync(join(place.outside, 'victim'), packOf(place))
    },
  ],
  [
    'a link where the next index is begun',
    (place) => symlinkSync(join(place.outside, 'victim'), join(place.cache, 'index.tmp')),
  ],
  [
    'an index that is a link',
    (place) => {
      renameSync(join(place.cache, 'index'), join(place.outside, 'index'))
      symlinkSync(join(place.outside, 'index'), join(place.cache, 'index'))
      rmSync(join(place.outside, 'victim'))
      linkSync(join(place.outside, 'index'), join(place.outside, 'victim'))
    },
  ],
  [
    'a folder in place of the index',
    (place) => {
      rmSync(join(place.cache, 'index'))
      mkdirSync(join(place.cache, 'index/x'), { recursive: true })
    },
  ],
  [
    'a cache that is a link to a folder outside',
    (place) => {
      rmSync(place.cache, { recursive: true })
      symlinkSync(place.outside, place.cache)
    },
  ],
  [
    'an index that is torn',
    ({ cache }) => writeFileSync(join(cache, 'index'), readFileSync(join(cache, 'index')).subarray(0, 3000)),
  ],
  ['a pack that is torn', (place) => writeFileSync(packOf(place), readFileSync(packOf(place)).subarray(0, 2000))],
  ['a lock of a process that nobody can ask', ({ cache }) => writeFileSync(join(cache, 'lock'), foreignLock())],
  [
    'pictures with other bytes',
    (place) => {
      withoutSite(place)
      for (const name of readdirSync(imagesOf(place))) writeFileSync(join(imagesOf(place), name), 'evil')
    },
  ],
  [
    'pictures with other bytes, under their digest',
    (place) => {
      withoutSite(place)
      for (const name of readdirSync(imagesOf(place))) {
        const [form, ending, , code] = name.split('.')
        rmSync(join(imagesOf(place), name))
        writeFileSync(join(imagesOf(place), `${form}.${ending}.${hash('sha256', 'evil', 'hex')}.${code}`), 'evil')
        writeFileSync(join(imagesOf(place), `${form}.${ending}.${hash('sha256', 'evil', 'hex')}`), 'evil')
      }
    },
  ],
  [
    'pictures in each other’s place',
    (place) => {
      withoutSite(place)
      const names = readdirSync(imagesOf(place))
      for (const [at, name] of names.entries()) {
        const rest = (names[(at + 1) % names.length] ?? '').split('.').slice(2).join('.')
        renameSync(
          join(imagesOf(place), name),
          join(imagesOf(place), `${name.split('.').slice(0, 2).join('.')}.${rest}.x`),
        )
      }
      for (const name of readdirSync(imagesOf(place)))
        renameSync(join(imagesOf(place), name), join(imagesOf(place), name.replace(/\.x$/, '')))
    },
  ],
  [
    'links where pictures are begun',
    (place) => {
      withoutSite(place)
      for (const name of readdirSync(imagesOf(place))) {
        rmSync(join(imagesOf(place), name))
        symlinkSync(join(place.outside, 'victim'), join(imagesOf(place), `${name}.tmp`))
      }
    },
  ],
  [
    'a folder of pictures that is a link',
    (place) => {
      withoutSite(place)
      rmSync(imagesOf(place), { recursive: true })
      symlinkSync(place.outside, imagesOf(place))
    },
  ],
  [
    'published pictures with other bytes, as a manifest lists them',
    (place) => {
      for (const name of readdirSync(published(place))) writeFileSync(join(published(place), name), 'evil')
      listWhatIsThere(place)
    },
  ],
  [
    'published pictures with other bytes, as a manifest lists them, without the cache',
    (place) => {
      for (const name of readdirSync(published(place))) writeFileSync(join(published(place), name), 'evil')
      listWhatIsThere(place)
      rmSync(place.cache, { recursive: true })
    },
  ],
  [
    'a manifest that says other things of the pages',
    ({ root }) => {
      const file = join(root, '_site/.portal/manifest.json')
      const json = JSON.parse(readFileSync(file, 'utf8')) as { records: Record<string, [string, number]> }
      expect(Object.keys(json.records)).toHaveLength(2)
      for (const record of Object.values(json.records)) record[0] = '0'.repeat(64)
      writeFileSync(file, JSON.stringify({ ...json, pages: [] }))
    },
  ],
  [
    'a published page with a script, as a manifest lists it, and facts about it',
    (place) => {
      const page = join(place.root, '_site/2024/05/a/index.html')
      unpackOver(page, (text) => text.replace(honest, script))
      listWhatIsThere(place)
      const { size, mtimeNs, ino, birthtimeNs } = statSync(page, { bigint: true })
      const pack = readFileSync(packOf(place))
      let count = 0
      rewriteIndex(place, 'another secret', ({ slots }) => {
        for (const [key, [offset, length]] of Object.entries(slots)) {
          if (!key.startsWith('table:outputs/')) continue
          const rows = JSON.parse(pack.toString('utf8', offset, offset + length)) as [string, { stamp: string }][]
          const known = rows.find(([path]) => path === '2024/05/a/index.html')?.[1]
          if (known === undefined) continue
          known.stamp = `${size}:${mtimeNs}:${ino}:${birthtimeNs}`
          const bytes = Buffer.from(JSON.stringify(rows))
          slots[key] = [statSync(packOf(place)).size, bytes.length, hash('sha256', bytes, 'base64').slice(0, 22)]
          appendFileSync(packOf(place), bytes)
          count++
        }
      })
      expect(count).toBe(1)
    },
  ],
]

/** The lock of a build on a machine that is not there any more. */
function foreignLock(): string {
  const owner = { host: 'another.example', namespace: null, boot: null, pid: 1, start: null }
  return JSON.stringify({ ...owner, token: '01234567-89ab-cdef-0123-456789abcdef' })
}

test.each(poisons)('%s', async (_, poison) => {
  const place = await restored()
  poison(place)
  const before = tree(place.outside)
  const { exit, diagnostics } = await buildPortal(place.root, { cache: place.cache })
  expect(exit, JSON.stringify(diagnostics)).toBe(0)
  expect(tree(join(place.root, '_site'))).toEqual(clean)
  expect(readFileSync(join(place.root, '_site/.portal/manifest.json'), 'utf8')).toBe(manifest)
  expect(tree(place.outside)).toEqual(before)
  // And the next build, which finds what this one has left.
  write(place.root, { 'content/b.md': bulletin({ title: 'Hai' }, 'Đoạn khác hẳn, sửa.\n') })
  expect((await buildPortal(place.root, { cache: place.cache })).exit).toBe(0)
  const cold = join(place.root, '../cold')
  await buildPortal(place.root, { out: cold })
  expect(tree(join(place.root, '_site'))).toEqual(tree(cold))
  expect(tree(place.outside)).toEqual(before)
})

test('a page that was unpacked over the published one, with its size and time, is seen', async () => {
  const place = await restored()
  for (let round = 0; round < 5; round++) {
    unpackOver(join(place.root, '_site/2024/05/a/index.html'), (text) => text.replace(honest, script))
    const { diagnostics } = await buildPortal(place.root, { cache: place.cache })
    expect(diagnostics.map(({ code }) => code)).toContain('output-changed')
    expect(tree(join(place.root, '_site'))).toEqual(clean)
  }
})

test('a cache of another secret is told of, one that was never there or is torn is not', async () => {
  const place = await restored()
  const codes = async (options: object) =>
    (await buildPortal(place.root, { cache: place.cache, ...options })).diagnostics.map(({ code }) => code)
  expect(await codes({})).toEqual([])
  expect(await codes({ cacheSecret: 'another secret of somebody else' })).toEqual(['cache-unverified'])
  expect(await codes({ cacheSecret: 'another secret of somebody else' })).toEqual([])
  expect(await codes({ cacheSecret: null })).toEqual(['cache-unusable'])
  writeFileSync(join(place.cache, 'index'), 'x')
  expect(await codes({})).toEqual([])
  rmSync(place.cache, { recursive: true })
  expect(await codes({})).toEqual([])
})

test('packs that no index names are removed, other files of the folder are not', async () => {
  const place = await restored()
  write(place.cache, { 'pack-7': 'old', 'pack-notes.txt': 'mine', 'images/mine.jpg': 'mine' })
  await buildPortal(place.root, { cache: place.cache, cacheSecret: 'another secret of somebody else' })
  expect(existsSync(join(place.cache, 'pack-7'))).toBe(false)
  expect(readFileSync(join(place.cache, 'pack-notes.txt'), 'utf8')).toBe('mine')
  expect(readFileSync(join(place.cache, 'images/mine.jpg'), 'utf8')).toBe('mine')
})
