/** Files of a portal's static/ that the build would write itself, or that are for machines. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPortal, bulletin, portal, runCli } from '../support/portal.ts'

const built = async (files: Record<string, string>) => {
  const root = portal({ 'content/a.md': bulletin(), ...files })
  const { diagnostics } = await buildPortal(root)
  return { root, told: diagnostics.map(({ code, args, place }) => ({ code, args, file: place?.file })) }
}

test.each([
  ['.nojekyll', ''],
  ['.nojekyll', 'của cơ quan\n'],
  ['robots.txt', 'User-agent: *\nDisallow: /tim-kiem/\n'],
  ['CNAME', 'thu.example.gov.vn\n'],
  ['.well-known/security.txt', 'Contact: mailto:a@b.vn\n'],
])('static/%s is published as it is', async (name, text) => {
  const { root, told } = await built({ [`static/${name}`]: text })
  expect(told).toEqual([])
  expect(readFileSync(join(root, '_site', name), 'utf8')).toBe(text)
})

test.each(['sitemap.xml', '404.html', 'feed.xml'])('static/%s collides with what the build makes', async (name) => {
  const { told } = await built({ [`static/${name}`]: 'của cơ quan' })
  expect(told).toEqual([
    { code: 'url-collision', args: { url: `/${name}`, other: null, isStatic: true }, file: `static/${name}` },
  ])
})

/** As the services hand them out. */
const proofs = {
  'google1234567890abcdef.html': 'google-site-verification: google1234567890abcdef.html',
  'BingSiteAuth.xml': '<?xml version="1.0"?>\n<users>\n\t<user>0123456789ABCDEF</user>\n</users>',
  'zalo_verifierAbCdEf.html':
    '<!DOCTYPE html>\n<html lang="en">\n\n<head>\n    <meta property="zalo-platform-site-verification" content="AbCdEf" />\n</head>\n\n<body>\nThere Is No Limit To What You Can Accomplish Using Zalo!\n</body>\n\n</html>',
  'yandex_0123456789abcdef.html':
    '<html>\n    <head>\n        <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\n    </head>\n    <body>Verification: 0123456789abcdef</body>\n</html>',
  'pinterest-abcde.html':
    '<!DOCTYPE html><html><head><meta name="p:domain_verify" content="abcde"/><title></title></head><body><img src="https://s.pinimg.com/x.png"></body></html>',
}

test('proofs of ownership are no pages; a static page that readers come to is one', async () => {
  const statics = Object.fromEntries(Object.entries(proofs).map(([name, text]) => [`static/${name}`, text]))
  const { root, told } = await built({ ...statics, 'static/ban-do/index.html': '<p>Bản đồ</p>' })
  expect(told).toEqual([])
  const check = () => JSON.parse(runCli(['check', '--root', root, '--site', '--format', 'json']).stdout)
  expect(check().diagnostics).toEqual([])
  for (const [name, text] of Object.entries(proofs)) expect(readFileSync(join(root, '_site', name), 'utf8')).toBe(text)
  const files = () => new Set(check().diagnostics.map(({ file }: { file: string }) => file))
  // What another hand put into the site is a page.
  mkdirSync(join(root, '_site/la'))
  writeFileSync(join(root, '_site/la/index.html'), '<p>Lạ</p>')
  expect(files()).toEqual(new Set(['_site/la/index.html']))
  rmSync(join(root, '_site/la'), { recursive: true })
  // Readers come to the map now.
  writeFileSync(join(root, 'content/b.md'), bulletin({}, '[Bản đồ](/ban-do/)\n'))
  expect((await buildPortal(root)).diagnostics).toEqual([])
  expect(files()).toEqual(new Set(['_site/ban-do/index.html']))
})
