/** The Chromium that the browser tests run in: found on the machine, installed where that may be done, else asked for. */
import { installPackage, starts } from '../support/debian.ts'

/** Where Chromium and Chrome are installed, Debian's first. */
const debian = '/usr/bin/chromium'
const shell = '/usr/bin/chromium-headless-shell'
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
  // Ubuntu's package of this name is a stub that wants snapd.
  const refusal = installPackage('chromium')
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

/**
 * The path of a browser that shows what Chromium shows and has no window: `CHROME_PATH`, else Chromium's headless shell of
 * Debian, for which a page is a third of the work, else Chromium. It keeps no pages in a back-forward cache.
 */
export function headlessShell(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.CHROME_PATH) return chromium(environment)
  if (starts(shell)) return shell
  return installPackage('chromium-headless-shell') === null && starts(shell) ? shell : chromium(environment)
}
