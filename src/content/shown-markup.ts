/** Marks of HTML and Markdown in values that are plain text, where readers see them as they were typed. */

/** `offset` is where it stands in the value; `right` the letter that an entity stands for, where it is beyond doubt. */
export interface ShownMarkup {
  kind: 'tag' | 'entity' | 'markdown'
  written: string
  offset: number
}

const tag =
  /<\/?(?:a|abbr|b|big|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|s|small|span|strike|strong|sub|sup|u|ul)(?:\s[^<>\n]{0,300})?\/?>/giu
const entity = /&(?:[A-Za-z][A-Za-z\d]{1,30}|#\d{1,7}|#[xX][\dA-Fa-f]{1,6});/g
const markdown =
  /\*\*(?=\S)[^*\n]{1,200}\*\*|(?<![\w*])\*(?=[^\s*])[^*\n]{0,200}[^\s*]\*(?![\w*])|(?<![\p{L}\p{N}_])__(?=[^\s_])[^_\n]{1,200}__(?![\p{L}\p{N}_])|!?\[[^[\]\n]{1,200}\]\([^()\s]{1,300}\)|`[^`\n]{1,200}`/gu

/** The marks of a value: the first of each kind. */
export function markupIn(value: string): ShownMarkup[] {
  if (!/[<&*_[`]/.test(value)) return []
  const first = (kind: ShownMarkup['kind'], pattern: RegExp): ShownMarkup[] => {
    const [one] = [...value.matchAll(pattern)]
    return one ? [{ kind, written: one[0].slice(0, 60), offset: one.index }] : []
  }
  return [...first('tag', tag), ...first('entity', entity), ...first('markdown', markdown)]
}
