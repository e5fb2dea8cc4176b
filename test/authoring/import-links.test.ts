/** `import` of texts that link to one another: each link leads to the other bulletin as it lies now, or is told; a second run changes nothing. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk, time } from '../support/desk.ts'
import { buildPortal, page as built, portal, tree, write } from '../support/portal.ts'

const now = Number(time.SOURCE_DATE_EPOCH) * 1000
const base = 'https://cu.example.gov.vn'

/** Imports files of an old site; gives the bulletins' bodies by their paths, and how to import again. */
async function imported(files: Record<string, string>, ...args: string[]) {
  const root = portal({})
  write(root, Object.fromEntries(Object.entries(files).map(([name, text]) => [`old/${name}`, text])))
  const content = () => (existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>())
  const run = (...more: string[]) => desk(['import', join(root, 'old'), '--root', root, ...args, ...more])
  const told = await run()
  const bodies = Object.fromEntries(
    [...content()].map(([path, text]) => [path, splitFrontMatter(text, path).frontMatter?.body.trim() ?? '']),
  )
  return { ...told, root, run, content, bodies }
}

const post = (title: string, body: string, more = '', date = '2024-02-05') =>
  `---\ntitle: ${title}\ndate: ${date}\nauthor: An\n${more}---\n\n${body}\n`
const prose = 'Sáng nay, UBND huyện tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ năm sau. '.repeat(2)
const page = (title: string, body: string, url?: string) =>
  `<html><head><title>${title}</title>${url ? `<link rel="canonical" href="${url}">` : ''}</head><body><h1>${title}</h1><p>Ngày đăng: 05/02/2024</p><p>${prose}</p>${body}<p>Tác giả: Lừ Chương</p></body></html>`

