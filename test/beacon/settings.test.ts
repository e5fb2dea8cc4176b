/** Settings of the counter that do not fit: each is told of at its place. */
import { expect, test } from 'vitest'
import { readSettings } from '../../src/source/settings.ts'
import { plainSettings } from '../support/portal.ts'

const faults = (settings: string) =>
  readSettings(plainSettings + settings, 'portal.yaml', null).diagnostics.map(({ code, args, place }) => {
    const { key, expected } = args as { key: string; expected?: string }
    return [code, key, ...(expected === undefined ? [] : [expected]), `${place?.line}:${place?.column}`].join(' ')
  })

const at = 'https://dem.example.gov.vn'

test.each([
  [`counter: {provider: portal, endpoint: '${at}', site: yen-chau}`, []],
  [`counter: {provider: goatcounter, endpoint: '${at}'}`, []],
  [
    `counter: {provider: umami, endpoint: '${at}/thong-ke', site: 50429a93-8479-4073-be80-d5d29c09c2ec, share: HdVBrs2T}`,
    [],
  ],
  [`counter: {provider: none, endpoint: '${at}', site: yen-chau}`, []],
  ['counter: {provider: portal}', ['setting-missing counter.endpoint 8:10', 'setting-missing counter.site 8:10']],
  [`counter: {provider: umami, endpoint: '${at}'}`, ['setting-missing counter.site 8:10']],
  [`counter: {endpoint: '${at}', site: yen-chau}`, ['setting-missing counter.provider 8:10']],
  [`counter: {provider: goatcounter, endpoint: '${at}', site: yen-chau}`, ['setting-unneeded counter.site 8:80']],
  [`counter: {provider: portal, endpoint: '${at}', site: a, share: HdVBrs2T}`, ['setting-unneeded counter.share 8:85']],
  ['counter: {provider: matomo}', ['setting-invalid counter.provider provider 8:21']],
  ['counter: {provider: portal, endpoint: /dem/, site: a}', ['setting-invalid counter.endpoint endpoint 8:39']],
  [`counter: {provider: portal, endpoint: '${at}/?x=1', site: a}`, ['setting-invalid counter.endpoint endpoint 8:39']],
  [
    "counter: {provider: portal, endpoint: 'https://u:p@dem.vn', site: a}",
    ['setting-invalid counter.endpoint endpoint 8:39'],
  ],
  [
    'counter: {provider: portal, endpoint: "https://dem.vn; script-src *", site: a}',
    ['setting-invalid counter.endpoint endpoint 8:39'],
  ],
  [
    'counter: {provider: portal, endpoint: javascript:alert(1), site: a}',
    ['setting-invalid counter.endpoint endpoint 8:39'],
  ],
  [
    "counter: {provider: portal, endpoint: 'http://dem.example.gov.vn', site: a}",
    ['setting-invalid counter.endpoint secure 8:39'],
  ],
  ["counter: {provider: portal, endpoint: 'http://127.0.0.1:8787', site: a}", []],
  [`counter: {provider: portal, endpoint: '${at}', site: '<script>'}`, ['setting-invalid counter.site id 8:75']],
  [
    `counter: {provider: umami, endpoint: '${at}', site: a, share: a/../b}`,
    ['setting-invalid counter.share share 8:84'],
  ],
  ['counter: {legacy: {total: -1}}', ['setting-invalid counter.legacy.total number 8:27']],
  ['counter: {legacy: {asOf: 2023-02-30}}', ['setting-invalid counter.legacy.asOf date 8:26']],
  ['counter: {legacy: {totals: 1}}', ['setting-unknown counter.legacy.totals 8:20']],
  ['tracker: thongke.js', ['setting-invalid tracker url 8:10']],
  ['tracker: http://thongke.example.gov.vn/a.js', ['setting-invalid tracker secure 8:10']],
  ['tracker: https://thongke.example.gov.vn/a.js?id=1', []],
])('%s', (settings, expected) => {
  expect(faults(settings)).toEqual(expected)
})
