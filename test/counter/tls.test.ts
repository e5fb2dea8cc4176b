/** Redis by TLS: a server, and a cluster, with certificates of an authority of their own. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../support/portal.ts'
import { program, sendHit } from './program.ts'
import { freePort, type RedisServer, redisServer } from './redis.ts'
import { folder } from './stores.ts'

const site = ['--site', 'yenchau=https://yenchau.example.gov.vn/', '--any-path', '--trust-proxy', '127.0.0.1']

let server: RedisServer
let port: number
const place = mkdtempSync(join(tmpdir(), 'tls-'))
const file = (name: string) => join(place, name)
const files = `ca=${file('ca.pem')}&cert=${file('server.pem')}&key=${file('server.key')}`

/** An authority, and a certificate of it for this machine, which serves both sides. */
function certificates(): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: place, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=authority', '-days', '2')
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost')
  writeFileSync(file('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']
  openssl('x509', '-req', '-in', 'server.csr', ...authority, '-out', 'server.pem', '-days', '2', '-extfile', 'names')
}

beforeAll(async () => {
  certificates()
  port = await freePort()
  server = await redisServer({
    'tls-port': String(port),
    'tls-cluster': 'yes',
    // A cluster of one has met nobody who would say what its address is.
    'cluster-announce-ip': '127.0.0.1',
    'tls-ca-cert-file': file('ca.pem'),
    'tls-cert-file': file('server.pem'),
    'tls-key-file': file('server.key'),
    requirepass: 'bi-mat',
  })
})
afterAll(async () => {
  await server.close()
  rmSync(place, { recursive: true, force: true, maxRetries: 3 })
})

test.each(['rediss', 'rediss+cluster'])('%s', async (scheme) => {
  await server.command('FLUSHALL')
  // A cluster of one has no replicas to wait for.
  const store = `${scheme}://localhost:${port}/?${files}&replicas=0`
  const environment = { REDIS_PASSWORD: 'bi-mat' }
  const running = await program([...site, '--store', store], folder(), { environment })
  expect(await sendHit(running.port, 1, '/a/')).toBe(200)
  const counts = await fetch(`http://127.0.0.1:${running.port}/v1/counts?site=yenchau&path=/a/`)
  expect(await counts.json()).toMatchObject({ pages: { '/a/': { views: 1 } } })
  expect(running.output()).not.toContain('bi-mat')
})

test.each([
  ['an authority that is not known', 'rediss://:bi-mat@localhost:PORT/', 'self-signed certificate'],
  ['no certificate of its own', `rediss://:bi-mat@localhost:PORT/?ca=${file('ca.pem')}`, ''],
  ['a wrong password', `rediss://:bi-mat-khac@localhost:PORT/?${files}`, 'WRONGPASS'],
  ['a cluster’s wrong password', `rediss+cluster://:bi-mat-khac@localhost:PORT/?${files}`, 'WRONGPASS'],
  ['a file that is not there', 'rediss://:bi-mat@localhost:PORT/?ca=/khong-co.pem', '/khong-co.pem'],
])('%s is an error that shows no password', (_, address, told) => {
  const store = address.replace('PORT', String(port))
  const { status, stderr } = runCli(['counter', ...site, '--store', store, '--lang', 'en'], { cwd: folder() })
  expect([status, stderr]).toEqual([3, expect.stringContaining(told)])
  expect(stderr).toContain('[counter-failed]')
  expect(stderr).not.toContain('bi-mat')
})
