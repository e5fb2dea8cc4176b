/** The embargo: a held bulletin is in no byte of the site, whatever list it would come by, until the second of its time. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesIn } from '../../src/pipeline/search.ts'
import { photo } from '../images/pictures.ts'
import { buildPortal, bulletin, page, plainSettings, portal, tree, write } from '../support/portal.ts'

const at = '2026-01-01T08:00:00+07:00'
const [before, then] = [Date.parse(at) - 1000, Date.parse(at)]
const settings = `${plainSettings}outputs: [html, json]
theme: {drawnCards: true}
issuers: [{name: UBND tỉnh Sơn La}]
`
const decision = '[{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, file: qd.pdf}]'
const open = {
  'portal.yaml': settings,
  'content/a.md': bulletin({ title: 'Bài mở', tags: '[Chè, Cà phê]', author: 'Lừ Chương' }),
  'content/b.md': bulletin({ title: 'Bài hai', date: '2025-12-31', tags: '[Chè]' }),
}
const words = ['Hội-nghị-kín', 'Từ-khóa-kín', 'Người-viết-kín', 'Lời-kín', 'Tóm-tắt-kín', '94-qd-ubnd']
const held = () => ({
  'content/kin/index.md': bulletin(
    {
      title: 'Hội-nghị-kín',
      publishAt: at,
      tags: '[Chè, Từ-khóa-kín]',
      author: 'Người-viết-kín',
      summary: 'Tóm-tắt-kín',
      decision,
      image: '{src: anh-kin.jpg, alt: Lời-kín}',
      attachments: '[bang-kin.csv]',
      aliases: '/kin-cu/',
      legacy: '{url: /kin.php}',
      changes: '[{at: 2025-12-01, kind: correction, note: Lời-kín, wrong: a, right: b}]',
      pinnedUntil: '2026-02-01',
    },
    '## Lời-kín\n\n![Lời-kín](anh-kin.jpg) [Lời-kín](anh-kin.jpg)\n',
  ),
  'content/kin/anh-kin.jpg': picture,
  'content/kin/bang-kin.csv': 'Lời-kín\n',
  'content/kin/qd.pdf': '%PDF-1.4\n',
})

const everything = (root: string) => [
  ...tree(join(root, '_site')),
  ['manifest', readFileSync(join(root, '_site/.portal/manifest.json'), 'utf8')],
]

let picture: Uint8Array
beforeAll(async () => {
  picture = await photo(400, 300).toBuffer()
})

describe('a bulletin that is held', () => {
  test('leaves every byte of the site as it is without it; a second later it is there', async () => {
    const without = portal(open)
    await buildPortal(without, { now: before, search: true })
    const root = portal({ ...open, ...held() })
    const early = await buildPortal(root, { now: before, search: true })
    expect(early.exit).toBe(0)
    expect(early.skipped).toEqual([{ file: 'content/kin/index.md', reason: 'scheduled' }])
    expect(early.due[0]).toMatchObject({ at: { text: at }, file: 'content/kin/index.md', what: 'publish' })
    expect(everything(root)).toEqual(everything(without))

    const due = await buildPortal(root, { now: then, search: true })
    expect(due.exit).toBe(0)
    const site = tree(join(root, '_site'))
    for (const word of words) expect([...site.values()].some((text) => text.includes(word))).toBe(true)
    expect(site.get('index.html')).toContain('Hội-nghị-kín')
    expect([...site.keys()].filter((path) => path.includes('bang-kin'))).toHaveLength(1)
    // And the other way: what was published too early is gone without a trace.
    expect((await buildPortal(root, { now: before, search: true })).exit).toBe(0)
    expect(everything(root)).toEqual(everything(without))
  })

  test.each([
    ['by its file', '[kín](kin/index.md)'],
    ['by its address', '[kín](/2024/05/kin/)'],
    ['by its address without a slash', '[kín](/2024/05/kin)'],
    ['by its full address', '[kín](https://thu.example.gov.vn/2024/05/kin/)'],
    ['by its full address, in plain text', 'https://THU.example.gov.vn/2024/05/kin'],
    ['by its full address in a preview', '[kín](http://127.0.0.1:4000/2024/05/kin/#x)'],
    ['by the address of a file beside it', '[kín](//thu.example.gov.vn/2024/05/kin/bang-kin.csv)'],
  ])('is no target for a link %s: both files and the time are named', async (_, link) => {
    const root = portal({ ...open, ...held(), 'content/c.md': bulletin({}, `Xem ${link}.\n`) })
    const { exit, diagnostics } = await buildPortal(root, { now: before })
    expect(exit).toBe(1)
    expect(diagnostics).toMatchObject([
      {
        code: 'link-held',
        place: { file: 'content/c.md' },
        related: [{ file: 'content/kin/index.md' }],
        args: { until: at },
      },
    ])
  })

  test('is no target for a link by any other spelling of its address', async () => {
    const links = [
      '[kín](/2024/05/kin/index.html)',
      '[kín](/kin-cu/)',
      '[kín](https://thu.example.gov.vn/kin-cu)',
      '[kín](http://thu.example.gov.vn/2024/05/kin/)',
      '[kín](https://www.thu.example.gov.vn/2024/05/kin/)',
      'www.thu.example.gov.vn/2024/05/kin/',
      '[kín](HTTPS://THU.EXAMPLE.GOV.VN/2024/05/KIN/)',
      '[kín](https://thu.example.gov.vn:8443/2024/05/kin/)',
      '[kín](https://ai:do@thu.example.gov.vn./2024/05/kin/)',
      '[kín](//thu.example.gov.vn/2024/05/kin/)',
      '[kín](https://thu.example.gov.vn//2024/./05/%6bin/?a=b#c)',
      '[kín](https://thu.example.gov.vn/2024/05/kin/%zz)',
      '<a href="https://www.thu.example.gov.vn/2024/05/kin/">kín</a>',
      '![kín](https://thu.example.gov.vn/2024/05/kin/anh-kin.jpg)',
      '## Xem <https://www.thu.example.gov.vn/2024/05/kin/>',
    ]
    const root = portal({ ...open, ...held(), 'content/c.md': bulletin({}, links.join('\n\n')) })
    const { exit, diagnostics } = await buildPortal(root, { now: before })
    expect(exit).toBe(1)
    const told = diagnostics.filter(({ code }) => code === 'link-held').map(({ place }) => place?.line)
    expect(told).toEqual(links.map((_, index) => 7 + 2 * index))
  })
})

test.each<[string, string, Record<string, string>]>([
  [
    'a source',
    'content/c.md',
    { 'content/c.md': bulletin({ source: '{name: Kín, url: "https://thu.example.gov.vn/2024/05/kin/"}' }) },
  ],
  [
    'a decision',
    'content/c.md',
    {
      'content/c.md': bulletin({
        decision: '{number: 9/QĐ-UBND, issuer: UBND tỉnh Sơn La, url: "https://thu.example.gov.vn/2024/05/kin/"}',
      }),
    },
  ],
  [
    'a record of the register',
    'content/decisions.yaml',
    {
      'content/decisions.yaml':
        'decisions: [{number: 9/QĐ-UBND, date: 2020-01-02, issuer: UBND tỉnh Sơn La, url: "https://thu.example.gov.vn/2024/05/kin/"}]\n',
    },
  ],
  [
    'the menu',
    'portal.yaml',
    { 'portal.yaml': `${settings}navigation: [{title: Tin, url: /, children: [{title: Kín, url: /2024/05/kin/}]}]\n` },
  ],
  [
    'the services',
    'portal.yaml',
    {
      'portal.yaml': `${settings}services: [{title: Kín, url: "https://thu.example.gov.vn/2024/05/kin/?a#loi-kin"}]\n`,
    },
  ],
  [
    'an office that follows',
    'portal.yaml',
    {
      'portal.yaml': `${settings}offices: [{name: Cũ, until: 2030-01-01, successors: [{name: Mới, url: "http://thu.example.gov.vn/2024/05/kin/"}]}]\n`,
    },
  ],
  [
    'the first image',
    'content/c.md',
    {
      'portal.yaml': `${settings}imageHosts: [www.thu.example.gov.vn]\n`,
      'content/c.md': bulletin({
        image: '{src: "https://www.thu.example.gov.vn/2024/05/kin/anh-kin.jpg", alt: Kín}',
      }),
    },
  ],
  ...[
    '/2024/05/kin/?a#loi-kin',
    '/2024/05/kin/bang-kin.csv',
    '/kin-cu',
    'HTTP://WWW.THU.example.gov.vn:80/2024/05/kin',
  ].map((url): [string, string, Record<string, string>] => [
    `the urgent notice (${url})`,
    'static/notice.json',
    { 'static/notice.json': `{"text": "Khẩn",\n  "url": "${url}"}` },
  ]),
])('a bulletin that is held is no target for %s', async (_, file, files) => {
  const root = portal({ ...open, ...held(), ...files })
  const { exit, diagnostics } = await buildPortal(root, { now: before })
  expect(exit).toBe(1)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'link-held', place: { file }, related: [{ file: 'content/kin/index.md' }], args: { until: at } },
  ])
  expect((await buildPortal(root, { now: then })).exit).toBe(0)
})

test('the place of the urgent notice’s link is told, and the notice goes out with what it leads to', async () => {
  const root = portal({ ...open, ...held(), 'static/notice.json': '{"text": "Khẩn",\n  "url": "/2024/05/kin/"}' })
  const { diagnostics } = await buildPortal(root, { now: before })
  expect(diagnostics).toMatchObject([{ code: 'link-held', place: { file: 'static/notice.json', line: 2, column: 10 } }])
  expect((await buildPortal(root, { now: then })).diagnostics).toEqual([])
  expect(page(root, 'notice.json')).toContain('/2024/05/kin/')
})

test('the settings’ own address is the site’s, too, where it is built for another', async () => {
  const link = '[kín](https://thu.example.gov.vn/2024/05/kin/) [kín](https://xem.example.vn/thu/2024/05/kin/)'
  const root = portal({ ...open, ...held(), 'content/c.md': bulletin({}, `${link}\n`) })
  const { diagnostics } = await buildPortal(root, { now: before, baseUrl: 'https://xem.example.vn/thu' })
  expect(diagnostics).toMatchObject([{ code: 'link-held' }, { code: 'link-held' }])
})

test('a full address that is like one of what is held is judged as any other', async () => {
  const elsewhere = [
    'https://thu.example.gov.vn/',
    'https://khac.example.gov.vn/2024/05/kin/',
    'https://www.khac.example.gov.vn/2024/05/kin/',
    'https://thu.example.gov.vn.khac.example/2024/05/kin/',
  ]
  const missing = ['https://thu.example.gov.vn/2024/05/kin-khac/', 'https://thu.example.gov.vn/kin-cu/khac/']
  const body = (links: string[]) => bulletin({}, `${links.map((link) => `[x](${link})`).join(' ')}\n`)
  const root = portal({ ...open, ...held(), 'content/c.md': body(elsewhere), 'content/d.md': body(missing) })
  const { diagnostics } = await buildPortal(root, { now: before })
  expect(diagnostics).toMatchObject(missing.map((target) => ({ code: 'link-missing', args: { target } })))
  write(root, { 'content/d.md': null })
  expect(await buildPortal(root, { now: before })).toMatchObject({ exit: 0, diagnostics: [] })
  for (const link of elsewhere) expect(page(root, '2024/05/c/index.html')).toContain(`href="${link}"`)
})

test('every output names the bulletins that it tells of, so that none can tell of one that is held', async () => {
  const root = portal({ ...open, ...held() })
  const { plan } = await buildPortal(root, { now: then, search: true })
  const secret = /kín|kin-cu|anh-kin|bang-kin|\/kin\//i
  const outputs = new Map([...tree(join(root, '_site'))])
  const silent = plan?.entries.flatMap(({ path, sources, making }) => {
    const texts = making.kind === 'search' ? [...filesIn(outputs, path).values()] : [page(root, path)]
    const tells = path.includes('kin/') || texts.some((text) => secret.test(text))
    return tells && !sources.includes('kin/index.md') ? [path] : []
  })
  expect(silent).toEqual([])
})
