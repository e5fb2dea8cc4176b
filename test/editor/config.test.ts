/** The editor's configuration: every key of the schema has its field, its words and its check. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { bulletinSchema, standingSchema } from '../../src/content/front-matter-schema.ts'
import { editorConfig } from '../../src/render/editor/config.ts'
import { type EditorField, editorFields, leftOut } from '../../src/render/editor/fields.ts'
import { editorPage } from '../../src/render/editor/page.ts'
import { editorWords } from '../../src/render/editor/words.ts'
import { readSettings, type SiteConfig } from '../../src/source/settings.ts'
import { buildPortal, plainSettings, portal, tree } from '../support/portal.ts'

function settings(more = '', base = plainSettings): SiteConfig {
  const { config, diagnostics } = readSettings(base + more, 'portal.yaml', null)
  if (config === null) throw new Error(JSON.stringify(diagnostics))
  return config
}

/** A site that has a field of every key. */
const whole = () =>
  settings('approvals: {required: true}\n', plainSettings.replace('language: vi', 'languages: [vi, en]'))
const github = 'admin: {backend: github, repo: yen-chau/trang-tin, auth: https://dang-nhap.example.gov.vn/}\n'

function all(fields: readonly EditorField[], above = ''): [path: string, field: EditorField][] {
  return fields.flatMap((field) => [
    [above + field.name, field] as [string, EditorField],
    ...all(field.fields ?? [], `${above}${field.name}.`),
  ])
}

/** The paths of a schema, by what it reads. */
function paths(schema: unknown, above = ''): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return paths(schema.unwrap(), above)
  if (schema instanceof z.ZodPipe) return paths(schema.in instanceof z.ZodTransform ? schema.out : schema.in, above)
  if (schema instanceof z.ZodArray) return paths(schema.element, above)
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).flatMap(([key, one]) => [above + key, ...paths(one, `${above}${key}.`)])
}

describe('every key of the schema', () => {
  const isLeftOut = (path: string) => (path.split('.')[0] ?? '') in leftOut

  test.each([
    ['bulletin', bulletinSchema],
    ['page', standingSchema],
  ] as const)('of a %s has a field, or is named among those left out', (kind, schema) => {
    const fields = all(editorFields(kind, whole())).map(([path]) => path)
    const wanted = paths(schema).filter((path) => !isLeftOut(path))
    expect([...fields].sort()).toEqual([...wanted, 'body'].sort())
  })

  test.each(['vi', 'en'] as const)('has a label in %s, and no word is there for nothing', (language) => {
    const wanted = [...paths(bulletinSchema).filter((path) => !isLeftOut(path)), 'body']
    expect(Object.keys(editorWords(language).fields).sort()).toEqual(wanted.sort())
  })

  test('left out is one of the schema', () => {
    expect(Object.keys(bulletinSchema.shape)).toEqual(expect.arrayContaining(Object.keys(leftOut)))
  })

  test('has the words of a choice in both languages', () => {
    const values = all(editorFields('bulletin', settings())).flatMap(([path, { options }]) =>
      path === 'changes.kind' ? (options as { value: string }[]).map(({ value }) => value) : [],
    )
    expect(values).toEqual(['minor', 'major', 'correction'])
    for (const language of ['vi', 'en'] as const)
      expect(Object.keys(editorWords(language).choices)).toEqual(expect.arrayContaining(values))
  })
})

describe('a field', () => {
  const field = (path: string, config = settings()) => new Map(all(editorFields('bulletin', config))).get(path)

  test('has the widget of its type', () => {
    const widgets = Object.fromEntries(
      all(editorFields('bulletin', whole())).map(([path, { widget }]) => [path, widget]),
    )
    expect(widgets).toMatchObject({
      title: 'string',
      date: 'datetime',
      author: 'list',
      decision: 'list',
      'decision.date': 'datetime',
      'decision.file': 'file',
      category: 'select',
      image: 'object',
      'image.src': 'image',
      'image.decorative': 'boolean',
      summary: 'text',
      tags: 'list',
      draft: 'boolean',
      body: 'markdown',
      'changes.kind': 'select',
      lang: 'select',
    })
  })

  test('offers the portal’s categories by their titles', () => {
    expect(field('category')).toMatchObject({
      options: [
        { value: 'tin-tuc', label: 'Tin tức' },
        { value: 'thong-bao', label: 'Thông báo' },
      ],
      default: 'tin-tuc',
    })
    const config = settings('defaults: {category: thong-bao, author: Ban Biên tập}\n')
    expect(field('category', config)).toMatchObject({ default: 'thong-bao' })
    expect(field('author', config)).toMatchObject({ required: false, default: [{ name: 'Ban Biên tập' }] })
    expect(field('author')).toMatchObject({ required: true, min: 1 })
  })

  test('checks what the schema checks', () => {
    const pattern = (path: string) => new RegExp(String([field(path)?.pattern].flat()[0]))
    expect(pattern('slug').test('tin-moi-2024')).toBe(true)
    expect(pattern('slug').test('Tin mới')).toBe(false)
    expect(pattern('summary').test('x'.repeat(500))).toBe(true)
    expect(pattern('summary').test('x'.repeat(501))).toBe(false)
    expect(pattern('source.url').test('javascript:alert(1)')).toBe(false)
  })

  test('of other languages and of approval is there only where the site has them', () => {
    const names = editorFields('bulletin', settings()).map(({ name }) => name)
    for (const name of ['lang', 'translationKey', 'approvedBy', 'approvedAt']) expect(names).not.toContain(name)
  })
})

