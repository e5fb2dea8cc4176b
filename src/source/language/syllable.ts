/** The shape of a Vietnamese syllable, by which text is told from the same bytes read in a wrong encoding. */

const onsets = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'

/** Vowels with what may follow them, without tones (Đoàn Thiện Thuật, Ngữ âm tiếng Việt: the finals, as they are spelled). */
const rimes = [
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây',
  'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu',
  'o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet',
  'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt',
  'uân uâng uât uây uê uêch uênh uơ uy uya uych uyn uynh uyt uyp uyu uyên uyêt',
  'ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu',
]

const shape = new RegExp(`^(?:${onsets.replace(/ /g, '|')})?(?:${rimes.join(' ').replace(/ /g, '|')})$`)

/** The marks of the five tones: huyền, sắc, ngã, hỏi, nặng. */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Whether a word of letters, in lower case, capitals, or with a capital at its head, can be a Vietnamese syllable. */
export function isSyllable(word: string): boolean {
  const lower = word.toLowerCase()
  const [head = ''] = word
  if (word !== lower && word !== word.toUpperCase() && word !== head + lower.slice(head.length)) return false
  const apart = lower.normalize('NFD')
  const marks = apart.match(tones) ?? []
  const plain = apart.replace(tones, '').normalize('NFC')
  if (marks.length > 1 || !shape.test(plain)) return false
  // A syllable that ends in a stop has one of two tones.
  return !/(?:[ptck]|ch)$/.test(plain) || marks[0] === '\u0301' || marks[0] === '\u0323'
}
