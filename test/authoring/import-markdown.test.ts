/** `import` of other generators' Markdown: keys by one table, tags turned into Markdown or told, what its author wrote left as it is. */
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk, time } from '../support/desk.ts'
import { buildPortal, plainSettings, portal, repository, tree, write } from '../support/portal.ts'

const now = Number(time.SOURCE_DATE_EPOCH) * 1000

/** Imports files of an old site into an empty portal, and builds it. */
async function imported(files: Record<string, string>, ...args: string[]) {
  const root = portal({})
  rmSync(join(root, 'content'), { recursive: true, force: true })
  write(root, Object.fromEntries(Object.entries(files).map(([name, text]) => [`old/${name}`, text])))
  cpSync(join(repository, 'test/authoring/import/page_files/hop.png'), join(root, 'old/hop.png'))
  const run = () => desk(['import', join(root, 'old'), '--root', root, ...args])
  const told = await run()
  const content = existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()
  const [path = '', text = ''] = [...content].find(([name]) => name.endsWith('.md')) ?? []
  const { values, body } = splitFrontMatter(text, path).frontMatter ?? { values: {}, body: '' }
  return { ...told, root, run, content, path, values, body: body.trim() }
}

const file = (head: string, body = 'Sáng nay, UBND huyện họp.') => `---\n${head}\n---\n\n${body}\n`
const head = 'title: Hội nghị\ndate: 2024-02-05\nauthor: Lừ Chương'

describe('the front matter of', () => {
  test.each<[string, string, string, string, Record<string, unknown>]>([
    [
      'Hugo',
      'content/news/hop.md',
      'title: Hội nghị\ndate: 2017-03-29 11:00:36 -0400\nlastmod: 2017-04-01\nauthors: [An, Bình]\ndeck: Tóm tắt &#8217;s\nexpirydate: "2025-01-22"\ntopics: [a, A, b]\nslug: hoi-nghi-2017\nweight: 1',
      '2017/03/hoi-nghi-2017.md',
      {
        title: 'Hội nghị',
        date: '2017-03-29T11:00:36-04:00',
        updated: '2017-04-01',
        author: ['An', 'Bình'],
        summary: 'Tóm tắt ’s',
        tags: ['A', 'b'],
        expiresAt: '2025-01-22',
      },
    ],
    [
      'Jekyll',
      '_posts/2023-05-06-hop-giao-ban.md',
      'layout: post\ntitle: Hội nghị\nauthor: An\nexcerpt: Tóm tắt\npermalink: /tin/hop-moi.html\nredirect_from:\n  - /cu/hop\npublished: false\ncategories: [Tin tức]',
      '2023/05/hop-moi.md',
      {
        title: 'Hội nghị',
        date: '2023-05-06',
        author: 'An',
        category: 'tin-tuc',
        summary: 'Tóm tắt',
        aliases: ['/cu/hop', '/tin/hop-moi.html'],
        draft: true,
      },
    ],
    [
      'Hexo',
      'source/_posts/hop.md',
      'title: Hội nghị\ndate: 2023-05-06 20:00:00\nauthor: An\nupdated: 2023-05-07\ntags: một, hai',
      '2023/05/hop.md',
      { title: 'Hội nghị', date: '2023-05-06', updated: '2023-05-07', author: 'An', tags: ['một', 'hai'] },
    ],
    [
      'Eleventy or Decap',
      'posts/hop/index.md',
      'title: Hội nghị\npubDate: 2023-05-06\nauthor: {name: An}\ndescription: Tóm tắt\nthumbnail: /khong/co.png\nexpires: 2020-01-01',
      '2023/05/hop.md',
      { title: 'Hội nghị', date: '2023-05-06', author: 'An', summary: 'Tóm tắt' },
    ],
  ])('%s is translated', async (_, name, front, target, values) => {
    const result = await imported({ [name]: file(front) })
    expect([result.exit, result.error, result.path]).toEqual([0, '', target])
    expect(result.values).toEqual(values)
    expect(result.body).toBe('Sáng nay, UBND huyện họp.')
    expect(await buildPortal(result.root, { now })).toMatchObject({ exit: 0 })
  })

  test.each([
    ['published: false', { draft: true }],
    ['draft: "yes"', { draft: true }],
    ['status: draft', { draft: true }],
    ['post_status: private', { draft: true }],
    ['hidden: true', { draft: true }],
    ['eleventyExcludeFromCollections: true', { draft: true }],
    ['build: {render: never}', { draft: true }],
    ['removed: {at: 2023-06-01, reason: Sai}', { draft: true }],
    ['publishDate: 2027-01-05', { publishAt: '2027-01-05' }],
    ['publishAt: 2027-01-05T08:00:00+07:00', { publishAt: '2027-01-05T08:00:00+07:00' }],
    ['embargo: sau họp', { draft: true }],
    ['published: true', {}],
    ['status: publish', {}],
    ['published_at: 2023-05-06', {}],
  ])('what is held back there is held back here: %s', async (line, values) => {
    const { values: written } = await imported({ 'a.md': file(`${head}\n${line}`) })
    expect(written).toEqual({ title: 'Hội nghị', date: '2024-02-05', author: 'Lừ Chương', ...values })
  })

  test('any of them is told where a key has no place here', async () => {
    const { out } = await imported({ 'a.md': file(`${head}\nweight: 7\nexpirydate: 2020-01-01\nimage: /x.png`) })
    expect(out).toContain('Bỏ:')
    for (const dropped of ['weight: 7', 'expiresAt: "2020-01-01"', 'image: "/x.png"'])
      expect(out).toContain(`khoá phần đầu tệp: ${dropped}`)
  })

  test.each([
    [
      'Hugo’s TOML',
      '+++\ntitle = "Hội nghị"\ndate = 2023-05-06T08:00:00+07:00\nauthor = "An"\ntags = ["một", "hai"]\n[params]\nsummary = """\nTóm tắt"""\n+++\n\n',
      { date: '2023-05-06T08:00:00+07:00', tags: ['một', 'hai'], summary: 'Tóm tắt' },
    ],
    [
      'Zola’s TOML, a time without an offset left out',
      '+++\r\ntitle = "Hội nghị"\r\ndate = 2023-05-06T08:00:00\r\nauthors = ["An"]\r\n[taxonomies]\r\ntags = ["một"]\r\n+++\r\n',
      { date: '2023-05-06', tags: 'một' },
    ],
    [
      'TOML between lines of YAML',
      '---toml\ntitle = "Hội nghị"\ndate = 2023-05-06\nauthor = "An"\n---\n',
      { date: '2023-05-06' },
    ],
    [
      'Hugo’s JSON',
      '{\n  "title": "Hội nghị",\n  "date": "2023-05-06",\n  "author": {"name": "An"},\n  "summary": "{ \\" }"\n}\n\n',
      { date: '2023-05-06', summary: '{ " }' },
    ],
    [
      'Eleventy’s JSON',
      '---json\n{"title": "Hội nghị", "date": "2023-05-06", "author": "An"}\n---\n',
      { date: '2023-05-06' },
    ],
  ])('%s is read', async (_, front, values) => {
    const result = await imported({ 'hop.md': `${front}Sáng nay, UBND huyện họp.\n` })
    expect([result.exit, result.error, result.path]).toEqual([0, '', '2023/05/hop.md'])
    expect(result.values).toEqual({ title: 'Hội nghị', author: 'An', ...values })
    expect(result.body).toBe('Sáng nay, UBND huyện họp.')
  })

  test('TOML and JSON with a fault is told at its place, and the rest is imported', async () => {
    const { exit, error, path } = await imported({
      'a.md': '+++\ntitle = "x"\ndate = hôm nay\n+++\n',
      'b.md': '{"title": "x"\n',
      'b2.md': '{"title": }\n',
      'b3.md': '+++\ntitle = "x"\n',
      'c.md': file(head),
      'd.md': 'Không có phần đầu.\n',
      '_index.md': file('title: Tin tức'),
    })
    expect([exit, path]).toEqual([1, '2024/02/c.md'])
    expect(error).toMatch(/a\.md:3:8 .*TOML/)
    expect(error.match(/\[[a-z-]+\]/g)?.sort()).toEqual([
      '[front-matter-missing]',
      ...Array.from({ length: 4 }, () => '[import-front-matter]'),
    ])
  })
})

