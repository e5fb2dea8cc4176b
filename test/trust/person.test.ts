/** Names of one person in other spellings, and of two persons. */
import { expect, test } from 'vitest'
import { isListed, samePerson } from '../../src/content/person.ts'

const name = 'Nguyễn Văn Áng'

test.each([
  name.normalize('NFD'),
  'NGUYỄN VĂN ÁNG',
  'nguyen van ang',
  '  Nguyễn   Văn\tÁng ',
  'Nguyễn\u00A0Văn Áng',
  'Nguyễn Văn\u200B Áng',
  'Nguyễn Văn Áng (Trưởng phòng)',
  '(Trưởng phòng) Nguyễn Văn Áng',
  'Nguyễn Văn Áng, Trưởng phòng',
  'Nguyễn Văn Áng - Trưởng phòng',
  'Nguyễn Văn Áng – Trưởng phòng',
  'Trưởng phòng Nguyễn Văn Áng',
  'ThS. Nguyễn Văn Áng',
  'Áng Nguyễn Văn',
  'Văn Áng',
  'Nguyễn-Văn-Áng',
  'Nguyễn\u200BVăn Áng',
  'NguyễnVănÁng',
  'Đ/c Nguyễn Văn Áng',
  'N. V. Áng',
  'N.V.Á.',
  // Another script's А, Ν and у; full width; other marks, other order of them, none seen.
  'Nguyễn Văn \u0410\u0301ng',
  '\u039Dgu\u0443ễn Văn Áng',
  'Ｎｇｕｙễｎ Văn Áng',
  'Nguye\u0303\u0302n Va\u0306n A\u0341ng',
  'Nguyễn\u3164 Văn Á\u00ADng\uFE0F',
  'N̶g̶uyễn Văn Áng',
  'Áng, Nguyễn Văn',
  'Văn Áng Nguyễn',
  'Nguyễn.Văn.Áng',
  'Nguyễn_Văn_Áng',
  'Nguyễn·Văn·Áng',
  'Ông Nguyễn Văn Áng',
  'đồng chí Nguyễn Văn Áng',
  'Đ/c Trưởng phòng, TS. Nguyễn Văn Áng',
  'Trưởng phòng: Nguyễn Văn Áng',
  'Trưởng phòng - Nguyễn Văn Áng',
  'Phòng Văn hóa - Thông tin, Nguyễn Văn Áng',
  'Lò Thị Hương; Nguyễn Văn Áng',
  'Lò Thị Hương và Nguyễn Văn Áng',
  'Lò Thị Hương (ảnh: Nguyễn Văn Áng)',
])('%s is the author', (other) => {
  expect(samePerson(name, other)).toBe(true)
  expect(samePerson(other, name)).toBe(true)
})

test.each([
  ['Đặng Hoà', 'Đặng Hòa'],
  ['Đặng Thuý Hằng', '\u00D0ặng Thúy Hằng'],
  ['Đặng Thuý Hằng', 'D\u0335ặng Thúy Hằng'],
  ['Lý Quý Mỹ', 'Lí Quí Mĩ'],
  ['ThS. Lê Văn Ân', 'Bà Lê Văn Ân'],
  ['Trưởng phòng Lê Văn Ân', 'Phó Chủ tịch Lê Văn Ân'],
  ['Ông Ích Khiêm', 'Ông Ông Ích Khiêm'],
  ['Đoàn Ánh', 'Doan Anh'],
  ['Đ. V. Ân', 'Đặng Văn Ân'],
  ['Lò Thị Hương; Trương Thị Mai', 'Trương Thị Mai'],
  ['Bà Trương Thị Mai', 'chu tich Truong Thi Mai'],
  ['Phòng Văn hóa', 'Phòng Văn hoá'],
])('%s is %s', (one, other) => {
  expect(samePerson(one, other)).toBe(true)
  expect(samePerson(other, one)).toBe(true)
})

test.each([
  ['Lê Văn An', 'Lê Văn Ân'],
  ['Lê Anh Đức', 'Lê Ánh Đức'],
  ['Nguyễn Thị Thu Hà', 'Trần Thị Thu Hà'],
  ['Nguyễn Thị Thu Hà', 'Nguyễn Thị Thu Hạ'],
  ['Đỗ Văn Dũng', 'Dỗ Văn Đũng'],
  ['Ông Ích Khiêm', 'Ông Ích Đường'],
  ['Lò Thị Huy', 'Lò Thị Hui'],
  ['Trưởng phòng Lò Thị Hương', 'Trưởng phòng Lê Văn Ân'],
  ['Lò Thị Hương (Phòng Văn hóa và Thông tin)', 'Lê Văn Ân (Phòng Văn hóa và Thông tin)'],
  ['Phòng Văn hóa và Thông tin', 'Lê Văn Ân (Phòng Văn hóa và Thông tin)'],
  ['Ban biên tập', 'Lê Văn Ân, Ban biên tập'],
  ['Văn Thị Hương', 'Lò Thị Hương'],
  ['Mai Anh', 'Mai Ánh Tuyết'],
  ['Bạc Cầm Hà', 'Lò Cầm Hà'],
  ['Bàn Văn Đức; Trương Thị Mai', 'Lê Văn Ân; Lò Thị Hương'],
])('%s is not %s', (one, other) => {
  expect(samePerson(one, other)).toBe(false)
  expect(samePerson(other, one)).toBe(false)
})

test.each([
  'Nguyễn Văn An',
  'Lò Thị Hương (Trưởng phòng)',
  'Áng',
  'Nguyễn Văn',
  'N. T. Áng',
  'Á',
  '',
  '(Trưởng phòng)',
])('%s is somebody else', (other) => {
  expect(samePerson(`${name} (Trưởng phòng)`, other)).toBe(false)
  expect(samePerson(other, `${name} (Trưởng phòng)`)).toBe(false)
})

test('a list names people in their own letters, whatever their office', () => {
  const list = ['Lò Thị Hương (Phó Chánh Văn phòng)', 'Đặng Đình Đạt']
  for (const one of [
    'lò thị hương',
    'Đ/c Lò Thị Hương',
    'Lò Thị Hương, Chánh Văn phòng',
    'Đặng Đình Đạt'.normalize('NFD'),
  ])
    expect(isListed(one, list)).toBe(true)
  for (const one of ['lo thi huong', 'Thị Hương', 'Dang Dinh Dat', '']) expect(isListed(one, list)).toBe(false)
})
