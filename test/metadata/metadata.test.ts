/** What machines read of every page: schema.org, Dublin Core, Open Graph; whole, valid, and safe whatever a text says. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bilingual, buildBilingual, home, pageAt, remove } from '../languages/bilingual.ts'
import { linkedData, meta, parsed } from '../sample/document.ts'
import { buildPortal, bulletin, now, page, plainSettings, portal, repository, tree } from '../support/portal.ts'
import { strange } from './vocabulary.ts'

let english = ''
let sample = ''
beforeAll(async () => {
  english = bilingual()
  await buildBilingual(english)
  sample = mkdtempSync(join(tmpdir(), 'sample-'))
  await buildPortal(repository, { out: join(sample, '_site'), now: Date.parse(now) })
})
afterAll(() => {
  remove(english)
  rmSync(sample, { recursive: true, force: true })
})

/** The JSON-LD of a page by type. */
const nodes = (html: string) => new Map(linkedData(parsed(html)).map((node) => [node['@type'], node]))
const at = (url: string) => pageAt(english, url)
const pages = (root: string) => [...tree(join(root, '_site'))].filter(([path]) => path.endsWith('.html'))

describe('JSON-LD', () => {
  test('says only what schema.org knows, on every page of the sample and of a site in two languages', () => {
    const odd = [...pages(sample), ...pages(english)].flatMap(([path, html]) =>
      linkedData(parsed(html)).flatMap((node) => strange(node, `${path}: ${node['@type']}`)),
    )
    expect(odd).toEqual([])
  })

  test('the vocabulary knows what is wrong', () => {
    expect(strange({ '@type': 'NewsArticle', headline: 'x', heading: 'y', author: { '@type': 'Human' } })).toEqual([
      '.heading is no property of NewsArticle',
      '.author has the type Human',
    ])
  })

  test('the home page names the site and the office', () => {
    expect(nodes(at('/en/')).get('GovernmentOrganization')).toEqual({
      '@context': 'https://schema.org',
      '@type': 'GovernmentOrganization',
      name: 'People’s Committee of Yen Chau District',
      url: `${home}/`,
      address: 'Subdivision 4, Yen Chau Town, Yen Chau District, Son La Province',
      telephone: '0212 3840 000',
      email: 'vanphong@yenchau.example.gov.vn',
      parentOrganization: { '@type': 'GovernmentOrganization', name: 'People’s Committee of Son La Province' },
    })
    expect(nodes(at('/en/')).get('WebSite')).toMatchObject({ url: `${home}/en/`, inLanguage: 'en' })
  })

  test('a bulletin is a NewsArticle that cites Legislation', () => {
    const decision = `${home}/en/decisions/ubnd-tinh-son-la/2023/94-qd-ubnd/`
    expect(nodes(at('/en/2023/01/group-a/')).get('NewsArticle')).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': `${home}/en/2023/01/group-a/`,
      headline: 'Yen Chau ranks in group A for administrative reform',
      description: 'The district scored 87.94 points, which puts it in group A of the province.',
      inLanguage: 'en',
      datePublished: '2023-01-18',
      dateModified: '2023-02-03',
      author: [
        {
          '@type': 'Person',
          name: 'Lừ Chương',
          url: `${home}/en/author/lu-chuong/`,
          affiliation: { '@type': 'Organization', name: 'Media Centre' },
        },
      ],
      publisher: {
        '@type': 'GovernmentOrganization',
        name: 'People’s Committee of Yen Chau District',
        url: `${home}/`,
      },
      isPartOf: { '@type': 'WebSite', name: 'Yen Chau District Portal', url: `${home}/en/` },
      articleSection: 'News',
      keywords: ['administrative reform'],
      mainEntityOfPage: `${home}/en/2023/01/group-a/`,
      isAccessibleForFree: true,
      correction: [
        {
          '@type': 'CorrectionComment',
          text: 'The score is now given with its decimals. We said “88 points”. This should read “87.94 points”.',
          datePublished: '2023-02-03',
        },
      ],
      citation: [
        {
          '@type': 'Legislation',
          '@id': decision,
          url: decision,
          name: 'On the index of administrative reform in 2022',
          legislationIdentifier: '94/QĐ-UBND',
          legislationType: 'Decision',
          legislationDate: '2023-01-12',
          legislationPassedBy: {
            '@type': 'GovernmentOrganization',
            name: 'People’s Committee of Son La Province',
          },
        },
      ],
      translationOfWork: { '@type': 'NewsArticle', '@id': `${home}/2023/01/nhom-a/`, inLanguage: 'vi' },
    })
    expect(nodes(at('/2023/01/nhom-a/')).get('NewsArticle')).toMatchObject({
      workTranslation: [{ '@id': `${home}/en/2023/01/group-a/`, inLanguage: 'en' }],
    })
  })

  test('a decision’s page is Legislation, with what tells of it', () => {
    expect(nodes(at('/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/')).get('Legislation')).toMatchObject({
      legislationIdentifier: '94/QĐ-UBND',
      legislationType: 'Quyết định',
      legislationDate: '2023-01-12',
      legislationPassedBy: { name: 'UBND tỉnh Sơn La' },
      subjectOf: [{ '@type': 'NewsArticle', url: `${home}/2023/01/nhom-a/` }],
    })
  })

  test('a withdrawn bulletin says so', () => {
    expect(nodes(at('/en/2024/07/survey/')).get('NewsArticle')).toMatchObject({
      headline: 'Withdrawn: Survey of households',
      description: 'This bulletin has been withdrawn. Reason: The survey was put off.',
      creativeWorkStatus: 'Withdrawn',
    })
  })

  test('the trail of a page ends above it', () => {
    expect(nodes(at('/en/category/tin-tuc/')).get('BreadcrumbList')?.itemListElement).toEqual([
      { '@type': 'ListItem', position: 1, name: 'Home', item: `${home}/en/` },
    ])
  })

  test('nothing in a text ends the script or begins a comment', async () => {
    const nasty = '</script><script>alert(1)</script><!-- <script> \u2028 ]]>'
    const root = portal({
      'portal.yaml': plainSettings.replace('Trang thử', JSON.stringify(nasty)),
      'content/tin.md': bulletin({
        title: JSON.stringify(nasty),
        author: JSON.stringify(nasty),
        tags: JSON.stringify(['a </script>']),
        summary: JSON.stringify(nasty),
        decision: JSON.stringify({ number: '94/QĐ-UBND', issuer: 'UBND tỉnh', title: nasty }),
      }),
    })
    expect((await buildPortal(root)).exit).toBe(0)
    for (const [path, html] of pages(root)) {
      expect(html, path).not.toContain('<script>')
      for (const node of linkedData(parsed(html))) expect(strange(node, path)).toEqual([])
    }
    expect(nodes(page(root, '2024/05/tin/index.html')).get('NewsArticle')?.headline).toBe(
      nasty.replace('\u2028', ' ').replace(/\s+/g, ' '),
    )
  })
})

