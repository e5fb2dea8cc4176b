/** Signs of Word's picture fonts (Wingdings) that few fonts have, as the common ones that are meant. */

const arrows = ['←', '↑', '→', '↓', '↖', '↗', '↘', '↙']
const signs: Record<string, string> = {
  ...{ '🗸': '✓', '🗴': '✗', '🗶': '✗', '🗵': '☒', '🗷': '☒', '🗹': '☑' },
  ...{ '🞄': '•', '🞍': '▪', '🞌': '▪', '🞎': '□', '🞏': '□', '🞐': '□', '🕿': '☎', '🖂': '✉', '🗏': '', '🖎': '✍', '🖉': '✎' },
}

/** Replaces them in a text. The arrows of U+1F850 and after stand in rows of eight: left, up, right, down, and between. */
export function commonSigns(text: string): string {
  return text.replace(/[\u{1F380}-\u{1F8AF}]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    if (code >= 0x1f850 && code <= 0x1f887) return arrows[code % 8] ?? sign
    if (code >= 0x1f800 && code <= 0x1f84f) return arrows[code % 4] ?? sign
    return signs[sign] ?? sign
  })
}
