/** Every diagnostic code is provoked in a small real portal; what the program prints for it stands beside it, word for word. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Code, catalogue } from '../../src/diagnostics/catalogue.ts'
import { type Diagnostic, type Language, problem, wording } from '../../src/diagnostics/diagnostic.ts'
import { cacheSecret, callCli, now, plainSettings, repository } from '../support/portal.ts'
import { prepare as approvalUnrecorded } from './approval-unrecorded/prepare.ts'
import { prepare as cacheUnusable } from './cache-unusable/prepare.ts'
import { prepare as cacheUnverified } from './cache-unverified/prepare.ts'
import { prepare as encodingInvalid } from './encoding-invalid/prepare.ts'
import { prepare as fileChanged } from './file-changed/prepare.ts'
import { prepare as fileUnreadable } from './file-unreadable/prepare.ts'
import { prepare as foreignFile } from './foreign-file/prepare.ts'
import { prepare as imageEncoderMissing, program as programWithoutSharp } from './image-encoder-missing/prepare.ts'
import { prepare as lockHeld } from './lock-held/prepare.ts'
import { prepare as machineFailed } from './machine-failed/prepare.ts'
import { prepare as manifestBroken } from './manifest-broken/prepare.ts'
import { prepare as nameClash } from './name-clash/prepare.ts'
import { prepare as outputChanged } from './output-changed/prepare.ts'
import { prepare as outputDiffers } from './output-differs/prepare.ts'
import { prepare as outputKept } from './output-kept/prepare.ts'
import { prepare as outputMissing } from './output-missing/prepare.ts'
import { prepare as pageHeavy } from './page-heavy/prepare.ts'
import { prepare as publishRepaired } from './publish-repaired/prepare.ts'
import { program as programOnPdp11, prepare as searchFailed } from './search-failed/prepare.ts'
import { prepare as serverFilesUnwritten } from './server-files-unwritten/prepare.ts'
import { prepare as signatureInvalid } from './signature-invalid/prepare.ts'
import { prepare as signatureUnchecked } from './signature-unchecked/prepare.ts'
import { prepare as silentChange } from './silent-change/prepare.ts'
import { prepare as symlinkCircle } from './symlink-circle/prepare.ts'
import { prepare as symlinkDangling } from './symlink-dangling/prepare.ts'
import { prepare as symlinkOutside } from './symlink-outside/prepare.ts'
import { prepare as symlinkRepeated } from './symlink-repeated/prepare.ts'
import { program as programWithout, prepare as templateMissing } from './template-missing/prepare.ts'
import { prepare as textTooComplex } from './text-too-complex/prepare.ts'
import { prepare as urlVanished } from './url-vanished/prepare.ts'

/** What fixtures need beyond their files. */
const situations: Partial<Record<Code, (root: string) => Promise<void>>> = {
  'approval-unrecorded': approvalUnrecorded,
  'cache-unusable': cacheUnusable,
  'cache-unverified': cacheUnverified,
  'encoding-invalid': encodingInvalid,
  'file-changed': fileChanged,
  'file-unreadable': fileUnreadable,
  'foreign-file': foreignFile,
  'image-encoder-missing': imageEncoderMissing,
  'lock-held': lockHeld,
  'machine-failed': machineFailed,
  'manifest-broken': manifestBroken,
  'name-clash': nameClash,
  'output-changed': outputChanged,
  'output-kept': outputKept,
  'output-differs': outputDiffers,
  'output-missing': outputMissing,
  'page-heavy': pageHeavy,
  'publish-repaired': publishRepaired,
  'search-failed': searchFailed,
  'server-files-unwritten': serverFilesUnwritten,
  'signature-invalid': signatureInvalid,
  'signature-unchecked': signatureUnchecked,
  'silent-change': silentChange,
  'symlink-circle': symlinkCircle,
  'symlink-dangling': symlinkDangling,
  'symlink-outside': symlinkOutside,
  'symlink-repeated': symlinkRepeated,
  'template-missing': templateMissing,
  'text-too-complex': textTooComplex,
  'url-vanished': urlVanished,
}

