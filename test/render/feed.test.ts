/** Feeds are well-formed and say what was written, whatever an author or the settings hold. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import RssParser from 'rss-parser'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { buildPortal, bulletin, plainSettings, portal } from '../support/portal.ts'

const hostile = [']]> rồi ]]> nữa', '</script><script>alert(1)</script>', `"'>< & &amp; <!--`, 'A < B & C > D']

test.each(hostile)('%s', async (text) => {
  const quoted = `'${text.replaceAll("'", "''")}'`
  const root = portal({
    'portal.yaml': plainSettings.replace('title: Trang thử', `title: ${quoted}`),
    'content/tin.md': bulletin(
      { title: quoted, author: `{name: ${quoted}}`, tags: `[${quoted}, a]`, slug: 'tin' },
      `${text}\n`,
    ),
  })
  const { exit } = await buildPortal(root)
  expect(exit).toBe(0)
  for (const name of ['feed.xml', 'atom.xml', 'sitemap.xml']) {
    const contents = readFileSync(join(root, '_site', name), 'utf8')
    const { errors } = await validateXML({ xml: { fileName: name, contents }, normalization: 'format' })
    expect(errors).toEqual([])
    if (name === 'sitemap.xml') continue
    const feed = await new RssParser().parseString(contents)
    expect(feed.title).toBe(text)
    expect(feed.items[0]?.title).toBe(text)
  }
  const json = JSON.parse(readFileSync(join(root, '_site/feed.json'), 'utf8'))
  expect([json.title, json.items[0].title, json.items[0].tags[1]]).toEqual([text, text, text])
})
