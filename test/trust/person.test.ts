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
])('%s is the author', (other) => {
  expect(samePerson(name, other)).toBe(true)
  expect(samePerson(other, name)).toBe(true)
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
