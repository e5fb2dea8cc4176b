/** The part of CBOR (RFC 8949) that Pagefind's files are written in: whole numbers, texts and lists, each in its shortest form. */

/** Whole numbers below 2^53. */
export type Cbor = number | string | Cbor[]

/** Reads values one after another. Every function throws for what is not of this part, or is cut off. */
export interface CborReader {
  /** Where the next value begins. */
  at: () => number
  /** Enters a list, whose values are next; gives their number. */
  enter: () => number
  skip: () => void
  read: () => Cbor
}

/** Begins at the first byte. */
export function cborReader(bytes: Uint8Array): CborReader {
  const texts = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let at = 0
  let value = 0
  /** Reads a head: its value is in `value`. */
  const head = (): number => {
    const first = bytes[at++] ?? 0xff
    const short = first & 31
    value = short
    if (short >= 24) {
      if (short > 27) throw new Error(`CBOR: head ${first} at ${at - 1}`)
      value = 0
      for (let rest = 1 << (short - 24); rest > 0; rest--) value = value * 256 + (bytes[at++] ?? Number.NaN)
    }
    if (!(at <= bytes.length)) throw new Error('CBOR: cut off')
    return first >> 5
  }
  const skip = () => {
    for (let open = 1; open > 0; open--) {
      const major = head()
      if (major === 3) at += value
      else if (major === 4) open += value
      else if (major > 1) throw new Error(`CBOR: type ${major} at ${at}`)
    }
    if (at > bytes.length) throw new Error('CBOR: cut off')
  }
  const read = (): Cbor => {
    const major = head()
    if (major === 0) return value
    if (major === 1) return -1 - value
    if (major === 4) return Array.from({ length: value }, read)
    if (major !== 3) throw new Error(`CBOR: type ${major} at ${at}`)
    at += value
    if (at > bytes.length) throw new Error('CBOR: cut off')
    return texts.decode(bytes.subarray(at - value, at))
  }
  const enter = (): number => {
    if (head() !== 4) throw new Error(`CBOR: no list at ${at}`)
    return value
  }
  return { at: () => at, enter, skip, read }
}

/** Reads the one value that bytes are. */
export function readCbor(bytes: Uint8Array): Cbor {
  const reader = cborReader(bytes)
  const value = reader.read()
  if (reader.at() !== bytes.length) throw new Error('CBOR: more than one value')
  return value
}

/** Writes a value. */
export function writeCbor(value: Cbor): Uint8Array {
  const parts: Uint8Array[] = []
  const write = (one: Cbor) => {
    if (typeof one === 'number') parts.push(cborNumber(one))
    else if (typeof one === 'string') {
      const text = new TextEncoder().encode(one)
      parts.push(cborHead(3, text.length), text)
    } else {
      parts.push(cborHead(4, one.length))
      for (const part of one) write(part)
    }
  }
  write(value)
  return Buffer.concat(parts)
}

/** A number alone. */
export function cborNumber(value: number): Uint8Array {
  return cborHead(value < 0 ? 1 : 0, value < 0 ? -1 - value : value)
}

/** The head of a list of so many values, which are to follow. */
export function cborList(count: number): Uint8Array {
  return cborHead(4, count)
}

function cborHead(major: number, count: number): Uint8Array {
  const size = count < 24 ? 0 : count < 0x100 ? 1 : count < 0x10000 ? 2 : count < 0x100000000 ? 4 : 8
  const bytes = new Uint8Array(1 + size)
  bytes[0] = (major << 5) | (size === 0 ? count : 24 + Math.log2(size))
  let rest = count
  for (let place = size; place > 0; place--) {
    bytes[place] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}
