/** What an XMP packet (ISO 16684-1) says in words. */
import { xmlTexts } from './xml-texts.ts'

/** A property of a document by the name that its format gives it (`dc:creator`, `Author`), or that its author gave it. */
export interface DocumentProperty {
  name: string
  text: string
}

/** The schemas that hold people's words; others hold identifiers, versions and measures. */
const worded = /^@?(?:dc|pdf|pdfx|photoshop|xmp|xmpRights|Iptc4xmpCore|Iptc4xmpExt|lr|plus|tiff|exif):/

/** The properties by name (`dc:title`), their language versions and list entries one by one. */
export function xmpProperties(packet: string): DocumentProperty[] {
  return xmlTexts(packet).flatMap(({ path, text }) => {
    const last = path.at(-1) ?? ''
    const isAttribute = last.startsWith('@')
    const name = (isAttribute ? [last] : path).findLast((one) => worded.test(one))?.replace(/^@/, '')
    return name === undefined || /(?:ID|Date)$/.test(name) ? [] : [{ name, text }]
  })
}
