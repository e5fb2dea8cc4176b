/** Every key of the front matter: its forms, its faults, and all faults of a text told at once. */
import { describe, expect, test } from 'vitest'
import { type BulletinFacts, readBulletin } from '../../src/content/bulletin.ts'
import { referenceReader } from '../../src/content/markdown/reader.ts'
import { wording } from '../../src/diagnostics/diagnostic.ts'

const settings = {
  languages: ['vi'],
  timezone: 'Asia/Ho_Chi_Minh',
  imageHosts: [],
  homes: ['https://thu.example.gov.vn/'],
} as const
const required = ['title: Tin', 'date: 2024-05-06', 'author: Lừ Chương']

function read(lines: readonly string[], options: { path?: string; defaults?: Record<string, unknown> } = {}) {
  const { path = '2024/a.md', defaults = {} } = options
  const text = `---\n${lines.join('\n')}\n---\n\nNội dung.\n`
  const { bulletin, diagnostics } = readBulletin(text, path, `content/${path}`, defaults, settings, referenceReader)
  return {
    facts: bulletin?.facts ?? null,
    diagnostics,
    told: diagnostics.map(({ code, args, place }) => {
      const { key, expected } = args as { key?: string; expected?: string }
      return [code, key, expected, `${place?.line}:${place?.column}`].filter((part) => part !== undefined).join(' ')
    }),
  }
}

/** The facts of a good text: the three required keys, and these. */
function facts(...lines: string[]): BulletinFacts {
  const { facts: found, told } = read([...required, ...lines])
  expect(told).toEqual([])
  if (found === null) throw new Error('refused')
  return found
}

/** What is told of the three required keys and these; the first of these stands on line 5. */
function faults(...lines: string[]): string[] {
  return read([...required, ...lines]).told
}

const moment = (text: string) => expect.objectContaining({ text })

describe('required keys', () => {
  test('are title, date and author', () => {
    expect(
      read([])
        .told.map((told) => told.split(' ').slice(0, 2).join(' '))
        .sort(),
    ).toEqual(['key-missing author', 'key-missing date', 'key-missing title'])
  })

  test.each(['title', 'date', 'author'])('%s may not be left empty', (key) => {
    const lines = required.map((line) => (line.startsWith(key) ? `${key}:` : line))
    expect(read(lines).told[0]).toMatch(new RegExp(`^key-missing ${key} `))
  })

  test.each(['""', '"  "', "''"])('a title of %s is none', (value) => {
    expect(read([`title: ${value}`, 'date: 2024-05-06', 'author: a']).told).toEqual(['value-invalid title text 2:8'])
  })

  test('of a standing page are the title alone', () => {
    const { facts: found, told } = read(['title: Giới thiệu'], { path: 'pages/gioi-thieu.md' })
    expect(told).toEqual([])
    expect(found).toMatchObject({ title: 'Giới thiệu', date: null, author: [] })
  })

  test('may come from defaults, and the text’s own win', () => {
    const defaults = { author: 'Ban Biên tập', category: 'thong-bao' }
    expect(read(['title: Tin', 'date: 2024-05-06'], { defaults }).facts).toMatchObject({
      author: [{ name: 'Ban Biên tập' }],
      category: 'thong-bao',
    })
    expect(read([...required, 'category: tin-tuc'], { defaults }).facts).toMatchObject({
      author: [{ name: 'Lừ Chương' }],
      category: 'tin-tuc',
    })
  })
})

describe('text', () => {
  test.each([
    ['title: 0123', '0123'],
    ['title: 2024', '2024'],
    ['title: 8:30', '8:30'],
    ['title: no', 'no'],
    ['title: true', 'true'],
    ['title: TRUE', 'TRUE'],
    ['title: 1.50', '1.50'],
    ['title: 2024-01-01', '2024-01-01'],
    ['title: "  Tin   của  huyện "', 'Tin của huyện'],
    ['title: "Tin\\ncủa huyện"', 'Tin của huyện'],
    ['title: >\n  Tin\n  của huyện', 'Tin của huyện'],
    [`title: ${'Tết'.normalize('NFD')}`, 'Tết'],
    ['title: "<script>alert(1)</script>"', '<script>alert(1)</script>'],
  ])('%s', (line, title) => {
    expect(read([line, 'date: 2024-05-06', 'author: a']).facts?.title).toBe(title)
  })

  test.each(['title: [a]', 'title: {a: b}', 'title: "a\\u0000b"', 'title: "a\\u0007b"'])('%s is refused', (line) => {
    expect(read([line, 'date: 2024-05-06', 'author: a']).told).toEqual(['value-invalid title text 2:8'])
  })
})

