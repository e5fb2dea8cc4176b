/** What documents say of themselves, and that hostile ones take bounded time and memory. */
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentKind, documentProperties } from '../../src/source/document-properties.ts'
import { lookInto } from '../../src/source/text.ts'
import { portal, repository } from '../support/portal.ts'

function properties(name: string, file: Buffer): string[] {
  const kind = documentKind(name, file.length)
  if (kind === null) throw new Error(`${name} is no document`)
  const found = documentProperties(kind, file.length, (offset, length) => file.subarray(offset, offset + length))
  return found.map((one) => `${one.name}=${one.text}`)
}

/** A ZIP file of some parts; `flags` are those of every part. */
function zip(parts: Record<string, string | Buffer>, flags = 0): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  for (const [name, content] of Object.entries(parts)) {
    const [bytes, packed, path] = [Buffer.from(content), deflateRawSync(content), Buffer.from(name)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(path.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(Buffer.concat(locals).length, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, path)
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, path, packed)
  }
  const [head, list] = [Buffer.concat(locals), Buffer.concat(directory)]
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(head.length, 16)
  return Buffer.concat([head, list, end])
}

const pdf = (...bodies: (string | Buffer)[]) =>
  Buffer.concat([Buffer.from('%PDF-1.5\n'), ...bodies.map((body) => Buffer.from(body)), Buffer.from('\n%%EOF\n')])
const packed = (dictionary: string, text: string) =>
  Buffer.concat([
    Buffer.from(`5 0 obj\n<<${dictionary} /Filter /FlateDecode>>\nstream\r\n`),
    deflateSync(text),
    Buffer.from('\nendstream\nendobj\n'),
  ])