/** Fixtures that are run by another program than this repository's. */
const programs: Partial<Record<Code, (root: string) => string>> = {
  'image-encoder-missing': programWithoutSharp,
  'search-failed': programOnPdp11,
  'template-missing': programWithout,
}

/** Fixtures about permissions, which do not bind root. */
const unprivileged: ReadonlySet<Code> = new Set(['file-unreadable', 'machine-failed'])

/** Codes that no input can provoke, and why; their wording is all there is to show. */
const unprovoked: Partial<Record<Code, { why: string; told: Diagnostic; vi: string; en: string }>> = {
  'answer-failed': {
    told: problem('answer-failed', { path: '/tin/', reason: 'x is not a function' }),
    why: 'It guards against a bug: every request to the preview has an answer.',
    vi: 'Bản xem trước không trả lời được "/tin/" (x is not a function); nó vẫn chạy tiếp.',
    en: 'The preview could not answer "/tin/" (x is not a function); it goes on running.',
  },
  'port-in-use': {
    told: problem('port-in-use', { port: 4000, instead: 4001 }),
    why: 'Only the preview tells it: test/serve has two of them on one port.',
    vi: 'Cổng 4000 đang được dùng; bản xem trước chạy ở cổng 4001.',
    en: 'Port 4000 is in use; the preview is on port 4001.',
  },
  'watch-limit': {
    told: problem('watch-limit', { reason: 'ENOSPC' }),
    why: 'The whole system would have to run out of file watches.',
    vi: 'Hệ thống hết chỗ theo dõi tệp (ENOSPC); các tệp được xem lại định kỳ, nên chậm hơn.',
    en: 'The system gives no more file watches (ENOSPC); files are looked at from time to time, which is slower.',
  },
  'bulletin-left-out': {
    told: problem('bulletin-left-out', {}),
    why: 'It comes with the errors that kept the bulletin back, and the rest is published: test/trust has it.',
    vi: 'Bài này đã đến lúc đăng nhưng còn lỗi, nên chưa được đăng; các bài khác vẫn được đăng.',
    en: 'This bulletin is due but has errors, so it was left out; all others were published.',
  },
  'embargo-leak': {
    told: problem('embargo-leak', { output: 'feed.xml' }),
    why: 'It guards against a bug: no page may tell of a bulletin that is held back.',
    vi: 'Tệp "feed.xml" sẽ để lộ bài chưa được đăng này.',
    en: 'The output "feed.xml" would give this held bulletin away.',
  },
  'template-failed': {
    told: problem('template-failed', { output: 'index.html', detail: 'asset: no such file' }),
    why: 'What could fail while rendering is found before: names, helpers, literals, partials.',
    vi: 'Mẫu không chạy được khi tạo "index.html": asset: no such file',
    en: 'The template failed while making "index.html": asset: no such file',
  },
}

const languages: readonly Language[] = ['vi', 'en']
const codes = Object.keys(catalogue) as Code[]
const shown = codes.filter((code) => !(code in unprovoked))

test('every code has its fixture, and every fixture its code', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual([...shown].sort())
  const prepared = shown.filter((code) => existsSync(join(import.meta.dirname, code, 'prepare.ts')))
  expect(Object.keys(situations).sort()).toEqual(prepared.sort())
})

describe.each(shown)('%s', (code) => {
  test('is told in both languages, and an error leaves the portal as it was', async () => {
    await Promise.all(languages.map((language) => check(code, language)))
  })
})

test('codes that no input can provoke are worded', () => {
  for (const { told, vi, en } of Object.values(unprovoked)) {
    expect(wording(told, 'vi').message).toBe(vi)
    expect(wording(told, 'en').message).toBe(en)
    for (const language of languages) expect(wording(told, language).hint).not.toBe('')
  }
})

