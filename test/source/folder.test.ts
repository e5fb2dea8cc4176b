/** Walking folders: what is passed over, names brought to NFC, links that lead astray, and files that are no files. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { settled, walkFolder } from '../../src/source/folder.ts'
import { buildPortal, bulletin, portal, repository } from '../support/portal.ts'

/** POSIX's command that makes a named pipe; Node has no call for it. */
const makePipe = 'mkfifo'

/** A portal's folder with an empty content/. */
function scratch(): { root: string; content: string } {
  const root = mkdtempSync(join(tmpdir(), 'folder-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const content = join(root, 'content')
  mkdirSync(content)
  return { root, content }
}

function walk(root: string, ignores: (name: string) => boolean = () => false) {
  const { folder, diagnostics } = walkFolder(join(root, 'content'), 'content', root, ignores)
  return {
    paths: [...folder.files.keys()],
    files: folder.files,
    ignored: folder.ignored,
    told: diagnostics.map(({ code, place }) => `${code} ${place?.file}`).sort(),
    diagnostics,
  }
}

describe('a walk', () => {
  test('names every file by its path, in one order', () => {
    const { root, content } = scratch()
    mkdirSync(join(content, 'b/c'), { recursive: true })
    for (const path of ['z.md', 'b/c/d.md', 'b/a.md', 'B.md', 'ă.md']) writeFileSync(join(content, path), path)
    const { paths, files, told } = walk(root)
    expect(paths).toEqual(['B.md', 'b/a.md', 'b/c/d.md', 'z.md', 'ă.md'])
    expect(told).toEqual([])
    const file = files.get('b/c/d.md')
    expect(file).toMatchObject({ path: 'b/c/d.md', file: 'content/b/c/d.md', size: 8 })
    expect(readFileSync(file?.absolute ?? '', 'utf8')).toBe('b/c/d.md')
  })

  test('of a folder that is not there is empty', () => {
    const { root } = scratch()
    const { folder, diagnostics } = walkFolder(join(root, 'none'), 'none', root, () => false)
    expect([folder.files.size, folder.ignored, diagnostics]).toEqual([0, [], []])
  })

  test('passes over what it is told to, and says so', () => {
    const { root, content } = scratch()
    for (const name of ['a.md', 'b.md~']) writeFileSync(join(content, name), '')
    mkdirSync(join(content, '.git'))
    writeFileSync(join(content, '.git/config'), '')
    const { paths, ignored } = walk(root, (name) => /^\.|~$/.test(name))
    expect(paths).toEqual(['a.md'])
    expect(ignored).toEqual(['content/.git', 'content/b.md~'])
  })

  test('gives a stamp that changes with the bytes', () => {
    const { root, content } = scratch()
    writeFileSync(join(content, 'a.md'), 'một')
    const before = walk(root).files.get('a.md')?.stamp
    expect(walk(root).files.get('a.md')?.stamp).toBe(before)
    writeFileSync(join(content, 'a.md'), 'hai hai')
    expect(walk(root).files.get('a.md')?.stamp).not.toBe(before)
  })

  test('trusts a stamp only two seconds after the change', () => {
    const { root, content } = scratch()
    writeFileSync(join(content, 'a.md'), 'một')
    const file = walk(root).files.get('a.md')
    if (!file) throw new Error('the file is not there')
    expect(settled(file, file.changedAt + 1999)).toBe(false)
    expect(settled(file, file.changedAt + 2001)).toBe(true)
  })
})

describe('names', () => {
  test('become NFC, folders’ too', () => {
    const { root, content } = scratch()
    const nfd = 'Đẩy mạnh'.normalize('NFD')
    mkdirSync(join(content, nfd))
    writeFileSync(join(content, nfd, `${nfd}.md`), 'chữ')
    const { paths, files } = walk(root)
    expect(paths).toEqual(['Đẩy mạnh/Đẩy mạnh.md'.normalize('NFC')])
    const [file] = files.values()
    expect(file?.file).toBe(file?.file.normalize('NFC'))
    expect(readFileSync(file?.absolute ?? '', 'utf8')).toBe('chữ')
  })

  test('that are one in NFC are an error naming both', () => {
    const { root, content } = scratch()
    for (const form of ['NFC', 'NFD'] as const) writeFileSync(join(content, `tết.md`.normalize(form)), form)
    const { diagnostics, paths } = walk(root)
    expect(paths).toEqual(['tết.md'.normalize('NFC')])
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]).toMatchObject({ code: 'name-clash', related: [{ file: 'content/tết.md' }] })
  })

  test('that are no UTF-8 do not vanish silently', () => {
    const { root, content } = scratch()
    writeFileSync(Buffer.concat([Buffer.from(`${content}/`), Buffer.from([0x74, 0xfc, 0x2e, 0x6d, 0x64])]), 'chữ')
    const { paths, diagnostics } = walk(root)
    expect(paths.length + diagnostics.length).toBe(1)
    if (paths.length === 0) expect(diagnostics[0]).toMatchObject({ code: 'file-unreadable', severity: 'error' })
  })
})