describe('author', () => {
  test.each([
    ['author: Lừ Chương', [{ name: 'Lừ Chương' }]],
    [
      'author: {name: Lừ Chương, role: Phóng viên, penName: Hoa Ban}',
      [{ name: 'Lừ Chương', role: 'Phóng viên', penName: 'Hoa Ban' }],
    ],
    ['author: [Lừ Chương, Mùa A Dếnh]', [{ name: 'Lừ Chương' }, { name: 'Mùa A Dếnh' }]],
    [
      'author:\n  - Lừ Chương\n  - {name: Mùa A Dếnh, role: CTV}',
      [{ name: 'Lừ Chương' }, { name: 'Mùa A Dếnh', role: 'CTV' }],
    ],
    ['author: 007', [{ name: '007' }]],
  ])('%s', (line, author) => {
    expect(read(['title: Tin', 'date: 2024-05-06', line]).facts?.author).toEqual(author)
  })

  test.each([
    ['author: {role: x}', 'key-missing author.0.name'],
    ['author: true', 'value-invalid author'],
    ['author: [[a]]', 'value-invalid author'],
  ])('%s is refused', (line, told) => {
    const all = read(['title: Tin', 'date: 2024-05-06', line]).told
    expect(all).toHaveLength(1)
    expect(all[0]?.replace('author.name', 'author.0.name')).toContain(told)
    expect(all[0]).toMatch(/ 4:\d+$/)
  })

  test('an empty list is nobody', () => {
    const { facts: found, told } = read(['title: Tin', 'date: 2024-05-06', 'author: []'])
    expect(found).toBeNull()
    expect(told.join()).toContain('author')
  })
})

describe('decision', () => {
  const full =
    '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, title: Về việc, url: "https://x.example/", file: a.pdf}'
  test.each([
    ['decision: "94/QĐ-UBND"', [{ number: '94/QĐ-UBND' }]],
    ['decision: 94/QĐ-UBND', [{ number: '94/QĐ-UBND' }]],
    ['decision: 94', [{ number: '94' }]],
    ['decision: 05', [{ number: '05' }]],
    ['decision: [94/QĐ-UBND, 05/TB-UBND]', [{ number: '94/QĐ-UBND' }, { number: '05/TB-UBND' }]],
    [
      `decision: ${full}`,
      [
        {
          number: '94/QĐ-UBND',
          date: '2023-01-12',
          issuer: 'UBND tỉnh Sơn La',
          title: 'Về việc',
          url: 'https://x.example/',
          file: 'a.pdf',
        },
      ],
    ],
    [
      `decision:\n  - ${full}\n  - 05/TB-UBND`,
      [expect.objectContaining({ title: 'Về việc' }), { number: '05/TB-UBND' }],
    ],
    ['decisionNumber: 94/QĐ-UBND', [{ number: '94/QĐ-UBND' }]],
    ['decision_number: 94/QĐ-UBND', [{ number: '94/QĐ-UBND' }]],
    ['decision_number: [94/QĐ-UBND]', [{ number: '94/QĐ-UBND' }]],
  ])('%s', (line, decision) => {
    expect(facts(line).decision.map((one) => JSON.parse(JSON.stringify(one)))).toEqual(decision)
  })

  test.each([
    ['decision: {date: 2023-01-12}', 'key-missing'],
    ['decision: {number: 94/QĐ-UBND, date: 12/1/2023}', 'date-form decision.0.date 5:38'],
    ['decision: {number: 94/QĐ-UBND, date: 2023-02-29}', 'date-impossible decision.0.date 5:38'],
    ['decision: {number: 94/QĐ-UBND, url: "javascript:alert(1)"}', 'value-invalid'],
    ['decision: {number: 94/QĐ-UBND, url: a.pdf}', 'value-invalid'],
    ['decision: {number: 94/QĐ-UBND, file: ""}', 'value-invalid'],
    ['decision: {number: 94/QĐ-UBND, file: "a\\\\b.pdf"}', 'value-invalid'],
    ['decision: {number: 94/QĐ-UBND, isuer: x}', 'key-unknown'],
    ['decisionNumber: {date: 12/1/2023, number: 1/QĐ-UBND}', 'date-form decision.0.date 5:24'],
  ])('%s is told', (line, told) => {
    expect(faults(line)).toHaveLength(1)
    expect(faults(line)[0]).toContain(told)
  })

  test('under both its names is told', () => {
    expect(faults('decision: 94/QĐ-UBND', 'decisionNumber: 95/QĐ-UBND')).toEqual(['key-unknown decisionNumber 6:1'])
  })
})

