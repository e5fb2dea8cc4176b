/** A Broadcast as plain text, and as SSML 1.1 for speech synthesis. */
import type { Element, Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import type { Broadcast } from '../../plan/broadcast.ts'
import type { BodyReference } from '../../plan/holes.ts'
import { sayWhole } from './numbers.ts'
import { type Abbreviations, abbreviationsOf, say } from './speech.ts'

/** How many syllables are read out in a minute, unhurried, over a loudspeaker. */
const PACE = 160

/** Writes a broadcast; `html` makes the text of a body. */
export function renderBroadcast(
  broadcast: Broadcast,
  format: 'txt' | 'ssml',
  html: (body: BodyReference) => string,
): string {
  const abbreviations = abbreviationsOf(broadcast.abbreviations)
  const { title, date, summary, authors, withdrawn, body } = broadcast
  const [year = '', month = '', day = ''] = date.split('-')
  const written = [
    title,
    ...(withdrawn === null ? [] : [`Bài viết này đã được thu hồi. Lý do: ${withdrawn}`]),
    ...(date === '' ? [] : [`Tin ngày ${day}/${month}/${year}`]),
    ...(summary === null ? [] : [summary]),
  ]
  const spoken = [
    ...written.map((text) => sentence(say(text, abbreviations))),
    ...paragraphsOf(html(body), abbreviations),
    ...(authors.length === 0 ? [] : [sentence(say(`Tác giả: ${authors.join(', ')}`, abbreviations))]),
  ].filter((text) => text !== '')
  if (format === 'ssml') return ssml(spoken)
  const minutes = Math.max(1, Math.round(spoken.join(' ').split(' ').length / PACE))
  return `${[`Thời gian đọc: khoảng ${sayWhole(minutes)} phút.`, ...spoken].join('\n\n')}\n`
}

/** https://www.w3.org/TR/speech-synthesis11/ */
function ssml(spoken: readonly string[]): string {
  const [title = '', ...others] = spoken
  const paragraphs = [`<p>${title}</p>`, '<break strength="x-strong"/>', ...others.map((text) => `<p>${text}</p>`)]
  const root = '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="vi-VN">'
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${paragraphs.join('\n')}\n</speak>\n`
}

/** Begins and ends as a sentence does, so that the voice falls; a colon before a list stays. */
function sentence(text: string): string {
  const trimmed = text.replace(/[\s,;]+$/, '')
  if (trimmed === '' || trimmed === ':') return ''
  return capital(/[.?!:]$/.test(trimmed) ? trimmed : `${trimmed}.`)
}

const parser = unified().use(rehypeRaw).freeze()

/** What is not read out: pictures with their captions, films, the marks and texts of notes. */
const silent = new Set(['figure', 'img', 'picture', 'video', 'audio', 'sup', 'input', 'template'])
const inline = new Set(
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q ruby s samp small span strong sub time u var'.split(' '),
)

function paragraphsOf(html: string, abbreviations: Abbreviations): string[] {
  const tree = parser.runSync({ type: 'root', children: [{ type: 'raw', value: html }] }) as Root
  const spoken: string[] = []
  let text = ''
  const end = () => {
    const said = sentence(say(text, abbreviations))
    if (said !== '') spoken.push(said)
    text = ''
  }
  const visit = (parent: Root | Element) => {
    let item = 0
    for (const node of parent.children) {
      if (node.type === 'text') text += node.value
      if (node.type !== 'element' || isSilent(node)) continue
      if (node.tagName === 'br') text += ' '
      else if (inline.has(node.tagName)) visit(node)
      else if (node.tagName === 'table') {
        end()
        for (const row of rowsOf(node, abbreviations)) spoken.push(row)
      } else {
        end()
        // "Một, nộp hồ sơ."
        if (node.tagName === 'li' && parent.type === 'element' && parent.tagName === 'ol')
          text = `${capital(sayWhole(++item + startOf(parent)))}, `
        visit(node)
        end()
      }
    }
  }
  visit(tree)
  end()
  return spoken
}

function isSilent({ tagName, properties }: Element): boolean {
  return silent.has(tagName) || properties.dataFootnotes !== undefined || 'dataFootnotes' in properties
}

function startOf({ properties: { start } }: Element): number {
  return typeof start === 'number' && start > 0 ? start - 1 : 0
}

/** Every row with the names of its columns: "Hàng một. Xã: Chiềng Hặc; số hộ: mười hai." */
function rowsOf(table: Element, abbreviations: Abbreviations): string[] {
  const rows = elementsOf(table, 'tr').map((row) => row.children.filter((cell) => cell.type === 'element'))
  const said = (node: Element) => say(textOf(node), abbreviations).replace(/[.;:,]+$/, '')
  const isHead = (row: readonly Element[]) => row.length > 0 && row.every(({ tagName }) => tagName === 'th')
  const [first, ...others] = rows
  const head = first && isHead(first) ? first.map(said) : null
  const caption = elementsOf(table, 'caption').map((node) => sentence(say(textOf(node), abbreviations)))
  const body = (head === null ? rows : others).filter((row) => !isHead(row))
  const spoken = body.map((row, index) => {
    const cells = row.flatMap((cell, at) => {
      const value = said(cell)
      const name = head?.[at] ?? ''
      return value === '' ? [] : [name === '' ? value : `${name}: ${value}`]
    })
    return cells.length === 0 ? '' : `Hàng ${sayWhole(index + 1)}. ${sentence(cells.join('; '))}`
  })
  return [...caption, ...spoken].filter((text) => text !== '')
}

function elementsOf(node: Element, name: string): Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return []
    return child.tagName === name ? [child] : elementsOf(child, name)
  })
}

function textOf(node: Element): string {
  return node.children
    .map((child) =>
      child.type === 'text' ? child.value : child.type === 'element' && !isSilent(child) ? textOf(child) : '',
    )
    .join('')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