describe('links', () => {
  test('within the portal are followed', () => {
    const { root, content } = scratch()
    mkdirSync(join(root, 'kho'))
    writeFileSync(join(root, 'kho/a.md'), 'a')
    symlinkSync('../kho/a.md', join(content, 'file.md'))
    symlinkSync(join(root, 'kho'), join(content, 'folder'))
    const { paths, told } = walk(root)
    expect(paths).toEqual(['file.md', 'folder/a.md'])
    expect(told).toEqual([])
  })

  test('to nothing are errors', () => {
    const { root, content } = scratch()
    symlinkSync('không-có.md', join(content, 'a.md'))
    const { told, diagnostics } = walk(root)
    expect(told).toEqual(['symlink-dangling content/a.md'])
    expect(diagnostics[0]?.args).toEqual({ target: 'không-có.md' })
  })

  test.each([
    ['a file', '/etc/passwd'],
    ['a folder', '/etc'],
    ['the folder above', '../..'],
    ['a device', '/dev/zero'],
  ])('that leave the portal, to %s, are errors', (_, target) => {
    const { root, content } = scratch()
    symlinkSync(target, join(content, 'a.md'))
    const { told, paths } = walk(root)
    expect(told).toEqual(['symlink-outside content/a.md'])
    expect(paths).toEqual([])
  })

  test('to a folder whose name only begins like the portal’s leave it', () => {
    const { root, content } = scratch()
    const neighbour = `${root}-khac`
    mkdirSync(neighbour)
    onTestFinished(() => rmSync(neighbour, { recursive: true }))
    writeFileSync(join(neighbour, 'a.md'), 'a')
    symlinkSync(join(neighbour, 'a.md'), join(content, 'a.md'))
    expect(walk(root).told).toEqual(['symlink-outside content/a.md'])
  })

  test('that leave by way of another link leave', () => {
    const { root, content } = scratch()
    symlinkSync('/etc/passwd', join(root, 'way'))
    symlinkSync('../way', join(content, 'a.md'))
    expect(walk(root).told).toEqual(['symlink-outside content/a.md'])
  })

  test('that come round to their own folder end', () => {
    const { root, content } = scratch()
    mkdirSync(join(content, 'a/b'), { recursive: true })
    writeFileSync(join(content, 'a/x.md'), 'x')
    symlinkSync('../..', join(content, 'a/b/up'))
    symlinkSync('.', join(content, 'a/self'))
    const { paths, diagnostics } = walk(root)
    expect(paths).toEqual(['a/x.md'])
    expect(diagnostics.map(({ place, code, args }) => [place?.file, code, args]).sort()).toEqual([
      ['content/a/b/up', 'symlink-circle', { target: 'content' }],
      ['content/a/self', 'symlink-circle', { target: 'content/a' }],
    ])
    expect(diagnostics.every(({ severity }) => severity === 'error')).toBe(true)
  })

  test('may lead to one folder from as many places as there are', () => {
    const { root, content } = scratch()
    mkdirSync(join(root, 'kho/sau'), { recursive: true })
    for (const name of ['a.png', 'sau/b.png']) writeFileSync(join(root, 'kho', name), name)
    for (let at = 0; at < 300; at++) symlinkSync('../kho', join(content, `bai-${at}`))
    const { paths, told } = walk(root)
    expect([paths.length, told]).toEqual([600, []])
  })

  test.each([
    [13, 2],
    [20, 2],
    [30, 3],
  ])('in linked folders, %i levels of %i, do not multiply', (levels, links) => {
    const { root, content } = scratch()
    for (let level = 0; level <= levels; level++) {
      mkdirSync(join(root, `kho/${level}`), { recursive: true })
      writeFileSync(join(root, `kho/${level}/a.md`), 'a')
      for (let link = 0; link < links && level < levels; link++)
        symlinkSync(`../${level + 1}`, join(root, `kho/${level}/${link}`))
    }
    symlinkSync('../kho/0', join(content, 'kho'))
    const { paths, diagnostics } = walk(root)
    expect(paths.length).toBeGreaterThan(levels)
    // Sixteen times each folder, at most.
    expect(paths.length).toBeLessThanOrEqual(1 + 16 * levels)
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['symlink-repeated']))
    // Each folder is reported once.
    expect(diagnostics.length).toBeLessThanOrEqual(levels)
  })

  test('between folders that all lead to each other end', () => {
    const { root, content } = scratch()
    const names = Array.from({ length: 12 }, (_, at) => String.fromCharCode(97 + at))
    for (const name of names) mkdirSync(join(content, name))
    for (const name of names)
      for (const other of names) if (other !== name) symlinkSync(`../${other}`, join(content, name, `den-${other}`))
    for (const name of names) writeFileSync(join(content, name, 'x.md'), name)
    const { paths, told } = walk(root)
    expect(paths).toEqual(expect.arrayContaining(['a/x.md', 'a/den-b/x.md', 'l/x.md']))
    // Twelve folders, each read once as it is, once for each of 11 links, and 16 times by links in links.
    expect(paths.length).toBeLessThanOrEqual(12 * (1 + 11 + 16))
    expect(told.length).toBeLessThanOrEqual(12 * 11 + 12)
  })

  test('that only name each other are errors', () => {
    const { root, content } = scratch()
    symlinkSync('b.md', join(content, 'a.md'))
    symlinkSync('a.md', join(content, 'b.md'))
    symlinkSync('c.md', join(content, 'c.md'))
    const { diagnostics, paths } = walk(root)
    expect(paths).toEqual([])
    expect(diagnostics.map(({ place }) => place?.file).sort()).toEqual(['content/a.md', 'content/b.md', 'content/c.md'])
    expect(diagnostics.every(({ severity }) => severity === 'error')).toBe(true)
  })
})

