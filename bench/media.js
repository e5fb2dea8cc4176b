/** Small real pictures and an attachment for the bulletins of `--extras`. */
import { deflateSync } from 'node:zlib'

/**
 * Eight pictures, `anh-1.jpg` to `anh-4.png`; JPEG is written by sharp, which build-portal brings along, else PNG is all
 * there is and the JPEG names hold PNG.
 * @returns {Promise<Map<string, Buffer>>}
 */
export async function pictures() {
  const sharp = await import('sharp').then(
    (module) => module.default,
    () => null,
  )
  const files = new Map()
  for (const nth of [1, 2, 3, 4]) {
    const width = 640 + nth * 160
    const height = Math.round((width * 2) / 3)
    const pixels = landscape(width, height, nth)
    const png = pngOf(pixels, width, height)
    files.set(`anh-${nth}.png`, png)
    files.set(`anh-${nth}.jpg`, sharp ? await sharp(png).jpeg({ quality: 80 }).toBuffer() : png)
  }
  return files
}

/** A PDF of one empty page. */
export function attachment() {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const xref = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 4\n0000000000 65535 f \n${rows}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(text)
}

/**
 * Hills under a sky, in rows of RGB.
 * @param {number} width @param {number} height @param {number} nth
 */
function landscape(width, height, nth) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const hill = height * (0.5 + 0.12 * Math.sin(x / (40 * nth)) + 0.08 * Math.sin(x / 17 + nth))
      const at = (y * width + x) * 3
      const depth = y / height
      pixels[at] = y < hill ? 120 + 90 * depth : 40 + 20 * nth
      pixels[at + 1] = y < hill ? 170 + 50 * depth : 150 - 60 * depth + ((x ^ y) & 7)
      pixels[at + 2] = y < hill ? 230 : 60 + 30 * depth
    }
  }
  return pixels
}

/** @param {Buffer} pixels @param {number} width @param {number} height */
function pngOf(pixels, width, height) {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) pixels.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** @param {Buffer} data */
function crc32(data) {
  let value = 0xffffffff
  for (const byte of data) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}
