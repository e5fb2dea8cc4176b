/** The generators that are measured: what each builds, how, how it watches, and what it remembers. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {object} Watching
 * @property {string[]} argv
 * @property {RegExp} ready what it prints when it is ready
 * @property {string} pages the folder that they are written to, or the address where they are only served
 */

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {import('./generate.js').Peer} peer
 * @property {boolean} [extras] whether its bulletins have decisions, pictures and attachments
 * @property {string[]} [settings] more lines of portal.yaml
 * @property {string[]} build
 * @property {string} output the folder with the site
 * @property {string[]} remembers what is removed before a cold build
 * @property {boolean} [leaves] whether the page of a removed bulletin stays in the output until that is removed
 * @property {Watching} watch
 * @property {Record<string, string>} [env]
 * @property {string} version
 */

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
const node = process.execPath

/** build-portal without what the peers do not make, as far as its settings go. */
const bare = ['search: {engine: none}']
/** What can be switched on without an officer's doing: drawn cards are left out, they take a minute for each thousand. */
const everything = [
  'outputs: [html, json, broadcast]',
  'counter: {provider: portal, endpoint: "https://dem.example.gov.vn", site: yenloc}',
  'admin: {backend: github, repo: yenloc/portal, auth: "https://dangnhap.example.gov.vn"}',
]

/**
 * The rows of a table.
 * @param {'same' | 'everything' | 'lean' | 'scale'} table
 * @param {string} folder for copies of build-portal
 * @param {string | undefined} against another checkout of build-portal, built
 * @returns {Contestant[]}
 */
export function contestants(table, folder, against) {
  const own = buildPortal(root, join(folder, 'build-portal'))
  const former = against ? buildPortal(against, join(folder, 'build-portal-against')) : null
  const rows = [
    { ...own, name: 'build-portal', settings: bare },
    ...(former ? [{ ...former, name: `build-portal at ${commitOf(against)}`, settings: bare }] : []),
  ]
  switch (table) {
    case 'same':
      return [...rows, ...hugo('hugo', 'Hugo'), ...javascriptPeers()]
    case 'everything':
      return [
        { ...own, name: 'build-portal with search' },
        ...hugo('hugo', 'Hugo, then Pagefind', pagefind),
        { ...own, name: 'build-portal, everything but search', extras: true, settings: [...bare, ...everything] },
        { ...own, name: 'build-portal, everything', extras: true, settings: everything },
      ]
    case 'lean':
      return [
        ...rows,
        { ...own, name: 'build-portal, lean templates', peer: 'build-portal-lean', settings: bare },
        ...hugo('hugo-lean', 'Hugo, lean templates'),
        { ...eleventy(), name: 'Eleventy, lean templates', peer: 'eleventy-lean' },
      ]
    case 'scale':
      return [...rows, ...hugo('hugo', 'Hugo')]
  }
}

/** The commit of a checkout, marked where its sources differ from it. @param {string} [checkout] */
export function commitOf(checkout = root) {
  const git = (/** @type {string[]} */ ...argv) => execFileSync('git', argv, { cwd: checkout, encoding: 'utf8' }).trim()
  const changes = git('status', '--porcelain', '--', 'src', 'templates', 'static', 'package.json')
  return `${git('rev-parse', '--short', 'HEAD')}${changes ? ' and changes' : ''}`
}

/** Copied first, so that a build of it under way changes nothing. @param {string} checkout @param {string} copy @returns {Contestant} */
function buildPortal(checkout, copy) {
  const program = join(copy, 'bin', 'build-portal.js')
  if (!existsSync(copy)) {
    mkdirSync(copy)
    for (const name of ['bin', 'dist', 'schema', 'templates', 'static', 'package.json']) {
      cpSync(join(checkout, name), join(copy, name), { recursive: true })
    }
    symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'))
  }
  return {
    name: 'build-portal',
    peer: 'build-portal',
    build: [node, program, 'build', '--quiet'],
    output: '_site',
    remembers: ['_site', '_server', '.build-portal'],
    watch: {
      argv: [node, program, 'dev', '--port', '4100'],
      ready: /https?:\/\//,
      pages: '.build-portal/preview/site',
    },
    version: execFileSync(node, [program, '--version'], { encoding: 'utf8' }).trim(),
  }
}