describe('the backend', () => {
  test('of a preview is the preview itself', () => {
    const { backend, publish_mode } = editorConfig(settings(github), '/.build-portal/editor')
    expect(backend).toEqual({ name: 'proxy', proxy_url: '/.build-portal/editor?lang=vi', branch: 'local' })
    expect(publish_mode).toBeUndefined()
  })

  test.each([
    [
      'github',
      github,
      { name: 'github', api_root: 'https://api.github.com', base_url: 'https://dang-nhap.example.gov.vn' },
    ],
    [
      'gitlab',
      'admin: {backend: gitlab, repo: yen-chau/trang-tin, branch: chinh, appId: abc, folder: cong}\n',
      {
        ...{ name: 'gitlab', branch: 'chinh', auth_type: 'pkce', app_id: 'abc', base_url: 'https://gitlab.com' },
        ...{ api_root: 'https://gitlab.com/api/v4', graphql_api_root: 'https://gitlab.com/api/graphql' },
      },
    ],
    [
      'forgejo',
      'admin: {backend: forgejo, repo: yen-chau/trang-tin, appId: abc, host: https://git.example.gov.vn/}\n',
      { name: 'forgejo', base_url: 'https://git.example.gov.vn', api_root: 'https://git.example.gov.vn/api/v1' },
    ],
  ])('of a site at %s has editorial workflow and the office’s own words in its commits', (_, admin, wanted) => {
    const config = editorConfig(settings(admin), null)
    expect(config.publish_mode).toBe('editorial_workflow')
    expect(config.backend).toMatchObject(wanted)
    expect(config.backend).toMatchObject({ commit_messages: { create: 'Thêm “{{slug}}”' } })
    expect(config.collections[0]?.folder).toBe(admin.includes('folder') ? 'cong/content' : 'content')
  })

  test('lists at GitHub the bulletins that are files as well as those that are folders', () => {
    const admin = 'admin: {backend: github, repo: yen-chau/trang-tin, auth: https://dang-nhap.example.gov.vn/}\n'
    const bulletins = editorConfig(settings(admin), null).collections[0]
    // As Decap 3.16 makes it of a collection, and asks of every file.
    const listed = new RegExp(`${bulletins?.folder}/${bulletins?.path}`.replace(/{{.*}}/gm, '(.*)'))
    for (const file of ['content/2024/05/mot.md', 'content/2024/05/hai/index.md', 'content/ba.md'])
      expect(file).toMatch(listed)
  })

  test('that lacks something is a fault of the settings', () => {
    const wrong = (admin: string) => readSettings(plainSettings + admin, 'portal.yaml', null).diagnostics
    expect(wrong('admin: {backend: github, repo: a/b}\n')).toMatchObject([
      { code: 'setting-missing', args: { key: 'admin.auth' }, place: { line: 8 } },
    ])
    expect(wrong('admin: {backend: gitea, repo: a/b}\n').map(({ args }) => (args as { key: string }).key)).toEqual([
      'admin.host',
      'admin.appId',
    ])
    expect(wrong('admin: {backend: gitlab, repo: /a, appId: x, host: http://a.example/, folder: ../b}\n')).toHaveLength(
      3,
    )
  })
})

describe('the page', () => {
  test('may talk to itself and the office’s git host, and to nobody else', () => {
    const policy = (page: string) => /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.split('; ')
    const connect = (page: string) => policy(page)?.find((one) => one.startsWith('connect-src'))
    expect(connect(editorPage(settings(), '/.build-portal/editor', []))).toBe("connect-src 'self' blob:")
    expect(connect(editorPage(settings(github), null, []))).toBe(
      "connect-src 'self' blob: https://api.github.com https://github.com",
    )
  })

  test('cannot be left by what the settings say', () => {
    const title = 'title: "</script><script>alert(1)</script>"\n'
    const page = editorPage(settings('', plainSettings.replace(/^title:.*\n/, title)), '/x', [])
    expect(page).not.toContain('<script>alert')
  })
})

describe('a built site', () => {
  const files = { 'content/2024/05/tin.md': '---\ntitle: Tin\ndate: 2024-05-06\nauthor: An\n---\n\nNội dung.\n' }

  test('has an editor where the settings name a git host: neither listed nor asked for by any page', async () => {
    const root = portal({ ...files, 'portal.yaml': plainSettings + github })
    const { exit, plan } = await buildPortal(root)
    expect(exit).toBe(0)
    const paths = plan?.entries.map(({ path }) => path).filter((path) => path.startsWith('admin/'))
    expect(paths).toEqual(['admin/decap-cms.js', 'admin/editor.js', 'admin/index.html'])
    const site = tree(join(root, '_site'))
    const readers = [...site].filter(([path]) => /\.(?:html|xml|txt|map)$/.test(path) && !path.startsWith('admin/'))
    expect(readers.length).toBeGreaterThan(10)
    expect(readers.filter(([, text]) => text.includes('admin/')).map(([path]) => path)).toEqual([])
    expect(site.get('admin/index.html')).toContain('content="noindex, nofollow"')
  })

  test('has none otherwise, and none in an archive', async () => {
    for (const text of [plainSettings, `${plainSettings}${github}mode: archive\n`]) {
      const { plan } = await buildPortal(portal({ ...files, 'portal.yaml': text }))
      expect(plan?.entries.filter(({ path }) => path.startsWith('admin/'))).toEqual([])
    }
  })
})
