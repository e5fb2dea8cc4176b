/** Builds the package: one bundle, the licences of what it holds, the theme's files minified, the beacons, and the schemas for editors. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build, transform } from 'esbuild'

const common = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
  // Native, and not there on every platform.
  // Handlebars does without source-map, which only maps of compiled templates need.
  external: ['satteri', 'pagefind', 'sharp', 'libsql', 'source-map'],
  // Some libraries are CommonJS and ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  },
}

rmSync('dist', { recursive: true, force: true })
const { metafile } = await build({
  ...common,
  entryPoints: { 'build-portal': 'src/index.ts', worker: 'src/worker.ts', indexer: 'src/indexer.ts' },
  outdir: 'dist',
  chunkNames: '[name]-[hash]',
  splitting: true,
  metafile: true,
})

// A kept image is good as long as the code that makes it is the same, whatever else a release changes.
const making = await build({
  ...common,
  stdin: {
    contents: `export * from './src/render/encode-image.ts'
      export * from './src/render/draw-card.ts'
      export { default as glyphs } from './src/render/card-glyphs.json'`,
    resolveDir: '.',
  },
  write: false,
})
writeFileSync('dist/images.sha256', createHash('sha256').update(making.outputFiles[0].contents).digest('hex'))

// The editor of bulletins: its script, and Decap CMS as its makers bundle it, whose parts name their licences themselves.
mkdirSync('dist/admin')
const editor = await build({
  entryPoints: { editor: 'src/editor/start.ts' },
  outdir: 'dist/admin',
  tsconfigRaw: {},
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome111', 'safari16.4', 'firefox113'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
})
const decap = 'node_modules/decap-cms/'
// Its source map is larger than all the rest, and not there.
const script = readFileSync(`${decap}dist/decap-cms.js`, 'utf8').replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n')
writeFileSync('dist/admin/decap-cms.js', `${withoutColours(script)}\n${script}`)

const inputs = [...Object.keys(metafile.inputs), ...Object.keys(editor.metafile.inputs), decap]
const folders = inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(input)?.[0] ?? [])
const parts = readFileSync(`${decap}dist/decap-cms.js.LICENSE.txt`, 'utf8')
writeFileSync(
  'dist/THIRD-PARTY-LICENSES.txt',
  [...[...new Set(folders)].sort().map(licence), `Parts of decap-cms\n\n${parts}`].join('\n'),
)

// Each is named by its source's digest: a portal's copy that was changed is published as it is.
mkdirSync('dist/static')
for (const name of readdirSync('static').filter((one) => /\.(css|js)$/.test(one))) {
  const source = readFileSync(`static/${name}`)
  const [stem, ending] = name.split('.')
  const { code } = await transform(source, {
    loader: ending,
    minify: true,
    format: ending === 'js' ? 'iife' : undefined,
    // What knows cascade layers; before that a page is plain and whole.
    target: ['chrome99', 'safari15.4', 'firefox97'],
    charset: 'utf8',
    legalComments: 'none',
  })
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 10)
  // The space after a custom property's colon is the minifier's caution; no value here begins with one that counts.
  writeFileSync(`dist/static/${stem}.${digest}.${ending}`, code.replace(/(--[\w-]+): /g, '$1:'))
}

// Readers' browsers run these; each is one file without imports.
await build({
  entryPoints: ['portal', 'goatcounter', 'umami', 'counts'].map((name) => `src/beacon/${name}.ts`),
  outdir: 'dist/beacon',
  // Without the words "use strict", which a strict tsconfig.json puts before every script.
  tsconfigRaw: {},
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome99', 'safari15.4', 'firefox97'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
})

const { outputFiles } = await build({ ...common, entryPoints: ['src/schemas.ts'], write: false })
// The module cannot be imported from a data: address, whose modules have no require: it needs a file for a moment.
writeFileSync('dist/schemas.js', outputFiles[0].contents)
const { editorSchemas } = await import('../dist/schemas.js')
rmSync('dist/schemas.js')
mkdirSync('schema', { recursive: true })
for (const [name, schema] of Object.entries(editorSchemas()))
  writeFileSync(`schema/${name}`, `${JSON.stringify(schema, null, 2)}\n`)

/** A bundled package's name, version, licence and its text. */
function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  const text = file ? readFileSync(folder + file, 'utf8').trim() : `Licensed under ${license}.`
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`
}

/**
 * Stands in for the files by which Decap colours code of ninety languages: no bulletin holds such, and each would be asked
 * for beside the script when a block of code is put into a text.
 */
function withoutColours(script) {
  const numbers = (pattern) => [...new Set([...script.matchAll(pattern)].map(([, number]) => number))]
  const modules = numbers(/__webpack_require__\.t\.bind\(__webpack_require__,(\d+),23\)/g)
  const chunks = numbers(/__webpack_require__\.e\((\d+)\)(?!\.then\(__webpack_require__\.bind)/g)
  if (modules.length < 50) throw new Error('decap-cms no longer names its modes of code as it did')
  return `(window.webpackChunkDecapCms=window.webpackChunkDecapCms||[]).push([[${chunks}],{${modules.map((one) => `${one}(){}`)}}]);`
}