/** Pagefind reads what Hugo has made: the bulletins' own pages, and of those the article. */
const pagefind = `"${node}" "${join(root, 'node_modules/pagefind/lib/runner/bin.cjs')}" --site public --glob "2*/**/*.html" --root-selector article --quiet`

/** @param {'hugo' | 'hugo-lean'} peer @param {string} name @param {string} [afterwards] @returns {Contestant[]} */
function hugo(peer, name, afterwards) {
  try {
    return [
      {
        name,
        peer,
        build: afterwards ? ['sh', '-c', `hugo --quiet && ${afterwards}`] : ['hugo', '--quiet'],
        output: 'public',
        remembers: ['public', 'resources', '.hugo_build.lock'],
        leaves: true,
        watch: {
          argv: ['hugo', 'server', '--renderToDisk', '--port', '4101', '--bind', '127.0.0.1'],
          ready: /Press Ctrl\+C/,
          pages: 'public',
        },
        version: /v([\d.]+)/.exec(execFileSync('hugo', ['version'], { encoding: 'utf8' }))?.[1] ?? '?',
      },
    ]
  } catch {
    process.stderr.write('hugo is not installed: left out\n')
    return []
  }
}

/** The version of an installed peer; all are installed where they are missing. @param {string} name */
function versionOf(name) {
  if (!existsSync(join(here, 'node_modules', '.package-lock.json'))) {
    process.stderr.write('installing the peers …\n')
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version
}

/** @returns {Contestant} */
function eleventy() {
  const program = [node, 'node_modules/@11ty/eleventy/cmd.cjs', '--quiet']
  return {
    name: 'Eleventy',
    peer: 'eleventy',
    build: program,
    output: '_site',
    remembers: ['_site', '.cache'],
    leaves: true,
    watch: { argv: [...program, '--watch', '--incremental'], ready: /Watching/, pages: '_site' },
    version: versionOf('@11ty/eleventy'),
  }
}

/** @returns {Contestant[]} */
function javascriptPeers() {
  const astro = [nodeForAstro(), 'node_modules/astro/bin/astro.mjs']
  const hexo = [node, 'node_modules/hexo/bin/hexo', 'generate']
  return [
    eleventy(),
    {
      name: 'Astro',
      peer: 'astro',
      build: [...astro, 'build', '--silent'],
      output: '_site',
      remembers: ['_site', '.astro-cache', '.astro'],
      watch: {
        argv: [...astro, 'dev', '--port', '4102', '--host', '127.0.0.1'],
        ready: /watching for file changes|ready in/i,
        pages: 'http://127.0.0.1:4102/',
      },
      env: { ASTRO_TELEMETRY_DISABLED: '1' },
      version: versionOf('astro'),
    },
    {
      name: 'Hexo',
      peer: 'hexo',
      build: [...hexo, '--silent'],
      output: '_site',
      remembers: ['_site', 'db.json'],
      watch: { argv: [...hexo, '--watch'], ready: /is watching/, pages: '_site' },
      version: versionOf('hexo'),
    },
    {
      name: 'Metalsmith',
      peer: 'metalsmith',
      build: [node, 'build.js'],
      output: '_site',
      remembers: ['_site'],
      watch: { argv: [node, 'build.js', '--watch'], ready: /built/, pages: '_site' },
      version: versionOf('metalsmith'),
    },
  ]
}

/** Astro needs a newer Node than build-portal does; the registry has one as a package. */
function nodeForAstro() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isNew = major > 22 || (major === 22 && minor >= 12)
  return isNew ? node : join(here, 'node_modules', 'node', 'bin', 'node')
}
