/** The manifest's signature: made with a key from the environment, checked by `verify`, which names what was changed. */
import { generateKeyPairSync } from 'node:crypto'
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildPortal, bulletin, plainSettings, portal, runCli, write } from '../support/portal.ts'

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    private: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    public: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
let keys: ReturnType<typeof pair>
let others: ReturnType<typeof pair>
beforeAll(() => {
  keys = pair()
  others = pair()
})

const files = { 'portal.yaml': `${plainSettings}signing: {required: true}\n`, 'content/a.md': bulletin() }
const manifest = (root: string) => join(root, '_site/.portal/manifest.json')

async function signedSite(): Promise<string> {
  const root = portal(files)
  expect(await buildPortal(root, { signingKey: keys.private })).toMatchObject({ exit: 0, signed: true })
  return root
}

/** What `verify` tells: `code what`. */
function verified(root: string, env: Record<string, string>): { status: number | null; told: string[] } {
  const { status, stdout } = runCli(['verify', '--format', 'json'], { cwd: root, env })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] }
  return { status, told: diagnostics.map(({ code, message }) => `${code} ${/"([^"]+)"/.exec(message)?.[1] ?? ''}`) }
}

test('a signed site is as it was signed; the same site has the same signature', async () => {
  const root = await signedSite()
  const first = readFileSync(manifest(root), 'utf8')
  expect(first).toMatch(/\n {2}"signature": "ed25519:[A-Za-z\d+/]{86}=="\n}\n$/)
  const given: Record<string, string>[] = [
    { BUILD_PORTAL_PUBLIC_KEY: keys.public },
    { BUILD_PORTAL_SIGNING_KEY: keys.private },
    { BUILD_PORTAL_PUBLIC_KEY: keys.public.replaceAll('\n', '\\n') },
  ]
  for (const env of given) expect(verified(root, env)).toEqual({ status: 0, told: [] })
  expect(verified(root, {})).toEqual({ status: 0, told: ['signature-unchecked '] })
  rmSync(join(root, '_site'), { recursive: true })
  await buildPortal(root, { signingKey: keys.private })
  expect(readFileSync(manifest(root), 'utf8')).toBe(first)
})

test.each([
  [
    'a page',
    (root: string) => appendFileSync(join(root, '_site/2024/05/a/index.html'), 'x'),
    'output-differs 2024/05/a/index.html',
  ],
  ['a page that is gone', (root: string) => rmSync(join(root, '_site/feed.xml')), 'output-missing feed.xml'],
])('what was changed is named: %s', async (_, change, told) => {
  const root = await signedSite()
  change(root)
  expect(verified(root, { BUILD_PORTAL_PUBLIC_KEY: keys.public })).toEqual({ status: 1, told: [told] })
})

test.each([
  ['a digest', (text: string) => text.replace(/("robots.txt": ")./, (_, head: string) => `${head}${'f'}`)],
  ['an address', (text: string) => text.replace('    "/2024/05/a/"', '    "/2024/05/b/"')],
  ['a record', (text: string) => text.replace(/("\/2024\/05\/a\/": \["[0-9a-f]{64}", )0/, '$11')],
  ['the signature', (text: string) => text.replace('"ed25519:', '"ed25519:A').replace(/.==/, '==')],
  ['no signature', (text: string) => text.replace(/"ed25519:.*"/, 'null')],
])('a changed manifest is named: %s', async (_, change) => {
  const root = await signedSite()
  const text = readFileSync(manifest(root), 'utf8')
  expect(change(text)).not.toBe(text)
  writeFileSync(manifest(root), change(text))
  const { status, told } = verified(root, { BUILD_PORTAL_PUBLIC_KEY: keys.public })
  expect(status).toBe(1)
  expect(told).toContain('signature-invalid _site/.portal/manifest.json')
})

test('another’s key is none', async () => {
  const root = await signedSite()
  expect(verified(root, { BUILD_PORTAL_PUBLIC_KEY: others.public })).toEqual({
    status: 1,
    told: ['signature-invalid _site/.portal/manifest.json'],
  })
  expect(verified(root, { BUILD_PORTAL_PUBLIC_KEY: 'x' })).toEqual({ status: 2, told: ['signing-key-invalid '] })
})

test('without the key that is required nothing is published; check and preview need none', async () => {
  const root = portal(files)
  expect(await buildPortal(root)).toMatchObject({ exit: 2, diagnostics: [{ code: 'signing-key-missing' }] })
  expect(await buildPortal(root, { signingKey: keys.public })).toMatchObject({
    exit: 2,
    diagnostics: [{ code: 'signing-key-invalid' }],
  })
  expect((await buildPortal(root, { only: 'check' })).exit).toBe(0)
  expect((await buildPortal(root, { preview: true })).exit).toBe(0)
})

test('a key signs where none is required, and a new text or key is a new signature', async () => {
  const root = portal({ 'content/a.md': bulletin() })
  const cache = join(root, '.build-portal/cache')
  const signature = async (signingKey: string | null) => {
    await buildPortal(root, { signingKey, cache })
    return (JSON.parse(readFileSync(manifest(root), 'utf8')) as { signature: string | null }).signature
  }
  const first = await signature(keys.private)
  expect(await signature(keys.private)).toBe(first)
  expect(await signature(others.private)).not.toBe(first)
  expect(await signature(null)).toBeNull()
  write(root, { 'content/a.md': bulletin({}, 'Khác.\n') })
  expect(await signature(keys.private)).not.toBe(first)
  expect(verified(root, { BUILD_PORTAL_PUBLIC_KEY: keys.public })).toEqual({ status: 0, told: [] })
})
