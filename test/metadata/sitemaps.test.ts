/** What search engines are told of, by what a bulletin says of itself. */
import { expect, test } from 'vitest'
import { buildPortal, bulletin, page, portal } from '../support/portal.ts'

const date = '2025-12-31'

test.each([{ drafts: false }, { drafts: true }])(
  'both sitemaps name what is new; neither what is expired, a draft or not to be indexed; the news nothing withdrawn (%j)',
  async (options) => {
    const root = portal({
      'content/moi.md': bulletin({ date }),
      'content/thu-hoi.md': bulletin({ date, withdrawn: '{at: 2025-12-31, reason: Sai}' }),
      'content/het-han.md': bulletin({ date, expiresAt: '2025-12-31T12:00:00+07:00' }),
      'content/kin.md': bulletin({ date, noindex: 'true' }),
      'content/nhap.md': bulletin({ date, draft: 'true' }),
    })
    expect((await buildPortal(root, options)).exit).toBe(0)
    const named = (path: string) =>
      [...page(root, path).matchAll(/<loc>[^<]*\/2025\/12\/(.*?)\/<\/loc>/g)].map(([, slug]) => slug)
    expect(named('news-sitemap.xml')).toEqual(['moi'])
    expect(named('sitemap-2025.xml')).toEqual(['moi', 'thu-hoi'])
  },
)
