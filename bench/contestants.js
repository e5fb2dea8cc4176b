/** The generators that are measured: how each builds, watches and is made to forget. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {object} Watching
 * @property {string[]} argv
 * @property {RegExp} ready what it prints when it is ready
 * @property {string | null} folder where the pages are written, or null where they are only served
 * @property {string | null} url where they are served
 */

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {import('./generate.js').Peer} peer
 * @property {string[]} build
 * @property {string} output the folder with the site
 * @property {string[]} remembers what is removed before a cold build
 * @property {Watching | null} watch
 * @property {Record<string, string>} [env]
 * @property {string} version
 * @property {string} runtime
 */

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
const node = process.execPath

/** @param {string} name */
const versionOf = (name) => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version

/** Installs the peers where they are missing. */
export function installPeers() {
  if (existsSync(join(here, 'node_modules', '.package-lock.json'))) return
  process.stderr.write('installing the peers …\n')
  const how = existsSync(join(here, 'package-lock.json')) ? 'ci' : 'install'
  execFileSync('npm', [how, '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] })
}

/**
 * Every contestant that can be run here. build-portal is copied first, so that a build of it under way changes nothing.
 * The peers have no search of their own, so build-portal goes without, unless that is what is measured.
 * @param {string} folder for the copy of build-portal
 * @param {readonly string[]} wanted
 * @param {boolean} withSearch
 * @returns {Contestant[]}
 */
export function contestants(folder, wanted, withSearch) {
  const all = [
    ...buildPortal(folder, withSearch),
    ...(wanted.includes('hugo') ? hugo('hugo', withSearch) : []),
    ...(wanted.includes('hugo-lean') ? hugo('hugo-lean', withSearch) : []),
    ...javascriptPeers(wanted),
  ]
  return all.filter(({ peer }) => wanted.includes(peer))
}

/** @param {string} folder @param {boolean} withSearch @returns {Contestant[]} */
function buildPortal(folder, withSearch) {
  const copy = join(folder, 'build-portal')
  mkdirSync(copy, { recursive: true })
  for (const name of ['bin', 'dist', 'schema', 'templates', 'static', 'package.json']) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const program = join(copy, 'bin', 'build-portal.js')
  const say = (/** @type {string[]} */ ...argv) => execFileSync(node, [program, ...argv], { encoding: 'utf8' }).trim()
  const hasJobs = say('build', '--help').includes('--jobs')
  const search = withSearch ? [] : ['--no-search']
  const hasDev = /^ {2}dev /m.test(say('--help'))
  const shared = {
    peer: /** @type {const} */ ('build-portal'),
    output: '_site',
    remembers: ['_site', '.build-portal'],
    version: say('--version'),
    runtime: `Node ${process.version}`,
  }
  /** @type {Watching | null} */
  const watch = hasDev
    ? {
        argv: [node, program, 'dev', '--port', '4100'],
        ready: /https?:\/\//,
        folder: '.build-portal/preview/site',
        url: 'http://127.0.0.1:4100/',
      }
    : null
  const rows = [{ ...shared, name: 'build-portal', build: [node, program, 'build', '--quiet', ...search], watch }]
  if (hasJobs) {
    rows.push({
      ...shared,
      name: 'build-portal --jobs 1',
      build: [node, program, 'build', '--quiet', ...search, '--jobs', '1'],
      watch: null,
    })
  }
  return rows
}

/** Pagefind reads what Hugo has made: the bulletins' own pages, and of those the article. */
const pagefind = `"${node}" "${join(root, 'node_modules/pagefind/lib/runner/bin.cjs')}" --site public --glob "2*/**/*.html" --root-selector article`

/** @param {'hugo' | 'hugo-lean'} peer @param {boolean} withSearch @returns {Contestant[]} */
function hugo(peer, withSearch) {
  try {
    const version = /v([\d.]+)/.exec(execFileSync('hugo', ['version'], { encoding: 'utf8' }))?.[1] ?? '?'
    return [
      {
        name: `Hugo${peer === 'hugo' ? '' : ', lean templates'}${withSearch ? ', then Pagefind' : ''}`,
        peer,
        build: withSearch ? ['sh', '-c', `hugo --quiet && ${pagefind} --quiet`] : ['hugo', '--quiet'],
        output: 'public',
        remembers: ['public', 'resources', '.hugo_build.lock'],
        watch: {
          argv: ['hugo', 'server', '--renderToDisk', '--port', '4101', '--bind', '127.0.0.1'],
          ready: /Press Ctrl\+C/,
          folder: 'public',
          url: null,
        },
        version,
        runtime: 'Go',
      },
    ]
  } catch {
    process.stderr.write('hugo is not installed: left out\n')
    return []
  }
}

/** @param {readonly string[]} wanted @returns {Contestant[]} */
function javascriptPeers(wanted) {
  if (!wanted.some((name) => ['eleventy', 'astro', 'hexo', 'metalsmith'].includes(name))) return []
  installPeers()
  const astro = nodeForAstro()
  return [
    {
      name: 'Eleventy',
      peer: 'eleventy',
      build: [node, 'node_modules/@11ty/eleventy/cmd.cjs', '--quiet'],
      output: '_site',
      remembers: ['_site', '.cache'],
      watch: {
        argv: [node, 'node_modules/@11ty/eleventy/cmd.cjs', '--watch', '--incremental', '--quiet'],
        ready: /Watching/,
        folder: '_site',
        url: null,
      },
      version: versionOf('@11ty/eleventy'),
      runtime: `Node ${process.version}`,
    },
    {
      name: 'Astro',
      peer: 'astro',
      build: [astro.path, 'node_modules/astro/bin/astro.mjs', 'build', '--silent'],
      output: '_site',
      remembers: ['_site', '.astro-cache', '.astro'],
      watch: {
        argv: [astro.path, 'node_modules/astro/bin/astro.mjs', 'dev', '--port', '4102', '--host', '127.0.0.1'],
        ready: /watching for file changes|ready in/i,
        folder: null,
        url: 'http://127.0.0.1:4102/',
      },
      env: { ASTRO_TELEMETRY_DISABLED: '1' },
      version: versionOf('astro'),
      runtime: `Node ${astro.version}`,
    },
    {
      name: 'Hexo',
      peer: 'hexo',
      build: [node, 'node_modules/hexo/bin/hexo', 'generate', '--silent'],
      output: '_site',
      remembers: ['_site', 'db.json'],
      watch: {
        argv: [node, 'node_modules/hexo/bin/hexo', 'generate', '--watch'],
        ready: /is watching/,
        folder: '_site',
        url: null,
      },
      version: versionOf('hexo'),
      runtime: `Node ${process.version}`,
    },
    {
      name: 'Metalsmith',
      peer: 'metalsmith',
      build: [node, 'build.js'],
      output: '_site',
      remembers: ['_site'],
      watch: { argv: [node, 'build.js', '--watch'], ready: /built/, folder: '_site', url: null },
      version: versionOf('metalsmith'),
      runtime: `Node ${process.version}`,
    },
  ]
}

/** Astro asks for a newer Node than build-portal does; the registry has one as a package. */
function nodeForAstro() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return { path: node, version: process.version }
  const path = join(here, 'node_modules', 'node', 'bin', 'node')
  return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() }
}

/** Makes a contestant forget everything that it has built. @param {Contestant} contestant @param {string} folder */
export function forget({ remembers }, folder) {
  for (const name of remembers) rmSync(join(folder, name), { recursive: true, force: true })
}
