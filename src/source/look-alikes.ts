/** Letters of other scripts that look like Latin ones: "Nguyễn Văn А" with a Cyrillic А (Unicode TR39, confusables.txt). */

/** Pairs of a look-alike and its Latin letter, of the scripts and letters that a keyboard or a copied text brings. */
const pairs = [
  // Cyrillic; the small в, н, м, т, к are small capitals to the eye.
  'АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYҮYХXԚQԜWаaвbеeѕsіiјjкkмmнhоoрpсcтtуyүyхxԛqԝwһhԁd',
  // Greek, whose small letters look like others than the capitals.
  'ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaγyηnιiκkνvοoρpτtυuχxϲcϳj',
  // Armenian.
  'ՕOՍUօoսuոnհhցgզqյj',
  // Latin itself: eth and the African d for đ, letters of phonetics.
  'ÐĐðđƉĐɖđıiɑaɡgɩi',
].join('')

const latin = new Map<string, string>()
const letters = [...pairs]
for (let at = 0; at < letters.length; at += 2) latin.set(letters[at] ?? '', letters[at + 1] ?? '')

/** The text with every look-alike as its Latin letter; full-width and other forms of letters too, marks apart (NFKD). */
export function asLatin(text: string): string {
  return text.normalize('NFKD').replace(/[^\p{ASCII}\p{M}]/gu, (letter) => latin.get(letter) ?? letter)
}