describe('a link of Markdown', () => {
  const other = post('Khác', '## Kết quả đạt được\n\nChữ.', '', '2023-11-09')
  test.each([
    ['[x](khac.md)', '[x](../../2023/11/khac.md)'],
    ['[x](./khac.md#kết-quả-đạt-được)', '[x](../../2023/11/khac.md#ket-qua-dat-duoc)'],
    [
      '*  [x](khac.md#ket-qua-dat-duoc "Xem")[^1]\n*  __y__\n\n[^1]: Chú thích',
      '*  [x](../../2023/11/khac.md#ket-qua-dat-duoc "Xem")[^1]\n*  __y__\n\n[^1]: Chú thích',
    ],
    ['*  [x](khac.md) [y](le.md) [z](khac-a.md)', '*  [x](../../2023/11/khac.md) [y](khac-a.md) [z](../01/le.md)'],
    ['`[x](khac.md)` và __[x](khac.md)__', '`[x](khac.md)` và **[x](../../2023/11/khac.md)**'],
    ['[x](khac.md#khong-co)', '[x](../../2023/11/khac.md)'],
    [
      '[x]({{< ref "khac" >}}) và [y]({{< relref "news/khac.md" >}})',
      '[x](../../2023/11/khac.md) và [y](../../2023/11/khac.md)',
    ],
    ['[x]({{< ref "/news/khac.md#ket-qua-dat-duoc" >}})', '[x](../../2023/11/khac.md#ket-qua-dat-duoc)'],
    [
      '[x]({% post_url 2023-11-08-le %}) và [y]({% link _posts/2023-11-08-le.md %})',
      '[x](../../2023/11/le.md) và [y](../../2023/11/le.md)',
    ],
    ['[x](/news/khac/) và [y](/2023/11/08/le.html)', '[x](../../2023/11/khac.md) và [y](../../2023/11/le.md)'],
    [
      `[x](${base}/news/khac/) và [y](${base}/cu/khac-cu.html#a)`,
      '[x](../../2023/11/khac.md) và [y](../../2023/11/khac.md)',
    ],
    ['[x](bai.md) và [y](#phần-hai) và [z](#khong)\n\n## Phần hai', 'x và [y](#phan-hai) và z\n\n## Phần hai'],
    ['[x](khong-co.md) và [y]({{< ref "/topics/ai" >}})', `x và [y](${base}/topics/ai)`],
    ['[x](nhap.md) và [y](hai.md)', 'x và y'],
  ])('%s becomes %s', async (written, meant) => {
    const { exit, error, bodies, root } = await imported(
      {
        'content/news/bai.md': post('Bài', written),
        'content/news/khac.md': other.replace('author:', 'aliases: [/cu/khac-cu.html]\nauthor:'),
        'content/news/nhap.md': post('Nháp', 'Chữ.', 'draft: true\n'),
        'a/hai.md': post('Hai', 'Chữ.', 'slug: hai-a\n'),
        'b/hai.md': post('Hai', 'Chữ.', 'slug: hai-b\n'),
        'content/news/le.md': post('Lễ ta', 'Chữ.', 'slug: khac-a\n'),
        'content/news/khac-a.md': post('Khác A', 'Chữ.', 'slug: le\n', '2024-01-05'),
        'content/_posts/2023-11-08-le.md': post('Lễ', 'Chữ.', '', '2023-11-08'),
      },
      '--base',
      base,
    )
    expect([exit, error]).toEqual([0, ''])
    expect(bodies['2024/02/bai.md']).toBe(meant)
    const { exit: builds, diagnostics } = await buildPortal(root, { now })
    expect([builds, diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([0, []])
  })

  test('that leads nowhere else leaves a text as its author wrote it', async () => {
    const body = '*  Một\n*  [a](https://a.example.gov.vn/x)[^1] __đậm__\n\n[^1]: Chú thích'
    expect((await imported({ 'a.md': post('Hội nghị', body) })).bodies['2024/02/a.md']).toBe(body)
  })

  test('is told: what it was, what it is, what it lost', async () => {
    const { out } = await imported({
      'a.md': post('A', '[x](b.md#khong-co) [y](khong-co.md) [z](c.md) [w](b.md)'),
      'b.md': post('B', 'Chữ.'),
      'c.md': post('C', 'Chữ.', 'draft: true\n'),
    })
    expect(out).toContain('phần sau # của liên kết, bài kia không có mục ấy: b.md#khong-co\n')
    expect(out).toContain('liên kết: b.md → b.md'.replace('b.md → b.md', 'b.md#khong-co → b.md'))
    expect(out).toContain('liên kết, còn lại chữ: khong-co.md')
    expect(out).toContain('liên kết tới bài chưa đăng: c.md')
  })
})

describe('a link of a saved page', () => {
  const files = {
    'tin/a.html': page(
      'Hội nghị A',
      `<p>Xem <a href="../b%20c.html#kq">B</a>, <a href="Default.aspx%3Fid=7.html">C</a>, <a href="${base}/tin/b.aspx?id=3">D</a>, <a href="/tin/b.aspx?id=3">E</a>, <a href="https://khac.example.gov.vn/">F</a>.</p>`,
      `${base}/tin/a.html`,
    ),
    'b c.html': page('Hội nghị B', '<h2>KQ</h2><p>Chữ thường.</p>', `${base}/tin/b.aspx?id=3`),
    'tin/Default.aspx?id=7.html': page(
      'Hội nghị C',
      `<p>Xem thêm <a href="${base}/tin/a.html">bài A</a> của hội nghị.</p>`,
    ),
  }

  test('leads to the other bulletin, and the site builds', async () => {
    const { exit, bodies, root } = await imported(files)
    expect(exit).toBe(0)
    expect(bodies['2024/02/hoi-nghi-a.md']).toContain(
      'Xem [B](hoi-nghi-b.md#kq), [C](hoi-nghi-c.md), [D](hoi-nghi-b.md), [E](hoi-nghi-b.md), [F](https://khac.example.gov.vn/).',
    )
    expect(bodies['2024/02/hoi-nghi-c.md']).toContain('[bài A](hoi-nghi-a.md)')
    expect(await buildPortal(root, { now })).toMatchObject({ exit: 0 })
    expect(built(root, '2024/02/hoi-nghi-a/index.html')).toMatch(/href="[^"]*\/2024\/02\/hoi-nghi-b\/#kq"/)
  })

  test('is the same in a second run, which writes nothing', async () => {
    const { run, content } = await imported(files)
    const before = content()
    const again = await run()
    expect([again.exit, again.error]).toEqual([0, ''])
    expect(again.out).toContain('Đã nhập 0 bài; 3 bài đã có; 0 tệp không nhập.')
    expect(content()).toEqual(before)
  })
})

test('a bulletin that its officer went on writing keeps the links to it, and nothing else is told', async () => {
  const { run, content, root } = await imported({ 'a.md': post('A', '[b](b.md)'), 'b.md': post('B', 'Chữ.') })
  write(root, { 'content/2024/02/b.md': `${content().get('2024/02/b.md')}Viết tiếp.\n` })
  const before = content()
  const { exit, error, out } = await run()
  expect([exit, error.match(/\[[a-z-]+\]/g)]).toEqual([1, ['[file-exists]']])
  expect(out).toContain('Đã nhập 0 bài; 1 bài đã có; 1 tệp không nhập.')
  expect(content()).toEqual(before)
})

describe('a link to a text of an earlier run', () => {
  const b = { 'b.html': page('Hội nghị B', '<h2>KQ</h2><p>Chữ thường.</p>', `${base}/b.html`) }
  const link = `<p><a href="/b.html#kq">B</a></p>`
  const a = { 'a.html': page('Hội nghị A', link, `${base}/a.html`) }

  test('is found by its old address', async () => {
    const { root, run, content } = await imported(b)
    rmSync(join(root, 'old'), { recursive: true })
    write(root, { 'old/a.html': a['a.html'] })
    expect(await run()).toMatchObject({ exit: 0, error: '' })
    expect(content().get('2024/02/hoi-nghi-a.md')).toContain('[B](hoi-nghi-b.md#kq)')
    expect((await run()).out).toContain('Đã nhập 0 bài; 1 bài đã có')
    expect(await buildPortal(root, { now })).toMatchObject({ exit: 0 })
  })

  test('stays as it is in a bulletin that was written before', async () => {
    const { root, run, content } = await imported(a)
    expect(content().get('2024/02/hoi-nghi-a.md')).toContain(`[B](${base}/b.html#kq)`)
    write(root, { 'b/b.html': b['b.html'] })
    expect(await desk(['import', join(root, 'b'), '--root', root])).toMatchObject({ exit: 0 })
    const before = content()
    expect(await run()).toMatchObject({ exit: 0, error: '', out: expect.stringContaining('1 bài đã có') })
    expect(content()).toEqual(before)
  })
})