describe('lists and single values', () => {
  test.each<[line: string, key: keyof BulletinFacts, value: unknown]>([
    ['tags: chuyển đổi số', 'tags', ['chuyển đổi số']],
    ['tags: [a, "b", 2024, 0123]', 'tags', ['a', 'b', '2024', '0123']],
    ['tags: []', 'tags', []],
    ['aliases: /cu/', 'aliases', ['/cu/']],
    ['aliases: [/cu/, /cu.aspx]', 'aliases', ['/cu/', '/cu.aspx']],
    ['attachments: a.pdf', 'attachments', [{ file: 'a.pdf' }]],
    [
      'attachments: [a.pdf, {file: b.pdf, title: Biểu mẫu, lang: vi}]',
      'attachments',
      [{ file: 'a.pdf' }, { file: 'b.pdf', title: 'Biểu mẫu', lang: 'vi' }],
    ],
    ['attachments: {file: a.pdf}', 'attachments', [{ file: 'a.pdf' }]],
    [
      'image: {src: a.jpg, alt: Ảnh, caption: Chú thích, credit: Lừ Chương, decorative: false}',
      'image',
      { src: 'a.jpg', alt: 'Ảnh', caption: 'Chú thích', credit: 'Lừ Chương', decorative: false },
    ],
    ['image: {src: a.jpg, decorative: true}', 'image', { src: 'a.jpg', decorative: true }],
    ['category: thong-bao', 'category', 'thong-bao'],
    [`summary: ${'ắ'.repeat(500)}`, 'summary', 'ắ'.repeat(500)],
    ['slug: hop-bao-2024', 'slug', 'hop-bao-2024'],
    ['slug: 2024', 'slug', '2024'],
    ['lang: en', 'lang', 'en'],
    ['lang: hmn-Latn', 'lang', 'hmn-Latn'],
    ['translationKey: hop-bao', 'translationKey', 'hop-bao'],
    ['draft: true', 'draft', true],
    ['draft: false', 'draft', false],
    ['noindex: true', 'noindex', true],
    ['counter: false', 'counter', false],
    [
      'source: {name: Báo Sơn La, url: "https://x.example/"}',
      'source',
      { name: 'Báo Sơn La', url: 'https://x.example/' },
    ],
    ['source: {name: Báo Sơn La}', 'source', { name: 'Báo Sơn La' }],
    ['approvedBy: Trần Thị B', 'approvedBy', 'Trần Thị B'],
    [
      'legacy: {url: "https://cu.example/1", views: 68, viewsAsOf: 2023-01-17}',
      'legacy',
      { url: 'https://cu.example/1', views: 68, viewsAsOf: '2023-01-17' },
    ],
    ['legacy: {views: 0}', 'legacy', { views: 0 }],
    ['lint: {ignore: [tag-merged], reason: nguyên văn}', 'lint', { ignore: ['tag-merged'], reason: 'nguyên văn' }],
    ['lint: {ignore: tag-merged, reason: nguyên văn}', 'lint', { ignore: ['tag-merged'], reason: 'nguyên văn' }],
    ['updated: 2024-06-01', 'updated', moment('2024-06-01')],
    ['publishAt: 2024-06-01T08:00:00+07:00', 'publishAt', moment('2024-06-01T08:00:00+07:00')],
    ['expiresAt: 2024-12-31', 'expiresAt', moment('2024-12-31')],
    ['pinnedUntil: 2024-12-31', 'pinnedUntil', moment('2024-12-31')],
    [
      'changes: [{at: 2024-06-01, note: Sửa số liệu}]',
      'changes',
      [{ at: moment('2024-06-01'), note: 'Sửa số liệu', kind: 'major' }],
    ],
    [
      'changes:\n  - {at: 2024-06-01, note: a, kind: minor}\n  - {at: 2024-06-02, note: b, kind: correction}',
      'changes',
      [
        { at: moment('2024-06-01'), note: 'a', kind: 'minor' },
        { at: moment('2024-06-02'), note: 'b', kind: 'correction' },
      ],
    ],
    [
      'withdrawn: {at: 2024-06-01, reason: Nhầm, replacedBy: b.md}',
      'withdrawn',
      { at: moment('2024-06-01'), reason: 'Nhầm', replacedBy: 'b.md' },
    ],
    ['removed: {at: 2024-06-01, reason: Nhầm}', 'removed', { at: moment('2024-06-01'), reason: 'Nhầm' }],
  ])('%s', (line, key, value) => {
    expect(facts(line)[key]).toEqual(value)
  })

  test.each([
    ['image: a.jpg', { src: 'a.jpg' }],
    ['image: {src: a.jpg, alt: ""}', { src: 'a.jpg', alt: '' }],
  ])('%s is read, and lacks a description', (line, image) => {
    const { facts: found, told } = read([...required, line])
    expect(found?.image).toEqual(image)
    expect(told).toEqual(['image-alt-missing 5:8'])
  })

  test('what is left out has its default', () => {
    expect(facts()).toMatchObject({
      decision: [],
      tags: [],
      aliases: [],
      attachments: [],
      changes: [],
      draft: false,
      noindex: false,
      counter: true,
      updated: null,
      publishAt: null,
      expiresAt: null,
      pinnedUntil: null,
      withdrawn: null,
      removed: null,
    })
  })
})

