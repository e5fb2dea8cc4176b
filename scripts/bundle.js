/** Builds the package: one bundle, the schemas for editors, and the licences of what the bundle holds. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('dist', { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: ['src/index.ts'],
  outfile: 'dist/build-portal.js',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  // Some libraries are CommonJS and ask for Node's own modules by require.
  banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
})

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((input) => {
    const name = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)
    return name ? [name[0]] : []
  }),
)
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', [...packages].sort().map(licence).join('\n'))

/** A bundled package's name, version, licence and its text. */
function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))
  const file = ['LICENSE', 'license', 'LICENSE.md', 'license.md', 'LICENCE', 'LICENSE.txt', 'LICENSE-MIT'].find(
    (one) => {
      try {
        return readFileSync(folder + one)
      } catch {
        return false
      }
    },
  )
  const text = file ? readFileSync(folder + file, 'utf8').trim() : `Licensed under ${license}.`
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`
}
