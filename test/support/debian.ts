/** Packages that tests need of a bare machine, installed where that may be done. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether a program is there and starts. */
export function starts(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

/** Installs a package of Debian, or of another of the `systems` named; what kept it from doing so, or null. */
export function installPackage(name: string, systems: readonly string[] = ['debian']): string | null {
  const [, system = ''] = /^ID="?(\w+)/m.exec(osRelease()) ?? []
  if (!systems.includes(system)) return `It is installed by itself on ${systems.join(' and ')} alone.`
  if (process.getuid?.() !== 0) return 'It is installed by itself as root alone.'
  // Two workers may want one at the same time, and apt-get waits for nobody. A server's package would start one where there is an init system.
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const { status } = spawnSync('flock', ['/tmp', 'apt-get', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    })
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
