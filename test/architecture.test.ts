/** The laws of src/README.md, held by reading the sources. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { repository } from './support/portal.ts'

const root = join(repository, 'src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split('\\').join('/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()
const text = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]))

/** The project's own files that a file imports, and the modules from outside. */
function imports(path: string): { own: string[]; outside: string[] } {
  const found = [...(text.get(path) ?? '').matchAll(/^(?:import|export)\b[^'"`]*?from '([^']+)'|^import '([^']+)'/gms)]
  const names = found.map((match) => match[1] ?? match[2] ?? '')
  return {
    own: names
      .filter((name) => name.startsWith('.'))
      .map((name) =>
        relative(root, resolve(root, dirname(path), name))
          .split('\\')
          .join('/'),
      ),
    outside: names.filter((name) => !name.startsWith('.')),
  }
}

/** The first folder of a path, or the file itself for those that stand alone. */
function room(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path
}

/** What each room may import besides itself; whatever a room does not name here is to its right, or none of its business. */
const mayImport: Record<string, readonly string[]> = {
  diagnostics: [],
  lock: [],
  source: ['diagnostics'],
  content: ['diagnostics', 'source'],
  plan: ['diagnostics', 'source', 'content'],
  render: ['diagnostics', 'source', 'content', 'plan'],
  publish: ['diagnostics', 'lock'],
  cache: ['lock'],
  pipeline: ['diagnostics', 'source', 'content', 'plan', 'render', 'publish', 'cache'],
  'build.ts': ['diagnostics', 'publish', 'pipeline'],
  serve: ['diagnostics', 'source', 'build.ts', 'counter'],
  inspect: ['diagnostics', 'source'],
  authoring: ['diagnostics', 'lock', 'source', 'content'],
  counter: ['diagnostics', 'source'],
  cli: [
    'diagnostics',
    'lock',
    'source',
    'content',
    'plan',
    'publish',
    'build.ts',
    'serve',
    'inspect',
    'counter',
    'authoring',
  ],
  // It runs in readers' browsers: no room imports it, and it imports none.
  beacon: [],
  // It runs in officers' browsers, and reads and checks their files by the schema that the build reads them with.
  editor: ['diagnostics', 'source', 'content', 'render'],
  'schemas.ts': ['content', 'source'],
  'worker.ts': ['pipeline'],
  'indexer.ts': ['build.ts', 'serve'],
  'index.ts': ['cli'],
}

describe('the import law', () => {
  test('every room has its law', () => {
    expect([...new Set(files.map(room))].sort()).toEqual(Object.keys(mayImport).sort())
  })

  test('a stage imports the stages left of it and diagnostics, never one to its right, never a shell', () => {
    const broken = files.flatMap((path) =>
      imports(path).own.flatMap((target) => {
        const [from, to] = [room(path), room(target)]
        return from === to || mayImport[from]?.includes(to) ? [] : [`${path} → ${target}`]
      }),
    )
    expect(broken).toEqual([])
  })

  test('no circle of imports, types included', () => {
    const state = new Map<string, 'open' | 'done'>()
    const circles: string[] = []
    const visit = (path: string, trail: readonly string[]) => {
      if (state.get(path) === 'done') return
      if (state.get(path) === 'open') {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
        return
      }
      state.set(path, 'open')
      for (const target of imports(path).own) visit(target, [...trail, path])
      state.set(path, 'done')
    }
    for (const path of files) visit(path, [])
    expect(circles).toEqual([])
  })

  test('every import leads to a file', () => {
    const lost = files.flatMap((path) => imports(path).own.filter((target) => !text.has(target)))
    expect(lost).toEqual([])
  })
})

describe('the pure stages', () => {
  const pure = files.filter((path) => ['content', 'plan', 'render', 'diagnostics'].includes(room(path)))

  test('touch no file system, process or network', () => {
    const forbidden = /^node:(?!path$|stream$|crypto$)/
    expect(
      pure.flatMap((path) =>
        imports(path)
          .outside.filter((name) => forbidden.test(name))
          .map((name) => `${path}: ${name}`),
      ),
    ).toEqual([])
  })

  test('read no clock, chance or locale of the machine', () => {
    const forbidden =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bperformance\.|\.toLocale\w*\(|\bIntl\./
    expect(pure.filter((path) => forbidden.test(withoutComments(text.get(path) ?? '')))).toEqual([])
  })
})

describe('every file', () => {
  test('opens with one sentence that says what it is', () => {
    expect(files.filter((path) => !/^\/\*\* ?\n?[\s\S]{10,}?\*\//.test(text.get(path) ?? ''))).toEqual([])
  })

  test('is short enough to be read at once', () => {
    const long = files.filter((path) => (text.get(path) ?? '').split('\n').length > 300)
    expect(long).toEqual([])
  })

  test('has a name of the field', () => {
    expect(files.filter((path) => /util|helper(?!s?\.ts$)|manager|common|misc|types\.ts/i.test(path))).toEqual([])
  })
})

describe('a list of any length', () => {
  // `npm run lint` holds this in every file; here it is only shown what the rule finds.
  test('is not spread into a call, where it would overflow the stack', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lint-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const wrong = [
      'one.push(...other)',
      'one.push(0, ...other.map((each) => each + 1))',
      'one.unshift(...other)',
      'one.splice(0, 1, ...other)',
      'one.concat(...all)',
      'Math.max(0, ...other)',
      'Math.min(...other)',
      'String.fromCharCode(...other)',
      'all.get(0)?.push(...other)',
    ]
    const right = ['[...one, ...other]', 'one.push([...other].length)', 'Math.max([...other].length, 1)']
    writeFileSync(join(folder, 'a.ts'), `${[...wrong, ...right].join('\n')}\n`)
    const plugins = [join(repository, 'scripts/spread-argument.grit')]
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ plugins, linter: { rules: { preset: 'none' } } }))
    const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome')
    const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--reporter=github', 'a.ts'], {
      cwd: folder,
      encoding: 'utf8',
    })
    const lines = [...stdout.matchAll(/line=(\d+).*overflows the stack/g)].map((match) => Number(match[1]))
    expect(lines).toEqual(wrong.map((_, index) => index + 1))
    const settings = JSON.parse(readFileSync(join(repository, 'biome.json'), 'utf8'))
    expect(settings.overrides).toContainEqual({
      includes: ['src/**/*.ts'],
      plugins: ['./scripts/spread-argument.grit'],
    })
  })
})

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
