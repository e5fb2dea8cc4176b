/** `import` of texts from before Unicode: known by their words whatever they declare, turned to NFC, told, and nothing else touched. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { desk } from '../support/desk.ts'
import { legacyBytes, legacySigns, prose } from '../support/legacy.ts'
import { portal, tree, write } from '../support/portal.ts'

const words = prose.split(/\s+/).map((word) => word.replace(/[.,;]$/, ''))

/** Texts of Vietnamese words, each long enough to be known by them. */
const texts = fc.sample(
  fc.array(fc.constantFrom(...words), { minLength: 30, maxLength: 60 }).map((some) => some.join(' ')),
  { numRuns: 8, seed: 4 },
)

/** Imports files of an old folder; gives the bulletins by the old files' names. */
async function imported(files: Record<string, string | Uint8Array>) {
  const root = portal({})
  write(root, Object.fromEntries(Object.entries(files).map(([name, text]) => [`old/${name}`, text])))
  const result = await desk(['import', join(root, 'old'), '--root', root, '--date', '2024-02-05', '--author', 'An'])
  const content = existsSync(join(root, 'content')) ? tree(join(root, 'content')) : new Map<string, string>()
  const read = [...content.values()].map((text) => splitFrontMatter(text, '').frontMatter)
  return {
    ...result,
    titles: read.map((one) => String(one?.values.title)).sort(),
    bodies: read.map((one) => one?.body.trim() ?? '').sort(),
  }
}

const html = (text: string, title = 'Hội nghị tổng kết công tác năm', meta = '') =>
  `<html><head>${meta}<title>${title}</title></head><body><h1>${title}</h1><p>${text}</p><script>"®"</script></body></html>`

const encodings = ['TCVN3', 'VNI', 'windows-1258', 'UTF-16LE', 'UTF-16BE'] as const

describe.each(encodings)('%s', (encoding) => {
  const told = encoding.replace(/[LB]E$/, '')

  test.each(['html', 'txt', 'md'] as const)('in .%s comes out as the same NFC text, and is told', async (kind) => {
    const made = (text: string, index: number) =>
      kind === 'html'
        ? html(text, `Hội nghị tổng kết ${index}`)
        : kind === 'md'
          ? `---\ntitle: Hội nghị tổng kết ${index}\n---\n\n${text}\n`
          : `Hội nghị tổng kết ${index}\r\n${text}\r\n`
    const files = texts.map((text, index) => [`${index}.${kind}`, legacyBytes(made(text, index), encoding)])
    const { exit, error, out, titles, bodies } = await imported(Object.fromEntries(files))
    expect([exit, error]).toEqual([0, ''])
    expect(bodies).toEqual([...texts].sort())
    expect(titles).toEqual(texts.map((_, index) => `Hội nghị tổng kết ${index}`))
    expect(out.match(/bảng mã cũ.*/g)).toEqual(texts.map(() => `bảng mã cũ, nay là Unicode dựng sẵn: ${told}`))
  })
})

const [text = ''] = texts

test.each<[string, string | Uint8Array, string[]]>([
  [
    'windows-1258 that calls itself UTF-8',
    legacyBytes(html(text, undefined, '<meta charset="utf-8">'), 'windows-1258'),
    ['windows-1258'],
  ],
  ['UTF-8 that calls itself windows-1258', html(text, undefined, '<meta charset="windows-1258">'), []],
  ['TCVN3 within UTF-8', html(legacySigns(text, 'TCVN3')), ['TCVN3']],
  ['VNI within UTF-8', html(legacySigns(text, 'VNI')), ['VNI']],
  ['UTF-8 that was read as windows-1252', html(legacySigns(text, 'UTF-8 → windows-1252')), ['UTF-8 → windows-1252']],
  [
    'TCVN3 by its entities',
    html(legacySigns(text, 'TCVN3').replace(/[^\p{ASCII}]/gu, (sign) => `&#${sign.codePointAt(0)};`)),
    ['TCVN3'],
  ],
  ['letters of TCVN3 by the font', html(`<font face=".VnTime">${legacySigns(text, 'TCVN3')}</font>`), ['TCVN3']],
  [
    'letters of VNI by the font',
    html(`<span style="font-family: 'VNI-Times'">${legacySigns(text, 'VNI')}</span>`),
    ['VNI'],
  ],
  ['Unicode that kept the old font', html(`<font face=".VnTime">${text}</font>`), []],
  ['decomposed letters', html(text.normalize('NFD')), []],
])('%s comes out as the same NFC text', async (_, page, told) => {
  const { exit, error, out, bodies, titles } = await imported({ 'a.html': page })
  expect([exit, error]).toEqual([0, ''])
  expect(bodies).toEqual([text])
  expect(titles).toEqual(['Hội nghị tổng kết công tác năm'])
  expect(out.match(/(?<=dựng sẵn: ).*/g) ?? []).toEqual(told)
})

test('a font of capitals gives capitals', async () => {
  const page = html(
    `<font face=".VnTimeH">${legacySigns('uỷ ban', 'TCVN3')}</font> <font face=".VnTime">${legacySigns(text, 'TCVN3')}</font>`,
  )
  expect((await imported({ 'a.html': page })).bodies).toEqual([`UỶ BAN ${text}`])
})

test('a paragraph that was pasted is turned, the others stay', async () => {
  const said = 'Tại hội nghị, có 25°C ± 2, 100 m², © UBND; ông Müller, bà Françoise «phát biểu».'
  const { bodies } = await imported({ 'a.html': html(`${said}</p><p>${legacySigns(text, 'TCVN3')}</p><p>${said}`) })
  expect(bodies).toEqual([[said, text, said].join('\n\n')])
})

describe('what is in no encoding for certain', () => {
  test.each([
    ['a letter of UTF-8 broken', Buffer.concat([Buffer.from(html(text)), Buffer.from([0xe1, 0xbb])])],
    ['noise', Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256))],
    ['Western letters that nothing declares', Buffer.from('<title>Réunion</title><p>Été à la mairie</p>', 'latin1')],
  ])('%s is refused, and the rest is imported', async (_, bytes) => {
    const { exit, error, bodies } = await imported({ 'a.html': bytes, 'b.html': html(text) })
    expect(exit).toBe(1)
    expect(error).toContain('[encoding-invalid]')
    expect(bodies).toEqual([text])
  })

  test('but a page without Vietnamese is taken at its word', async () => {
    const page = html(
      'Une réunion à la mairie, l’été dernier.',
      'Réunion',
      '<meta http-equiv="content-type" content="text/html; charset=iso-8859-1">',
    )
    const bytes = Buffer.from(page.replace('’', '\u0092'), 'latin1')
    const { bodies, out } = await imported({ 'a.html': bytes })
    expect(bodies).toEqual(['Une réunion à la mairie, l’été dernier.'])
    expect(out).toContain('windows-1252')
  })
})