describe('faulty values', () => {
  test.each([
    [`summary: ${'a'.repeat(501)}`, 'value-invalid summary summary 5:10'],
    ['slug: Họp báo', 'value-invalid slug id 5:7'],
    ['slug: ../x', 'value-invalid slug id 5:7'],
    ['slug: a/b', 'value-invalid slug id 5:7'],
    ['slug: "%2e%2e"', 'value-invalid slug id 5:7'],
    ['slug: A', 'value-invalid slug id 5:7'],
    ['slug: -a', 'value-invalid slug id 5:7'],
    [`slug: ${'a'.repeat(201)}`, 'value-invalid slug id 5:7'],
    ['slug: ""', 'value-invalid slug id 5:7'],
    ['lang: tiếng Việt', 'value-invalid lang lang 5:7'],
    ['lang: x', 'value-invalid lang lang 5:7'],
    ['draft: có', 'value-invalid draft boolean 5:8'],
    ['draft: yes', 'value-invalid draft boolean 5:8'],
    ['noindex: 1', 'value-invalid noindex boolean 5:10'],
    ['counter: off', 'value-invalid counter boolean 5:10'],
    ['tags: {a: b}', 'value-invalid tags.0 text 5:7'],
    ['tags: [[a]]', 'value-invalid tags.0 text 5:8'],
    ['aliases: cu/', 'value-invalid aliases.0 path 5:10'],
    ['aliases: [/a/, https://x.example/]', 'value-invalid aliases.1 path 5:16'],
    ['aliases: //x.example/', 'value-invalid aliases.0 path 5:10'],
    ['aliases: /a/../../b', 'value-invalid aliases.0 path 5:10'],
    ['aliases: "/a\\\\b"', 'value-invalid aliases.0 path 5:10'],
    ['aliases: "/a\\u0000b"', 'value-invalid aliases.0 path 5:10'],
    ['image: ""', 'value-invalid image.src file 5:8'],
    ['image: {alt: x}', 'key-missing image.src 5:8'],
    ['image: [a.jpg]', 'value-invalid image map 5:8'],
    ['image: "a\\\\b.jpg"', 'value-invalid image.src file 5:8'],
    ['image: {src: a.jpg, decorative: x}', 'value-invalid image.decorative boolean 5:33'],
    ['attachments: [{title: x}]', 'key-missing attachments.0.file 5:15'],
    ['source: Báo', 'value-invalid source map 5:9'],
    ['source: {url: "https://x.example/"}', 'key-missing source.name 5:9'],
    ['source: {name: Báo, url: "javascript:alert(1)"}', 'value-invalid source.url url 5:26'],
    ['source: {name: Báo, url: x.example}', 'value-invalid source.url url 5:26'],
    ['changes: [{at: 2024-06-01, note: a, kind: lớn}]', 'value-invalid changes.0.kind kind 5:43'],
    ['changes: [{at: 2024-06-01}]', 'key-missing changes.0.note 5:11'],
    ['changes: [{at: 1/6/2024, note: a}]', 'date-form changes.0.at 5:16'],
    ['withdrawn: true', 'value-invalid withdrawn map 5:12'],
    ['withdrawn: {at: 2024-06-01}', 'key-missing withdrawn.reason 5:12'],
    ['withdrawn: {at: 2024-06-31, reason: x}', 'date-impossible withdrawn.at 5:17'],
    ['removed: {reason: x}', 'key-missing removed.at 5:10'],
    ['removed: {at: hôm qua, reason: x}', 'date-form removed.at 5:15'],
    ['legacy: {views: -1}', 'value-invalid legacy.views number 5:17'],
    ['legacy: {views: 1.5}', 'value-invalid legacy.views number 5:17'],
    ['legacy: {views: "1.234"}', 'value-invalid legacy.views number 5:17'],
    ['legacy: {viewsAsOf: 17/1/2023}', 'date-form legacy.viewsAsOf 5:21'],
    ['legacy: {viewsAsOf: 2023-02-30}', 'date-impossible legacy.viewsAsOf 5:21'],
    ['lint: [a]', 'value-invalid lint map 5:7'],
    ['updated: 2024-02-30', 'date-impossible updated 5:10'],
    ['publishAt: 2024-06-01 08:00', 'date-form publishAt 5:12'],
    ['expiresAt: 31/12/2024', 'date-form expiresAt 5:12'],
    ['pinnedUntil: mãi', 'date-form pinnedUntil 5:14'],
    ['approvedAt: 2024-02-30', 'date-impossible approvedAt 5:13'],
    ['approvedAt: hôm qua', 'date-form approvedAt 5:13'],
    ['date: 1/6/2024', 'front-matter-syntax 5:1'],
  ])('%s', (line, told) => {
    expect(faults(line)).toEqual([told])
  })

  test.each([
    ['date: 2024-02-30', 'date-impossible date 3:7'],
    ['date: 31/12/2024', 'date-form date 3:7'],
    ['date: 2024', 'value-invalid date date 3:7'],
    ['date: [2024-01-01]', 'value-invalid date date 3:7'],
  ])('%s', (line, told) => {
    expect(read(['title: Tin', line, 'author: a']).told).toEqual([told])
  })

  test('the right form of a date is in the hint, in both languages', () => {
    const [diagnostic] = read(['title: Tin', 'date: 31/12/2024', 'author: a']).diagnostics
    if (!diagnostic) throw new Error('nothing told')
    for (const language of ['vi', 'en'] as const) expect(wording(diagnostic, language).hint).toContain('2024-12-31')
  })

  test.each([
    ['updated: 2024-05-05', 'dates-disordered 5:10'],
    ['expiresAt: 2024-05-05', 'dates-disordered 5:12'],
  ])('%s is before the date', (line, told) => {
    expect(faults(line)).toEqual([told])
  })

  test('what expires before it comes out', () => {
    expect(faults('publishAt: 2024-07-01', 'expiresAt: 2024-06-01')).toEqual(['dates-disordered 6:12'])
  })

  test('a lint that is switched off without a reason', () => {
    expect(faults('lint: {ignore: [heading-skipped]}')).toEqual(['lint-reason-missing 5:1'])
  })
})

