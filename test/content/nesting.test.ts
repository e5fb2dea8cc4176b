/** What is left of an author's HTML nests as HTML allows, whatever was taken out around it. */
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { expect, test } from 'vitest'
import { read } from './body.ts'

const shown = (markdown: string) => {
  const { body, told } = read(markdown)
  return { html: body.fragment.map((part) => (typeof part === 'string' ? part : 'x')).join(''), told }
}

test.each([
  ['<p><object><p>a</p></object></p>', '<p>a</p>'],
  ['chữ <object><p>a</p></object> sau', '<p>chữ </p><p>a</p><p> sau</p>'],
  ['a <video src="v.mp4"><p>b</p></video> c', '<p>a </p><p>b</p> c'],
  ['a <center><p>b</p></center> c', '<p>a </p><div><p>b</p></div> c'],
  ['a <font color="red"><div>b</div> c</font> d', '<p>a <span></span></p><div><span>b</span></div><span> c</span> d'],
  ['<p><button><p>a</p></button></p>', '<p>a</p>'],
  ['<strike><p>a</p></strike>', '<p><s></s></p><p><s>a</s></p>'],
  ['<h2><object><div>a</div><div>b</div></object></h2>', '<h2 id="a-b">a b</h2>'],
  [
    '<a href="https://x.vn/"><object><a href="https://y.vn/">b</a></object></a>',
    '<p><a href="https://x.vn/">b</a></p>',
  ],
  ['<a href="https://x.vn/">\n<div>b</div>\n</a>', '<a href="https://x.vn/">\n<div>b</div>\n</a>'],
])('%s', (markdown, html) => {
  expect(shown(`${markdown}\n`).html.trim()).toBe(html)
})

test('an author’s input goes and is told, the box of a task stays', () => {
  expect(shown('Họ tên: <input type="text" name="ten"> xong.\n')).toEqual({
    html: '<p>Họ tên:  xong.</p>',
    told: ['html-removed 10:9'],
  })
  const { html, told } = shown(
    '- [ ] một <input type="checkbox" data-task="&#0;" checked>\n- [x] hai\n\n<input type="checkbox">\n',
  )
  expect(html.match(/<input/g)).toHaveLength(2)
  expect(html).not.toContain('task=')
  expect(told).toEqual(['html-removed 10:11', 'html-removed 13:1'])
})

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    rules: {
      'element-permitted-content': 'error',
      'element-permitted-parent': 'error',
      'element-permitted-order': 'error',
      'no-implicit-close': 'error',
      'close-order': 'error',
    },
  }),
)

test('wrappers that go or are renamed, around every kind of content, in every kind of place', async () => {
  const wrappers =
    'object video audio canvas form button center font big tt strike nobr acronym noscript fieldset label marquee article section header main nav address output span b em a del'.split(
      ' ',
    )
  const contents = [
    'chữ',
    '<p>đoạn</p>',
    '<div>khối</div>',
    '<div><p>a</p>b</div>',
    '<ul><li>mục</li></ul>',
    '<h3>đề mục</h3>',
    '<a href="https://y.vn/">liên kết</a>',
    '<blockquote><p>trích</p></blockquote>',
    '<table><tr><td>ô</td></tr></table>',
    'a<p>b</p>c<hr>d',
    '<b><p>đậm</p></b>',
    '<details><summary>t</summary><p>x</p></details>',
    '<pre>mã</pre>',
  ]
  const places = [
    '%',
    'a % b',
    '<p>%</p>',
    '<h2>%</h2>',
    '<b>x %</b>',
    '- %',
    '> %',
    '| a |\n|---|\n| % |',
    '<li>%</li>',
    '<a href="https://x.vn/">%</a>',
    '<td>%</td>',
    '<details><summary>%</summary>x</details>',
    '<p><i>%</i> y</p>',
  ]
  let texts = 0
  const faults: string[] = []
  for (const wrapper of wrappers)
    for (const content of contents) {
      const written = `<${wrapper}>${content}</${wrapper}>`
      const all = places.map((place) => `<div>${shown(`${place.replace('%', written)}\n`).html}</div>`)
      texts += all.length
      const { results } = await validator.validateString(all.join('\n'))
      for (const { ruleId, message } of results.flatMap(({ messages }) => messages))
        faults.push(`${written}: ${ruleId} ${message}`)
    }
  expect(faults.slice(0, 10)).toEqual([])
  expect([texts > 3000, faults.length]).toEqual([true, 0])
})