describe('Dublin Core', () => {
  const elements =
    'title creator date description publisher contributor identifier language type format subject relation rights'
  test('a bulletin has every element that it has something for', () => {
    const document = parsed(at('/en/2023/01/group-a/'))
    for (const element of elements.split(' ')) expect(meta(document, `DC.${element}`), element).not.toEqual([])
    expect(meta(document, 'DC.relation')).toEqual(['94/QĐ-UBND', `${home}/2023/01/nhom-a/`])
    expect(meta(document, 'DC.language')).toEqual(['en'])
  })

  test('source, rights and contributors come from where they are written', async () => {
    const root = portal({
      'portal.yaml': `${plainSettings}agency: {name: UBND huyện, responsible: Bà Hà}\n`,
      'content/tin.md': bulletin({
        source: '{name: Báo Sơn La}',
        image: '{src: a.svg, alt: Cầu, credit: Hà Mai}',
      }),
      'content/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>',
    })
    await buildPortal(root)
    const document = parsed(page(root, '2024/05/tin/index.html'))
    expect(meta(document, 'DC.contributor')).toEqual(['Hà Mai', 'Bà Hà'])
    expect(meta(document, 'DC.source')).toEqual(['Báo Sơn La'])
    expect(meta(document, 'DC.rights')).toEqual(['Bản quyền thuộc về UBND huyện'])
  })

  test.each(['/gioi-thieu/', '/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/'])('%s has its own', (url) => {
    const document = parsed(at(url))
    expect(meta(document, 'DC.title')).toHaveLength(1)
    expect(meta(document, 'DC.identifier')).toEqual([home + url])
  })
})

describe('Open Graph', () => {
  test('every page with an address has a card and a description', () => {
    const bare = [...pages(sample), ...pages(english)].filter(([path, html]) => {
      const document = parsed(html)
      const redirect = html.includes('http-equiv="refresh"')
      const named = ['og:title', 'og:description', 'og:url', 'description', 'twitter:card'].every(
        (name) => meta(document, name).length === 1,
      )
      return !named && !redirect && !path.endsWith('404.html')
    })
    // A tombstone tells nothing of what stood there.
    expect(bare.filter(([, html]) => !html.includes('class="sheet tombstone')).map(([path]) => path)).toEqual([])
  })

  test('no two heads of lists have one description', () => {
    const told = pages(english).flatMap(([path, html]) =>
      path.includes('page/1') || path.includes('trang/1') || !html.includes('class="page-head"')
        ? []
        : meta(parsed(html), 'description'),
    )
    expect(new Set(told).size).toBe(told.length)
  })

  test('a bulletin names its languages, authors and section', () => {
    const document = parsed(at('/2023/01/nhom-a/'))
    expect(meta(document, 'og:locale')).toEqual(['vi_VN'])
    expect(meta(document, 'og:locale:alternate')).toEqual(['en_US'])
    expect(meta(document, 'article:author')).toEqual([`${home}/tac-gia/lu-chuong/`])
    expect(meta(parsed(at('/2024/05/hmong/')), 'og:locale')).toEqual(['hmn'])
  })
})