describe('unknown keys', () => {
  test.each([
    ['Title: x', 'Title', 'title'],
    ['titel: x', 'titel', 'title'],
    ['authors: x', 'authors', 'author'],
    ['tag: x', 'tag', 'tags'],
    ['catagory: x', 'catagory', 'category'],
    ['decisions: x', 'decisions', 'decision'],
    ['publishat: 2024-01-01', 'publishat', 'publishAt'],
    ['publish_at: 2024-01-01', 'publish_at', 'publishAt'],
    ['image: {src: a.jpg, alt: x, altt: x}', 'image.altt', 'alt'],
    ['changes: [{at: 2024-06-01, note: a, knd: minor}]', 'changes.0.knd', 'kind'],
    ['attachments: [{file: a.pdf, titl: x}]', 'attachments.0.titl', 'title'],
    ['decision: {number: 1/QĐ-UBND, isuer: x}', 'decision.0.isuer', 'issuer'],
    ['xyzxyz: 1', 'xyzxyz', null],
    ['từ khoá: x', 'từ khoá', 'tags'],
    ['mùa vụ: x', 'mùa vụ', null],
  ])('%s', (line, key, known) => {
    const { diagnostics, facts: found } = read([...required, line])
    expect(found).not.toBeNull()
    expect(diagnostics).toMatchObject([{ code: 'key-unknown', severity: 'warning', args: { key, known } }])
    expect(diagnostics[0]?.place?.line).toBe(5)
    const hint = diagnostics[0] && wording(diagnostics[0], 'en').hint
    if (known !== null) expect(hint).toContain(`"${known}"`)
  })

  test('stand at the key', () => {
    expect(faults('catagory: x')).toEqual(['key-unknown catagory 5:1'])
    expect(faults('image: {src: a.jpg, alt: x, atl: x}')).toEqual(['key-unknown image.atl 5:29'])
  })
})

