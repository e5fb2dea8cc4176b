/** The commands as an administrator runs them: the endpoint, its settings file, export and import, `views pull`. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { plainSettings, portal, repository, runCli } from '../support/portal.ts'
import { program, sendHit } from './program.ts'
import { folder } from './stores.ts'

const site = ['--site', 'yenchau=https://yenchau.example.gov.vn/', '--any-path', '--trust-proxy', '127.0.0.1']

function cli(cwd: string, ...args: string[]) {
  return runCli([...args, '--lang', 'en'], { cwd })
}

test('an endpoint runs from a settings file, logs lines of JSON without an address, and ends in good order', async () => {
  const place = folder()
  writeFileSync(join(place, 'pages.txt'), '/a/\n/b/\n')
  writeFileSync(
    join(place, 'counter.yaml'),
    'store: so-lieu.db\ntrustProxy: [127.0.0.1]\nsites:\n  - {id: yenchau, url: "https://yenchau.example.gov.vn", pages: pages.txt}\n',
  )
  const { port, stop, output } = await program(['--config', 'counter.yaml'], place)
  expect(await sendHit(port, 1, '/a/')).toBe(200)
  expect(await sendHit(port, 1, '/c/')).toBe(404)
  expect(await stop('SIGTERM')).toBe(0)
  const lines = output().trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['pages-read', 'listening', 'stopping', 'stopped'])
  expect(output()).not.toContain('10.0.0.1')
  expect(existsSync(join(place, 'so-lieu.db-wal'))).toBe(false)
  expect(statSync(join(place, 'so-lieu.db')).mode & 0o777).toBe(0o600)
})

test('hits that are under way when it is told to end are answered', async () => {
  const place = folder()
  const running = await program(site, place)
  const hits = Array.from({ length: 200 }, (_, who) => sendHit(running.port, who, '/a/'))
  await Promise.race(hits)
  expect(await running.stop('SIGTERM')).toBe(0)
  const answered = (await Promise.all(hits)).filter((status) => status === 200).length
  const after = await program(site, place)
  expect(await (await fetch(`http://127.0.0.1:${after.port}/v1/counts?site=yenchau&path=/a/`)).json()).toMatchObject({
    pages: { '/a/': { views: answered } },
  })
})

test('numbers go out and in, and an old portal’s are carried over', async () => {
  const place = folder()
  const { port, stop } = await program(site, place)
  for (const who of [1, 2, 3]) await sendHit(port, who, '/a/')
  writeFileSync(join(place, 'cu.csv'), 'path;views\n/a/;68\n;1.069.733\n')
  // While the endpoint serves.
  expect(cli(place, 'counter', 'import', 'cu.csv', '--legacy', 'yenchau')).toMatchObject({
    status: 0,
    stdout: '2 rows imported.\n',
  })
  expect(await (await fetch(`http://127.0.0.1:${port}/v1/counts?site=yenchau&path=/a/`)).json()).toMatchObject({
    pages: { '/a/': { views: 71 } },
    site: { total: 1_069_736 },
  })
  expect(await stop('SIGINT')).toBe(0)
  for (const format of ['csv', 'json']) {
    expect(cli(place, 'counter', 'export', `ra.${format}`)).toMatchObject({ status: 0 })
    expect(cli(place, 'counter', 'import', `ra.${format}`, '--store', `${format}.db`)).toMatchObject({ status: 0 })
    expect(cli(place, 'counter', 'export', `again.${format}`, '--store', `${format}.db`)).toMatchObject({ status: 0 })
    expect(readFileSync(join(place, `again.${format}`), 'utf8')).toBe(readFileSync(join(place, `ra.${format}`), 'utf8'))
  }
  expect(readFileSync(join(place, 'ra.csv'), 'utf8')).toContain('yenchau,/a/,,3,68\n')
})

test('an old portal’s numbers go only to a site that the counter has', () => {
  const place = folder()
  writeFileSync(join(place, 'cu.csv'), 'path;views\n/a/;68\n')
  writeFileSync(join(place, 'counter.yaml'), 'sites: [{id: chieng, url: "https://a.example.gov.vn/"}]\n')
  const from = (...args: string[]) => cli(place, 'counter', 'import', 'cu.csv', ...args)
  for (const known of [
    ['--config', 'counter.yaml'],
    ['--site', 'chieng=https://a.example.gov.vn/'],
  ]) {
    const { status, stderr } = from('--legacy', 'chiengg', ...known)
    expect([status, stderr]).toEqual([2, expect.stringContaining('Its sites are: chieng.')])
  }
  expect(existsSync(join(place, 'counter.db'))).toBe(false)
  // Without settings the first site of an empty store is taken, and from then on the store knows its sites.
  expect(from('--legacy', 'chieng')).toMatchObject({ status: 0 })
  expect(from('--legacy', 'chiengg')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Did you mean "chieng"?'),
  })
  expect(cli(place, 'counter', 'export', 'ra.csv')).toMatchObject({ status: 0 })
  expect(readFileSync(join(place, 'ra.csv'), 'utf8')).toBe(
    'site,path,day,views,legacy\nchieng,,,0,0\nchieng,/a/,,0,68\n',
  )

  writeFileSync(join(place, 'khac.csv'), 'site,path,day,views,legacy\nchieng,/a/,,1,\nyenchau,/a/,,1,\n')
  const { status, stderr } = cli(place, 'counter', 'import', 'khac.csv', '--config', 'counter.yaml')
  expect([status, stderr]).toEqual([2, expect.stringContaining('khac.csv:3')])
})

test('a store that is not there has no numbers to export', () => {
  const place = folder()
  const { status, stderr } = cli(place, 'counter', 'export', 'ra.csv', '--store', 'cuonter.db')
  expect([status, stderr]).toEqual([3, expect.stringContaining('cuonter.db')])
  expect(existsSync(join(place, 'cuonter.db'))).toBe(false)
})

describe('views pull', () => {
  test('writes the numbers beside the site, whole, from what portal.yaml names', async () => {
    const place = folder()
    const { port, stop } = await program(site, place)
    for (const who of [1, 2, 3]) await sendHit(port, who, '/b/')
    await sendHit(port, 1, '/a/')
    const root = portal({
      'portal.yaml': `${plainSettings.replace('https://', 'http://')}counter: {provider: portal, endpoint: "http://127.0.0.1:${port}", site: yenchau}\n`,
      '_site/index.html': '',
    })
    expect(cli(root, 'views', 'pull')).toMatchObject({
      status: 0,
      stdout: 'View counts of 2 pages written to _site/views.json.\n',
    })
    const file = join(root, '_site/views.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      pages: { '/a/': { views: 1 }, '/b/': { views: 3 } },
      site: { online: 3, today: 4, week: 4, total: 4 },
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    })
    const before = readFileSync(file, 'utf8')
    await stop('SIGTERM')
    const failed = cli(root, 'views', 'pull')
    expect([failed.status, failed.stderr]).toEqual([3, expect.stringContaining('[views-unread]')])
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test('asks for an endpoint', () => {
    const { status, stderr } = cli(portal({}), 'views', 'pull')
    expect([status, stderr]).toEqual([2, expect.stringContaining('--endpoint and --site are needed')])
  })
})

describe('wrong usage is refused before anything is opened', () => {
  test.each([
    [['counter'], 'at least one --site ID=URL is needed'],
    [['counter', '--site', 'yenchau'], '"--site" must be ID=https://'],
    [['counter', ...site, '--port', '70000'], '"--port" must be'],
    [['counter', ...site, '--trust-proxy', '10.0.0.0/40'], '"--trust-proxy" must be'],
    [['counter', ...site, '--timezone', 'Hà Nội'], '"--timezone" must be'],
    [['counter', ...site, '--site', 'b=https://b.example/', '--pages', 'x'], '--pages goes with a single --site'],
    [['counter', 'export'], 'the name of a .csv or .json file is needed'],
    [['counter', 'exprot', 'a.csv'], 'export, import'],
    [['views', 'push'], 'pull'],
  ])('%j', async (args, told) => {
    const store = join(folder(), 'counter.db')
    const said: string[] = []
    const terminal = { out: () => {}, error: (text: string) => void said.push(text), color: false, live: false }
    const stored = args[0] === 'counter' ? ['--store', store] : []
    const status = await run(
      [...args, ...stored, '--lang', 'en'],
      {},
      terminal,
      `file://${repository}/dist/build-portal.js`,
    )
    expect([status, said.join('')]).toEqual([2, expect.stringContaining(told)])
    expect(existsSync(store)).toBe(false)
  })

  test('a settings file is checked whole, each fault at its place', () => {
    const place = folder()
    writeFileSync(
      join(place, 'counter.yaml'),
      'prot: 1\nport: 70000\ntrustProxy: [all]\nsites: [{id: "a b", url: x}]\n',
    )
    const { status, stderr } = cli(place, 'counter', '--config', 'counter.yaml')
    expect(status).toBe(2)
    for (const where of [
      'counter.yaml:1:1',
      'counter.yaml:2:7',
      'counter.yaml:3:14',
      'counter.yaml:4:14',
      'counter.yaml:4:26',
    ])
      expect(stderr).toContain(where)
  })
})

test('a file that is served is refused to a second process until the first has ended, however it ended', async () => {
  const place = folder()
  const first = await program(site, place)
  expect(await sendHit(first.port, 1, '/a/')).toBe(200)
  const second = cli(place, 'counter', ...site, '--port', '0')
  expect([second.status, second.stderr]).toEqual([3, expect.stringContaining('in use by another process')])
  expect(cli(place, 'counter', 'export', 'ra.csv')).toMatchObject({ status: 0 })
  await first.stop('SIGKILL')
  const next = await program(site, place)
  expect(await sendHit(next.port, 1, '/a/')).toBe(200)
  expect(await next.stop('SIGTERM')).toBe(0)
})

test('a port that is taken, and a store that is none, are told', async () => {
  const place = folder()
  const { port } = await program(site, place)
  const taken = cli(place, 'counter', ...site, '--port', String(port), '--store', 'other.db')
  expect([taken.status, taken.stderr]).toEqual([3, expect.stringContaining(`127.0.0.1:${port}`)])
  writeFileSync(
    join(place, 'text.db'),
    'This is no database, and long enough to be read as the head of one.'.repeat(20),
  )
  const broken = cli(place, 'counter', ...site, '--store', 'text.db')
  expect([broken.status, broken.stderr]).toEqual([3, expect.stringContaining('[counter-failed]')])
  const away = cli(place, 'counter', ...site, '--store', 'redis://u:secret@127.0.0.1:2/')
  expect([away.status, away.stderr]).toEqual([3, expect.stringContaining('redis://127.0.0.1:2/')])
  expect(away.stderr).not.toContain('secret')
})