describe('a text', () => {
  test('in which nothing had to be settled stays as it was written', async () => {
    const body = '*  Một\n*  Hai\n\n[a](https://a.example.gov.vn)[^1] __đậm__\n\n[^1]: Chú thích'
    expect((await imported({ 'a.md': file(head, body) })).body).toBe(body)
  })

  test.each([
    ['{{< figure src="hop.png" alt="Cuộc họp" caption="Chủ tịch nói" >}}', '![Cuộc họp](a-1.png "Chủ tịch nói")'],
    ['{{< img src="mat.png" alt="Cuộc họp" >}}', 'Cuộc họp'],
    ['{% asset_img hop.png Cuộc họp %}', '![Cuộc họp](a-1.png)'],
    [
      '{{< youtube id="bf129k6ZiF8" title="Phim [1]" >}}',
      '[Phim \\[1\\]](https://www.youtube.com/watch?v=bf129k6ZiF8)',
    ],
    ['{% youtube bf129k6ZiF8 %}', '<https://www.youtube.com/watch?v=bf129k6ZiF8>'],
    ['{{< youtube id="x\\" onload=alert(1)" >}}Sau', 'Sau'],
    ['{{% note %}}\n\nCó **chữ**\n\n{{% /note %}}', 'Có **chữ**'],
    ['[Xem]({{< ref "news/khac.md" >}}) thêm', 'Xem thêm'],
    ['[Xem]({{ site.baseurl }}/tin/) thêm', '[Xem](https://cu.example.gov.vn/tin/) thêm'],
    ['Chữ\n{: .lead}', 'Chữ'],
    ['Chữ[^1]\n{: .lead}\n\n[^1]: Nguồn', 'Chữ[^1]\n\n\n[^1]: Nguồn'],
    ['<b onclick="x()">Đậm</b> <script>alert(1)</script>', '**Đậm**'],
  ])('with %j says %j', async (written, meant) => {
    const { body, out, root } = await imported({ 'a.md': file(head, written) }, '--base', 'https://cu.example.gov.vn/')
    expect(body).toBe(meant)
    expect(out).toMatch(/Bỏ:|Đổi:/)
    const { exit, diagnostics } = await buildPortal(root, { now })
    expect([exit, diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([0, []])
  })
})

test('two files of one address get two, old addresses that are taken are told, and a second run writes nothing', async () => {
  const { run, content, root, out } = await imported({
    'a/hop.md': file(`${head}\naliases: [/2024/02/hop/, /cu/]`),
    'b/hop.md': file(`${head}\naliases: [/cu/, "/sai*/"]`),
  })
  expect([...content.keys()]).toEqual(['2024/02/hop-2.md', '2024/02/hop.md'])
  expect(out).toContain('/sai*/')
  expect((await run()).out).toContain('Đã nhập 0 bài; 2 bài đã có')
  expect(await buildPortal(root, { now })).toMatchObject({ exit: 0, counts: { bulletins: 2 } })
})

describe('an archive of another generator', () => {
  test('has quoted values that go on at the head of a line', async () => {
    const { exit, values } = await imported({
      'a.md': file("title: \"Hội nghị\ntổng kết\"\ndate: 2024-02-05\nauthor: An\nexcerpt: 'Một ''hai''\nba'"),
    })
    const { title, summary } = values as Record<string, unknown>
    expect([exit, title, summary]).toEqual([0, 'Hội nghị tổng kết', "Một 'hai' ba"])
  })

  test('has posts in HTML, and templates that are none', async () => {
    const { exit, content, body } = await imported({
      '_posts/2024-02-05-hop.html': file(
        'title: Hội nghị\nauthor: An',
        '<p>Sáng nay, <b>huyện</b> họp.</p>\n<p>{{ page.date }}Hết.</p>',
      ),
      '_layouts/post.html': '<html><body>{{ content }}</body></html>',
      '_includes/a.html': '<p>Phần chung của mọi trang, không phải bài viết.</p>',
      'admin/index.html': '<html><body><p>Trang quản trị của nơi khác, không phải bài.</p></body></html>',
      '404.html': file('title: Không tìm thấy\nauthor: An'),
    })
    expect([exit, [...content.keys()], body]).toEqual([0, ['2024/02/hop.md'], 'Sáng nay, **huyện** họp.\n\nHết.'])
  })

  test.each([
    ["![Họp]({{ '/hop.png' | relative_url }})", '![Họp](a-1.png)'],
    ['![Họp]({{ "/hop.png" | url }} "Chú thích")', '![Họp](a-1.png "Chú thích")'],
    ['{% include figure.html src="/hop.png" caption="Họp dân" %}', '![](a-1.png "Họp dân")'],
    ['![Họp](https://cu.example.gov.vn/hop.png)', '![Họp](a-1.png)'],
    ['![Xa](https://anh.example.gov.vn/b.jpg)', '![Xa](https://anh.example.gov.vn/b.jpg)'],
    ['[thư](vanphong@cu.example.gov.vn)', '[thư](mailto:vanphong@cu.example.gov.vn)'],
    ['> [!WARNING]\n> Cấm đốt nương.', ':::warning\n\nCấm đốt nương.\n\n:::'],
    [':::info Lưu ý\n\nNhớ mang.\n\n:::', ':::note[Lưu ý]\n\nNhớ mang.\n\n:::'],
    ['!!! note "Ghi chú"\n    Nội dung.', ':::note[Ghi chú]\n\nNội dung.\n\n:::'],
    ['[[Bài khác|xem bài]] và ==tô==', 'xem bài và **tô**'],
    ['[embed]https://www.youtube.com/watch?v=abc[/embed]', '<https://www.youtube.com/watch?v=abc>'],
    ['```\n> [!WARNING]\n[[a]]\n```', '```\n> [!WARNING]\n[[a]]\n```'],
  ])('says %j as %j', async (written, meant) => {
    const { body, root } = await imported(
      { 'a.md': file(head, written), '../portal.yaml': `${plainSettings}imageHosts: [anh.example.gov.vn]\n` },
      ...['--base', 'https://cu.example.gov.vn/'],
    )
    expect(body).toBe(meant)
    expect((await buildPortal(root, { now })).exit).toBe(0)
  })

  test('has links behind categories and days, and markup in titles', async () => {
    const { content } = await imported({
      '_posts/2024-02-05-a.md': file(
        'title: "Hội nghị <b>lớn</b> &amp; **mới**"\nauthor: An',
        '[b](/general/2024/02/06/b/) [b](/2024/02/06/b.html)',
      ),
      '_posts/2024-02-06-b.md': file('title: B\nauthor: An\ncategories: general'),
    })
    expect(content.get('2024/02/a.md')).toContain('title: Hội nghị lớn & mới\n')
    expect(content.get('2024/02/a.md')).toContain('[b](b.md) [b](b.md)')
  })
})