describe('files that are no files', () => {
  test('a pipe is told, not waited for', () => {
    const { root, content } = scratch()
    execFileSync(makePipe, [join(content, 'a.md')])
    symlinkSync('a.md', join(content, 'b.md'))
    expect(walk(root).told).toEqual(['file-unreadable content/a.md', 'file-unreadable content/b.md'])
  })

  test.each([
    ['content/2024/ong.md', 1],
    ['content/2024/_defaults.yaml', 1],
    ['content/2024/anh.jpg', 1],
    ['templates/bulletin.hbs', 1],
    ['static/x.txt', 1],
    ['portal.yaml', 2],
  ])('a pipe at %s ends the build at once', (path, exit) => {
    const root = portal({
      'content/a.md': bulletin(),
      'templates/x.hbs': '',
      'static/y.txt': '',
      'content/2024/b.md': bulletin(),
    })
    rmSync(join(root, path), { force: true })
    execFileSync(makePipe, [join(root, path)])
    const program = join(repository, 'bin/build-portal.js')
    const { status, signal } = spawnSync(process.execPath, [program, '--root', root, '--no-cache'], { timeout: 90_000 })
    expect(signal).toBeNull()
    expect(status).toBe(exit)
  })
})

describe('what a portal passes over', () => {
  test('hidden names, names set aside and an editor’s leftovers', async () => {
    const root = portal({
      'content/a.md': bulletin(),
      'content/.b.md': 'hỏng',
      'content/_c.md': 'hỏng',
      'content/d.md~': 'hỏng',
      'content/.git/e.md': 'hỏng',
      'content/_nhap/f.md': 'hỏng',
      'content/2024~/g.md': 'hỏng',
      'content/x_y.md': bulletin({ title: 'Hai' }),
    })
    const result = await buildPortal(root)
    expect(result.diagnostics).toEqual([])
    expect(result.counts.bulletins).toBe(2)
    expect(result.ignored).toEqual([
      'content/.b.md',
      'content/.git',
      'content/2024~',
      'content/_c.md',
      'content/_nhap',
      'content/d.md~',
    ])
  })

  test('in static/ names that servers ask for are none of these', async () => {
    const root = portal({
      'content/a.md': bulletin(),
      'static/.well-known/security.txt': 'Contact: mailto:x@thu.example.gov.vn\n',
      'static/_headers': '/*\n',
      'static/x.txt~': 'cũ',
    })
    const { exit, changed } = await buildPortal(root)
    expect(exit).toBe(0)
    expect(changed).toEqual(expect.arrayContaining(['/.well-known/security.txt', '/_headers']))
    expect(changed).not.toContain('/x.txt~')
  })
})

describe('errors of reading stop the build', () => {
  test.each<[name: string, make: (content: string) => void, code: string]>([
    ['a dangling link', (content) => symlinkSync('không-có', join(content, 'b.md')), 'symlink-dangling'],
    ['a link outside', (content) => symlinkSync('/etc/passwd', join(content, 'b.md')), 'symlink-outside'],
    ['a broken text', (content) => writeFileSync(join(content, 'b.md'), Buffer.from([0x61, 0xff])), 'encoding-invalid'],
  ])('%s', async (_, make, code) => {
    const root = portal({ 'content/a.md': bulletin() })
    make(join(root, 'content'))
    const result = await buildPortal(root)
    expect(result.exit).toBe(1)
    expect(result.diagnostics).toMatchObject([{ code, place: { file: 'content/b.md' } }])
    expect(result.changed).toEqual([])
  })
})
