/** Addresses of Redis: what each form means, what is refused, and that no message shows a password. */
import { expect, test } from 'vitest'
import { redisAddress, redisSecrets, shownAddress } from '../../src/counter/redis-address.ts'

const plain = { kind: 'server', master: '', db: 0, username: '', password: '', tls: null, replicas: 0 }
const [a, b] = [
  { host: 'a', port: 7000 },
  { host: 'b', port: 7001 },
]

test.each([
  ['redis://a:7000', { nodes: [a] }],
  ['redis://a/2', { nodes: [{ host: 'a', port: 6379 }], db: 2 }],
  ['REDIS://[::1]:7000/', { nodes: [{ host: '::1', port: 7000 }] }],
  ['redis://u:p%40%2Fs@a:7000/', { nodes: [a], username: 'u', password: 'p@/s' }],
  ['redis://:p@ss/wo:rd@a:7000/', { nodes: [a], password: 'p@ss/wo:rd' }],
  ['redis://a:7000,b:7001', { nodes: [a, b], kind: 'cluster', replicas: 1 }],
  [
    'redis://u:p@a:7000, redis://b:7001/',
    { nodes: [a, b], kind: 'cluster', replicas: 1, username: 'u', password: 'p' },
  ],
  ['redis+cluster://a:7000/?replicas=2', { nodes: [a], kind: 'cluster', replicas: 2 }],
  ['redis+sentinel://a:7000,b:7001/mymaster', { nodes: [a, b], kind: 'sentinel', master: 'mymaster', replicas: 1 }],
  [
    'redis+sentinel://a/mymaster/3',
    { nodes: [{ host: 'a', port: 26379 }], kind: 'sentinel', master: 'mymaster', replicas: 1, db: 3 },
  ],
  ['rediss://a:7000/', { nodes: [a], tls: {} }],
  ['rediss://a:7000,b:7001/?ca=/ca.pem', { nodes: [a, b], kind: 'cluster', replicas: 1, tls: { ca: '/ca.pem' } }],
  [
    'rediss+sentinel://a:7000/m?ca=/ca.pem&cert=c.pem&key=k.pem&replicas=0',
    { nodes: [a], kind: 'sentinel', master: 'm', tls: { ca: '/ca.pem', cert: 'c.pem', key: 'k.pem' } },
  ],
])('%s', (written, means) => {
  expect(redisAddress(written)).toEqual({ ...plain, ...means })
})

test.each([
  'counter.db',
  'redis:/a',
  'redis://',
  'redis://a:70000',
  'redis://a:7000,',
  'redis://a b:7000',
  'redis://a/name',
  'redis://:%zz@a/',
  'redis://a,b/1',
  'redis+sentinel://a:7000/',
  'redis+other://a',
  'redis://a/?ca=x',
  'redis://a/?replica=1',
  'redis://a/?replicas=many',
])('%s is none', (written) => {
  expect(redisAddress(written)).toBeNull()
})

test.each([
  ['redis://u:secret@a:7000,b:7001/', 'redis://a:7000,b:7001/'],
  ['rediss://:sec/ret@sec?ret@a/', 'rediss://a/'],
  ['redis+sentinel://u:secret@a/m', 'redis+sentinel://a/m'],
  ['redis://a/', 'redis://a/'],
])('%s is shown as %s', (written, shown) => {
  expect(shownAddress(written)).toBe(shown)
})

test('names and passwords of the environment', () => {
  const environment = { REDIS_USERNAME: 'u', REDIS_PASSWORD: 'p', REDIS_SENTINEL_PASSWORD: 's' }
  expect(redisSecrets(environment)).toEqual({ username: 'u', password: 'p', sentinelPassword: 's' })
  expect(redisSecrets({})).toEqual({ username: '', password: '', sentinelPassword: '' })
})
