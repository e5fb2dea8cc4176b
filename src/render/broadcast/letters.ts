/** Letters by their Vietnamese names, for what is spelled. */

const names: Record<string, string> = {
  ...{ a: 'a', ă: 'á', â: 'ớ', b: 'bê', c: 'xê', d: 'dê', đ: 'đê', e: 'e', ê: 'ê', f: 'ép', g: 'giê', h: 'hát' },
  ...{ i: 'i', j: 'gi', k: 'ca', l: 'e lờ', m: 'em mờ', n: 'en nờ', o: 'o', ô: 'ô', ơ: 'ơ', p: 'pê', q: 'quy' },
  ...{ r: 'e rờ', s: 'ét xì', t: 'tê', u: 'u', ư: 'ư', v: 'vê', w: 'vê kép', x: 'ích xì', y: 'i dài', z: 'dét' },
}

/** `BTTTT` is "bê tê tê tê tê". */
export function spell(word: string): string {
  return [...word.toLowerCase()].map((letter) => names[letter] ?? letter).join(' ')
}
