/** What the memo gives back, however its index was read: key by key in the text, or whole. */
import { expect, test } from 'vitest'
import { openMemo } from '../../src/memo/memo.ts'
import { scratch } from '../publish/scratch.ts'

const many = Array.from({ length: 200 }, (_, number) => [`output:${number}`, `"giá trị ${number}"`] as const)

/** One build's turn with the memo of a folder. */
function turn<T>(folder: string, prune: boolean, work: (memo: ReturnType<typeof openMemo>['memo']) => T): T {
  const { memo } = openMemo(folder, 'test', 'secret')
  const done = work(memo)
  memo.save(prune)
  memo.close()
  return done
}

test('a value that was put again is the newer one, whether few keys are asked for or all', () => {
  const folder = scratch()
  turn(folder, true, (memo) => {
    for (const [key, value] of many) memo.put(key, value)
  })
  for (const value of ['"mới"', '"mới hơn"'])
    turn(folder, false, (memo) => {
      memo.put('output:7', value)
      memo.put('output:thêm', value)
    })
  turn(folder, false, (memo) => {
    expect(memo.isEmpty).toBe(false)
    expect(['output:7', 'output:8', 'output:thêm', 'output:20x', 'output:'].map(memo.get)).toEqual([
      ...['"mới hơn"', '"giá trị 8"', '"mới hơn"'],
      ...[undefined, undefined],
    ])
  })
  turn(folder, false, (memo) => {
    const values = many.map(([key]) => memo.get(key))
    expect(values).toEqual(many.map(([key, value]) => (key === 'output:7' ? '"mới hơn"' : value)))
    expect([memo.get('output:thêm'), memo.knows('output:20x')]).toEqual(['"mới hơn"', false])
  })
})

test('what a whole build did not ask for is gone, what it did is there', () => {
  const folder = scratch()
  turn(folder, true, (memo) => {
    for (const [key, value] of many) memo.put(key, value)
  })
  turn(folder, false, (memo) => memo.put('output:thêm', '"thêm"'))
  turn(folder, true, (memo) => {
    memo.get('output:3')
    memo.keep('output:thêm')
  })
  turn(folder, false, (memo) => {
    expect(many.filter(([key]) => memo.knows(key)).map(([key]) => key)).toEqual(['output:3'])
    expect(memo.get('output:thêm')).toBe('"thêm"')
  })
})

test('values larger than what waits for a write come back whole, beside small ones', () => {
  const folder = scratch()
  const large = JSON.stringify('Yên Châu '.repeat(600_000))
  turn(folder, true, (memo) => {
    memo.put('small', '"trước"')
    memo.put('large', large)
    memo.put('after', '"sau"')
    expect(['small', 'large', 'after'].map(memo.get)).toEqual(['"trước"', large, '"sau"'])
  })
  turn(folder, false, (memo) => expect(['small', 'large', 'after'].map(memo.get)).toEqual(['"trước"', large, '"sau"']))
})
