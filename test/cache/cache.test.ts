/** What the cache gives back, however its index was read: key by key in the text, or whole. */
import { expect, test } from 'vitest'
import { openCacheFolder } from '../../src/cache/cache.ts'
import { scratch } from '../publish/scratch.ts'

const many = Array.from({ length: 200 }, (_, number) => [`output:${number}`, `"giá trị ${number}"`] as const)

/** One build's turn with the cache of a folder. */
function turn<T>(folder: string, prune: boolean, work: (cache: ReturnType<typeof openCacheFolder>['cache']) => T): T {
  const { cache } = openCacheFolder(folder, 'test', 'secret')
  const done = work(cache)
  cache.save(prune)
  cache.close()
  return done
}

test('a value that was put again is the newer one, whether few keys are asked for or all', () => {
  const folder = scratch()
  turn(folder, true, (cache) => {
    for (const [key, value] of many) cache.put(key, value)
  })
  for (const value of ['"mới"', '"mới hơn"'])
    turn(folder, false, (cache) => {
      cache.put('output:7', value)
      cache.put('output:thêm', value)
    })
  turn(folder, false, (cache) => {
    expect(cache.isEmpty).toBe(false)
    expect(['output:7', 'output:8', 'output:thêm', 'output:20x', 'output:'].map(cache.get)).toEqual([
      ...['"mới hơn"', '"giá trị 8"', '"mới hơn"'],
      ...[undefined, undefined],
    ])
  })
  turn(folder, false, (cache) => {
    const values = many.map(([key]) => cache.get(key))
    expect(values).toEqual(many.map(([key, value]) => (key === 'output:7' ? '"mới hơn"' : value)))
    expect([cache.get('output:thêm'), cache.knows('output:20x')]).toEqual(['"mới hơn"', false])
  })
})

test('what a whole build did not ask for is gone, what it did is there', () => {
  const folder = scratch()
  turn(folder, true, (cache) => {
    for (const [key, value] of many) cache.put(key, value)
  })
  turn(folder, false, (cache) => cache.put('output:thêm', '"thêm"'))
  turn(folder, true, (cache) => {
    cache.get('output:3')
    cache.touch('output:thêm')
  })
  turn(folder, false, (cache) => {
    expect(many.filter(([key]) => cache.knows(key)).map(([key]) => key)).toEqual(['output:3'])
    expect(cache.get('output:thêm')).toBe('"thêm"')
  })
})

test('values larger than what waits for a write come back whole, beside small ones', () => {
  const folder = scratch()
  const large = JSON.stringify('Yên Châu '.repeat(600_000))
  turn(folder, true, (cache) => {
    cache.put('small', '"trước"')
    cache.put('large', large)
    cache.put('after', '"sau"')
    expect(['small', 'large', 'after'].map(cache.get)).toEqual(['"trước"', large, '"sau"'])
  })
  turn(folder, false, (cache) =>
    expect(['small', 'large', 'after'].map(cache.get)).toEqual(['"trước"', large, '"sau"']),
  )
})
