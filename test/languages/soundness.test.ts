/** What holds for every site holds for one in two languages: valid pages, links that lead somewhere, the same bytes, no word of what is held back. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archived } from '../rebuild/archive.ts'
import { all, attribute, linkedData, parsed } from '../sample/document.ts'
import { buildPortal, bulletin, page, portal, repository, runCli, tree, write } from '../support/portal.ts'
import { bilingual, buildBilingual, remove } from './bilingual.ts'

let root = ''
beforeEach(() => {
  root = bilingual()
})
afterEach(() => remove(root))

const site = () => tree(join(root, '_site'))

/** Every address of the site itself that a page or its JSON-LD names, below `base`. */
function addresses(html: string, base: string): string[] {
  const document = parsed(html)
  const named = all(document, '*').flatMap((element) => [attribute(element, 'href'), attribute(element, 'src')])
  const told = JSON.stringify(linkedData(document)).match(/https:\/\/yenchau\.example\.gov\.vn[^"]*/g) ?? []
  return [...named, ...told].flatMap((address) => {
    if (address === null || address.startsWith('#') || /^(mailto|tel):/.test(address)) return []
    const url = new URL(address, base)
    return url.origin === new URL(base).origin ? [decodeURIComponent(url.pathname)] : []
  })
}

test.each(['/', '/cong/'])('below %s every address leads to an output', async (prefix) => {
  const base = `https://yenchau.example.gov.vn${prefix}`
  await buildBilingual(root, { baseUrl: base })
  const outputs = new Set([...site().keys()].map((path) => prefix + path.replace(/(^|\/)index\.html$/, '$1')))
  const dead = [...site()].flatMap(([path, html]) =>
    path.endsWith('.html')
      ? addresses(html, base + path.replace(/index\.html$/, '')).flatMap((address) =>
          outputs.has(address) ? [] : [`${path}: ${address}`],
        )
      : [],
  )
  expect(dead).toEqual([])
})

describe('pages', () => {
  test('are what html-validate recommends', async () => {
    await buildBilingual(root)
    const validator = new HtmlValidate(new FileSystemConfigLoader())
    const faults: string[] = []
    for (const [path, html] of site()) {
      if (!path.endsWith('.html')) continue
      const { results } = await validator.validateString(html, join(repository, path))
      for (const { ruleId, message } of results.flatMap(({ messages }) => messages))
        faults.push(`${path}: ${message} [${ruleId}]`)
    }
    expect(faults).toEqual([])
  })
})

describe('bytes', () => {
  /** As many bulletins of each language. */
  const long = (length: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length }, (_, number) => archived(number)).flatMap(([path, written]) => {
        const text = written.replace('kinh-te', 'tin-tuc')
        return [
          [path.replace('content/', 'content/vi/'), text],
          [path.replace('content/', 'content/en/'), text],
        ]
      }),
    )

  test('are the same with one thread and two, in every time zone', () => {
    write(root, long(130))
    const made = [
      ['UTC', '1'],
      ['America/New_York', '2'],
      ['Asia/Ho_Chi_Minh', '2'],
    ].map(([TZ = '', jobs = '']) => {
      const out = join(root, `_${jobs}`)
      const { status, stderr } = runCli(
        ['--root', root, '--out', out, '--no-cache', '--jobs', jobs, '--now', '2025-01-01T00:00:00Z', '--quiet'],
        { env: { TZ } },
      )
      expect(stderr).not.toContain('✖')
      expect(status).toBe(0)
      const files = tree(out)
      rmSync(out, { recursive: true })
      return files
    })
    const [first, ...others] = made
    for (const other of others) expect(other).toEqual(first)
  }, 300_000)

  test('one more newest bulletin changes as many files in a long site as in a short one', async () => {
    const changed = async (length: number) => {
      const own = bilingual()
      try {
        write(own, long(length))
        const options = { cache: join(own, '.build-portal/cache') }
        await buildBilingual(own, options)
        write(own, {
          'content/en/new.md': bulletin({ date: '2024-12-30', tags: '[new]', translationKey: 'road-2025' }),
          'content/vi/moi.md': bulletin({ date: '2024-12-30', tags: '[mới]', translationKey: 'road-2025' }),
        })
        const result = await buildBilingual(own, options)
        expect(result.exit).toBe(0)
        return result.changed.length
      } finally {
        remove(own)
      }
    }
    // Lengths in one phase of the numbered pages of two.
    expect(await changed(120)).toBe(await changed(24))
  }, 300_000)
})

describe('a translation that is held back', () => {
  test.each([
    ['content/en/2023-01-18-group-a.md', '/en/2023/01/group-a/'],
    ['content/vi/2023-01-17-nhom-a.md', '/2023/01/nhom-a/'],
  ])('%s is named nowhere', async (path, url) => {
    const other = path.includes('/en/') ? '2023/01/nhom-a' : 'en/2023/01/group-a'
    const english = 'content/en/2023-01-18-group-a.md'
    write(root, { [english]: page(root, `../${english}`).replace(/\[here\]\([^)]*\)/, 'here') })
    const held = page(root, `../${path}`).replace('date:', 'draft: true\ndate:')
    write(root, { [path]: held })
    const { exit, diagnostics } = await buildBilingual(root)
    expect([exit, diagnostics]).toEqual([0, []])
    for (const [name, text] of site()) expect(text, name).not.toContain(`example.gov.vn${url}`)
    expect(page(root, `${other}/index.html`)).not.toContain('hreflang="x-default"')
  })

  test('is shown, and not indexed, by a preview', async () => {
    const path = 'content/en/2023-01-18-group-a.md'
    write(root, { [path]: page(root, `../${path}`).replace('date:', 'draft: true\ndate:') })
    await buildBilingual(root, { drafts: true })
    expect(page(root, '2023/01/nhom-a/index.html')).not.toContain('hreflang="x-default"')
    expect(page(root, '2023/01/nhom-a/index.html')).toContain('<a href="/en/2023/01/group-a/" lang="en"')
  })
})

test('a removed translation is named nowhere, and its tombstone speaks its language', async () => {
  const path = 'content/en/2023-01-18-group-a.md'
  write(root, {
    [path]: page(root, `../${path}`).replace('date:', 'removed: {at: 2024-01-01, reason: A request.}\ndate:'),
  })
  expect((await buildBilingual(root)).exit).toBe(0)
  expect(page(root, '2023/01/nhom-a/index.html')).not.toContain('group-a')
  expect(page(root, 'en/2023/01/group-a/index.html')).toContain('This bulletin was removed')
})

test('a portal of one language takes translations into others for what they are', async () => {
  const one = portal({
    'content/a.md': bulletin({ translationKey: 'k' }),
    'content/b.md': bulletin({ title: 'A bulletin', lang: 'en', translationKey: 'k' }),
  })
  await buildPortal(one)
  const html = page(one, '2024/05/a/index.html')
  expect(html).toContain('<link rel="alternate" hreflang="en" href="https://thu.example.gov.vn/2024/05/b/">')
  expect(html).not.toContain('class="languages"')
  expect(page(one, '2024/05/b/index.html')).toContain('<html lang="vi">')
})
