/** Several people in one author's name and several tags in one: which are, and which names only look so. */
import { expect, test } from 'vitest'
import { peopleJoined, tagsJoined, yamlList } from '../../src/content/joined-names.ts'

test.each([
  ['Lò A, Lò B và Lò C', ['Lò A', 'Lò B', 'Lò C']],
  ['Lò A và Lò B', ['Lò A', 'Lò B']],
  ['Lò Văn A & Lò Thị B', ['Lò Văn A', 'Lò Thị B']],
  ['Nguyễn Văn A, Trần Thị B', ['Nguyễn Văn A', 'Trần Thị B']],
  ['Nguyễn Văn A / Trần Thị B', ['Nguyễn Văn A', 'Trần Thị B']],
  ['Thu Hà và Minh Anh', ['Thu Hà', 'Minh Anh']],
  ['Giàng A Páo, Và A Sử, Mùa Thị Dở', ['Giàng A Páo', 'Và A Sử', 'Mùa Thị Dở']],
  ['Ông Lò Văn A và bà Lò Thị B', ['Ông Lò Văn A', 'bà Lò Thị B']],
  ['LÒ VĂN A, LÒ THỊ B', ['LÒ VĂN A', 'LÒ THỊ B']],
  ['Jane Doe and John Smith', ['Jane Doe', 'John Smith']],
  ['Jane Doe, John Smith, and Mary Jones', ['Jane Doe', 'John Smith', 'Mary Jones']],
  ['Lừ Chương; Phòng Văn hóa', ['Lừ Chương', 'Phòng Văn hóa']],
])('%s are several', (name, people) => expect(peopleJoined(name)).toEqual(people))

test.each([
  'Lừ Chương',
  'Ban Biên tập',
  'Ban Tuyên giáo và Dân vận',
  'Phòng Văn hóa và Thông tin',
  'Phòng Văn Hóa và Thông Tin',
  'Văn Hóa và Thông Tin',
  'UBND xã A, huyện B',
  'Bộ Văn hóa, Thể thao và Du lịch',
  'Sở Lao động - Thương binh và Xã hội',
  'Nguyễn Văn A, Phòng Văn hóa',
  'Nguyễn Văn A, Phó Chủ tịch UBND xã',
  'Lừ Chương, Yên Châu',
  'Áng, Nguyễn Văn',
  'Smith, John',
  'Và A Sử',
  'Research and Development',
  'Health and Human Services',
  'Office of Science and Technology',
  'General Services Administration, Digital.gov Team',
  'AT&T',
  'BBT; ',
])('%s is one', (name) => expect(peopleJoined(name)).toBeNull())

test.each([
  ['cải cách, đất đai', ['cải cách', 'đất đai']],
  ['cải cách; đất đai', ['cải cách', 'đất đai']],
  ['cải cách | đất đai', ['cải cách', 'đất đai']],
  ['#caicach #datdai', ['caicach', 'datdai']],
  ['a, b, c', ['a', 'b', 'c']],
])('%s are several tags', (tag, tags) => expect(tagsJoined(tag)).toEqual(tags))

test.each([
  'cải cách',
  'lao động, thương binh và xã hội',
  'Văn hóa, Thể thao và Du lịch',
  'xã Mường Lựm, huyện Yên Châu',
  'tăng 1,5 lần',
  'hành chính,',
])('%s is one tag', (tag) => expect(tagsJoined(tag)).toBeNull())

test('what YAML would read otherwise is quoted', () => {
  expect(yamlList(['đất đai', 'a: b', '94/QĐ-UBND'])).toBe('đất đai, "a: b", "94/QĐ-UBND"')
})