const trailer = '\ntrailer <</Root 1 0 R /Info 4 0 R>>'
const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description photoshop:Credit="Tổ ảnh" xmpMM:DocumentID="014199001234">
<dc:creator><rdf:Seq><rdf:li>Lừ Chương</rdf:li></rdf:Seq></dc:creator><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Mẫu &amp; đơn</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>`

test('a real .docx: what the office program wrote, and a property of one’s own', () => {
  const file = readFileSync(join(repository, 'test/diagnostics/personal-data/input/content/danh-sach.docx'))
  expect(properties('a.docx', file)).toEqual(
    expect.arrayContaining([
      'dc:creator=Lừ Chương 0912345678',
      'cp:lastModifiedBy=Lò Thị Hương',
      'dc:title=Danh sách, căn cước 014199001234',
      'Số tài khoản=9876543210',
    ]),
  )
})

test('a real PDF: the sample’s own', () => {
  const file = readFileSync(join(repository, 'content/2022/04/mau-don-dang-ky-du-tuyen.pdf'))
  expect(properties('a.pdf', file)).toContain('Author=UBND huyện Yên Châu')
})

test.each<[string, string, Buffer, string[]]>([
  [
    'of a workbook; what quotes its text is left out',
    'a.xlsx',
    zip({
      'docProps/app.xml':
        '<Properties><Company>UBND</Company><TitlesOfParts><vt:lpstr>Trang 1</vt:lpstr></TitlesOfParts></Properties>',
    }),
    ['Company=UBND'],
  ],
  [
    'of an OpenDocument text',
    'a.odt',
    zip({
      'meta.xml':
        '<office:meta><dc:creator>A</dc:creator><meta:user-defined meta:name="Số">1</meta:user-defined></office:meta>',
    }),
    ['dc:creator=A', 'Số=1'],
  ],
  [
    'of a PDF',
    'a.pdf',
    pdf(
      '4 0 obj <</Title (M\\341\\(u\\)\\\nx) /Author <FEFF004C1EEB> /ModDate (D:20240506) /Trapped /False>> endobj',
      trailer,
    ),
    ['Title=Má(u)x', 'Author=Lừ'],
  ],
  [
    'of a PDF, in an object stream',
    'a.pdf',
    pdf(packed('/Type /ObjStm /N 2 /First 9', '3 0 4 12 <</Type /X>> <</Subject (S)>>'), trailer),
    ['Subject=S'],
  ],
  [
    'of two revisions of a PDF',
    'a.pdf',
    pdf('4 0 obj <</Title (A)>>', '4 0 obj <</Title (B)>>', trailer),
    ['Title=A', 'Title=B'],
  ],
  ['of XMP', 'a.pdf', pdf(packet), ['photoshop:Credit=Tổ ảnh', 'dc:creator=Lừ Chương', 'dc:title=Mẫu & đơn']],
  [
    'of packed XMP',
    'a.pdf',
    pdf(packed('/Type /Metadata /Subtype /XML', packet)),
    ['photoshop:Credit=Tổ ảnh', 'dc:creator=Lừ Chương', 'dc:title=Mẫu & đơn'],
  ],
  ['none of an encrypted PDF', 'a.pdf', pdf('4 0 obj <</Title (A)>>', trailer, ' /Encrypt 9 0 R'), []],
  ['none of an encrypted part', 'a.docx', zip({ 'docProps/app.xml': '<P><Company>A</Company></P>' }, 1), []],
  ['none of what is no document', 'a.docx', Buffer.from('PK'), []],
  ['none of a PDF that is none', 'a.pdf', Buffer.from('4 0 obj <</Title (A)>> /Info 4 0 R'), []],
])('properties %s', (_, name, file, expected) => {
  expect(properties(name, file)).toEqual(expected)
})

describe('hostile documents', () => {
  test('a part that unpacks to more than anyone’s name is left out, the others are not', () => {
    const bomb = zip({
      'docProps/core.xml': Buffer.alloc(200_000_000),
      'docProps/app.xml': '<P><Company>A</Company></P>',
    })
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(properties('a.docx', bomb)).toEqual(['Company=A'])
  })

  test('of a file of two gigabytes only the parts are read', () => {
    const root = portal({})
    const absolute = join(root, 'lon.pptx')
    const [head, size] = [zip({ 'docProps/app.xml': '<P><Manager>A</Manager></P>' }), 2 ** 31]
    const descriptor = openSync(absolute, 'w')
    ftruncateSync(descriptor, size)
    writeSync(descriptor, head, 0, head.length, 0)
    // The directory stays where it is; the end record points at it from the end of the file.
    writeSync(descriptor, head.subarray(-22), 0, 22, size - 22)
    closeSync(descriptor)
    let most = 0
    const looked = lookInto({ absolute, file: 'lon.pptx' }, (read) =>
      documentProperties('office', size, (offset, length) => {
        most = Math.max(most, length)
        return read(offset, length)
      }),
    )
    expect(looked).toEqual({ seen: [{ name: 'Manager', text: 'A' }] })
    expect(most).toBeLessThan(100_000)
    expect(documentKind('a.pdf', size)).toBeNull()
  })

  test.each(['<', '<a ', '<a x', 'a', '<a>', '</a>', '&#1;', '<![CDATA[', ']]', '<!', 'a="'])(
    'parts of %s',
    (piece) => {
      const part = `${piece.repeat(900_000 / piece.length)}>`
      expect(properties('a.docx', zip({ 'docProps/core.xml': part })).length).toBeLessThanOrEqual(500)
    },
  )

  test.each([
    '/Type /ObjStm ',
    '/Type /Metadata stream\n',
    '/Type /ObjStm stream\nendstream ',
    '/Info 4 0 R ',
    '4 0 obj ',
    '4 0 obj <</A (',
    '\\',
    '<x:xmpmeta',
    '/A <',
  ])('a PDF of %s', (piece) => {
    const file = pdf('4 0 obj <</A (x', piece.repeat(4_000_000 / piece.length), trailer)
    expect(properties('a.pdf', file).length).toBeLessThanOrEqual(500)
  })

  test('whatever a file holds, it has some properties or none', () => {
    const piece = fc.constantFrom(
      'PK\x05\x06',
      'PK\x01\x02',
      'PK\x03\x04',
      '4 0 obj',
      '<</A (',
      ')>>',
      '/Info 4 0 R',
      '\0',
      'ÿ',
    )
    const file = fc.array(piece, { maxLength: 80 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'))
    fc.assert(
      fc.property(file, (bytes) => {
        expect(properties('a.docx', bytes)).toEqual([])
        expect(properties('a.pdf', pdf(bytes)).length).toBeLessThanOrEqual(500)
      }),
    )
  })
})
