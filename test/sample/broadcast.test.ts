/** What is read out of the sample's bulletins: the seed word by word, and nothing but words in any of them. */
import { beforeAll, expect, test } from 'vitest'
import { filesOf, output, seedPath, theSample } from './built-sample.ts'
import { partsOfSource } from './written.ts'

let site: string

beforeAll(() => {
  site = theSample()
})

/** How what is no plain word in the seed is said. */
const said: [written: string, spoken: string][] = [
  ['số 94 ngày 12/1/2023', 'số chín mươi tư ngày mười hai tháng một năm hai nghìn không trăm hai mươi ba'],
  ['UBNd', 'Ủy ban nhân dân'],
  ['UBND', 'Ủy ban nhân dân'],
  ['87.94/100 điểm', 'tám mươi bảy phẩy chín mươi tư trên một trăm điểm'],
  ['0,37 điểm', 'không phẩy ba mươi bảy điểm'],
  ['01 trong 05', 'một trong năm'],
  ['1 trong 5', 'một trong năm'],
  ['90 điểm', 'chín mươi điểm'],
  ['2021', 'hai nghìn không trăm hai mươi mốt'],
  ['2022', 'hai nghìn không trăm hai mươi hai'],
  ['kinh tế - xã hội', 'kinh tế, xã hội'],
]

function spoken(written: string): string {
  const words = said.reduce((text, [from, to]) => text.replaceAll(from, to), written.replace(/\s+/g, ' ').trim())
  return words.replace(/;$/, '').replace(/(?<![.:])$/, '.')
}

test('the seed bulletin is read out whole, word by word', () => {
  const { facts, body } = partsOfSource(`content${seedPath}index.md`)
  const blocks = body.split('\n\n').filter((block) => block.trim() !== '' && !block.startsWith('!['))
  expect(
    output(site, `${seedPath.slice(1)}broadcast.txt`)
      .trimEnd()
      .split('\n\n'),
  ).toEqual([
    'Thời gian đọc: khoảng sáu phút.',
    spoken(String(facts.title)),
    'Tin ngày mười bảy tháng một năm hai nghìn không trăm hai mươi ba.',
    ...blocks.map(spoken),
    'Tác giả: Lừ Chương.',
  ])
})

test('no bulletin has a digit, an abbreviation, a sign or an address in it', () => {
  const scripts = filesOf(site).filter((path) => path.endsWith('/broadcast.txt'))
  expect(scripts.length).toBeGreaterThan(30)
  for (const path of scripts) {
    const text = output(site, path)
    expect(text, path).toMatch(/^[\p{L}\p{M}\s.,;:?!]*$/u)
    expect(text, path).not.toMatch(/\p{Lu}\p{Lu}|www|http/u)
  }
})