test('all faults of a text are told at once', () => {
  const told = read([
    'titel: Tin',
    'date: 2024-02-30',
    'author: {role: x}',
    'draft: có',
    'slug: Họp',
    'updated: 1/6/2024',
    'changes: [{at: 2024-13-01, note: a}]',
    'withdrawn: {at: 1/1/2024, reason: x}',
    'decision: {number: 94/QĐ-UBND, date: 12/1/2023}',
    'legacy: {views: nhiều}',
    'zzzzzzzz: 1',
  ]).told
  const kinds = told.map((one) =>
    one
      .split(' ')
      .slice(0, 2)
      .join(' ')
      .replace(/(author|decision)\.0/, '$1'),
  )
  expect(kinds.sort()).toEqual(
    [
      'date-form decision.date',
      'date-form updated',
      'date-form withdrawn.at',
      'date-impossible changes.0.at',
      'date-impossible date',
      'key-missing author.name',
      'key-missing title',
      'key-unknown titel',
      'key-unknown zzzzzzzz',
      'value-invalid draft',
      'value-invalid legacy.views',
      'value-invalid slug',
    ].sort(),
  )
})

test('faults of the front matter and of the text are told together', () => {
  const text = '---\ntitle: Tin\ndate: 2024-02-30\nauthor: a\n---\n\n<script>x</script>\n\n![](a.jpg)\n'
  const { diagnostics } = readBulletin(text, 'a.md', 'content/a.md', {}, settings, referenceReader)
  expect(diagnostics.map(({ code, place }) => `${code} ${place?.line}`).sort()).toEqual([
    'date-impossible 3',
    'html-removed 7',
    'image-alt-missing 9',
  ])
})