async function check(code: Code, language: Language): Promise<void> {
  const fixture = join(import.meta.dirname, code)
  const root = await copied(code, fixture)
  const { args, exit, env } = commandOf(code, fixture)
  const before = snapshot(root)
  const { status, stderr } = await run(code, args, env, root, language)

  const report = withoutMachine(stderr, root)
  const expected = join(fixture, `expected.${language}.txt`)
  if (process.env.UPDATE_EXPECTED) writeFileSync(expected, report)
  expect(report).toBe(readFileSync(expected, 'utf8'))
  expect(status).toBe(exit)
  const told = [...report.matchAll(/^ {2}[✖▲●] .* \[([a-z-]+)\]$/gm)].map(([, name]) => name)
  expect(new Set(told)).toEqual(new Set([code]))
  if (exit !== 0) expect(snapshot(root)).toEqual(before)
}

/** A copy of the fixture's input, in the situation that the code is about. */
async function copied(code: Code, fixture: string): Promise<string> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'diagnostic-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  const root = join(folder, 'portal')
  cpSync(join(fixture, 'input'), root, { recursive: true })
  if (!existsSync(join(root, 'portal.yaml'))) writeFileSync(join(root, 'portal.yaml'), plainSettings)
  await situations[code]?.(root)
  if (uidOf(code) !== undefined) giveAway(folder)
  return root
}

/** The command in `command.json`: by default a build, with the exit code that the catalogue gives to the code. */
function commandOf(code: Code, fixture: string): { args: string[]; exit: number; env: Record<string, string> } {
  const { severity, exit } = catalogue[code]
  const usual = { args: ['build'], exit: severity === 'error' ? exit : 0, env: {} }
  const file = join(fixture, 'command.json')
  return existsSync(file) ? { ...usual, ...JSON.parse(readFileSync(file, 'utf8')) } : usual
}

interface Ran {
  status: number | null
  stderr: string
}

/** Runs the program: in Vietnamese as people do, in English in this process, which costs a fifth. */
function run(
  code: Code,
  args: readonly string[],
  own: Record<string, string>,
  root: string,
  language: Language,
): Promise<Ran> {
  const env = {
    PATH: process.env.PATH ?? '',
    LANG: language === 'vi' ? 'vi_VN.UTF-8' : 'en_US.UTF-8',
    NO_COLOR: '1',
    BUILD_PORTAL_CACHE_KEY: cacheSecret,
    SOURCE_DATE_EPOCH: String(Date.parse(now) / 1000),
    ...own,
  }
  const isOfProcess = code in programs || uidOf(code) !== undefined || language === 'vi'
  return isOfProcess ? inProcess(code, args, env, root) : callCli(args, { cwd: root, env })
}

async function inProcess(code: Code, args: readonly string[], env: NodeJS.ProcessEnv, root: string): Promise<Ran> {
  const program = programs[code]?.(root) ?? join(repository, 'bin/build-portal.js')
  const uid = uidOf(code)
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { status: status as number | null, stderr }
}

const nobody = 65534

/** The account to run as where root's own would not do. */
function uidOf(code: Code): number | undefined {
  return unprivileged.has(code) && process.getuid?.() === 0 ? nobody : undefined
}

function giveAway(path: string): void {
  lchownSync(path, nobody, nobody)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAway(join(path, name))
}

/** Everything of a portal but the cache; of content/, which other programs may write to meanwhile, the names alone. */
function snapshot(root: string, path = ''): Record<string, string> {
  const entries: Record<string, string> = {}
  for (const name of readdirSync(join(root, path))) {
    const below = path === '' ? name : `${path}/${name}`
    if (name === '.build-portal') continue
    const stat = lstatSync(join(root, below))
    if (stat.isDirectory()) Object.assign(entries, { [`${below}/`]: '' }, snapshot(root, below))
    else if (stat.isSymbolicLink()) entries[below] = readlinkSync(join(root, below))
    else entries[below] = below.startsWith('content/') ? '' : readFileSync(join(root, below), 'base64')
  }
  return entries
}

function withoutMachine(report: string, root: string): string {
  return report
    .replaceAll(root, '<portal>')
    .replaceAll(repository, '<build-portal>')
    .replace(/(tiến trình|process) \d+/g, '$1 <pid>')
}
