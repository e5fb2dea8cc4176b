/** The Chromium that the browser tests run in: found on the machine, installed where that may be done, else asked for. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Where Chromium and Chrome are installed, Debian's first. */
const debian = '/usr/bin/chromium'
const places = [debian, '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome']

/** How Chromium is started for tests: as root too (no sandbox), and without a word to its makers. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of a Chromium that starts: `CHROME_PATH`, else one that the machine has, else Debian's package, which root
 * may install. Throws with what to do where there is none.
 */
export function chromium(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.CHROME_PATH
  if (named !== undefined && named !== '') {
    if (starts(named)) return named
    throw new Error(`CHROME_PATH is "${named}", and "${named} --version" does not run.`)
  }
  const found = places.find(starts)
  if (found !== undefined) return found
  const refusal = install()
  if (refusal === null && starts(debian)) return debian
  throw new Error(
    [
      'The browser tests need Chromium, and this machine has none.',
      refusal ?? 'Debian’s package chromium was installed, and "chromium --version" does not run.',
      'Install it (Debian: "apt-get update && apt-get install -y chromium" as root; elsewhere Chromium or Google Chrome),',
      'or set CHROME_PATH to a Chromium of version 120 or later, and run the tests again.',
    ].join('\n'),
  )
}

function starts(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

/** Installs Debian's package; what kept it from doing so, or null. */
function install(): string | null {
  // Ubuntu's package of this name is a stub that wants snapd.
  if (!/^ID=debian$/m.test(osRelease())) return 'It installs one by itself on Debian alone.'
  if (process.getuid?.() !== 0) return 'It installs one by itself as root alone.'
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
    if (status !== 0) return `"apt-get ${args.join(' ')}" failed.`
  }
  return null
}

function osRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}
