/** The JSON twins: what stands in them, beside which pages, and what of a bulletin that is held back or was removed. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, page, plainSettings, portal } from '../support/portal.ts'

const settings = `${plainSettings.replace('example.gov.vn/', 'example.gov.vn/cong/')}outputs: [html, json]\n`
const site = 'https://thu.example.gov.vn/cong'
const twin = (root: string, path: string) => JSON.parse(page(root, `${path}index.json`))

describe('a twin', () => {
  const text = `Theo Quyết định, xem [bài kia](kia.md#hai) và [trên](#mot).\n\n## Một {#mot}\n\n![Cầu](cau.svg)\n\n<script>alert(1)</script>\n`
  const files = {
    'portal.yaml': settings,
    'content/nay.md': bulletin(
      {
        title: '"Cầu </script> & “mới”"',
        date: '2024-05-06T08:00:00+07:00',
        updated: '2024-05-07',
        category: 'thong-bao',
        tags: '[Cầu đường]',
        decision: '{number: 94/QĐ-UBND, date: 2023-01-12, issuer: UBND tỉnh Sơn La, file: qd.pdf}',
        image: '{src: cau.svg, alt: Cây cầu, credit: Hà Mai}',
        attachments: '[{file: qd.pdf, title: Quyết định, lang: vi}]',
        source: '{name: Báo Sơn La, url: https://baosonla.example.vn/}',
        changes: '[{at: 2024-05-07, note: Sửa ngày., kind: correction}]',
      },
      text,
    ),
    'content/kia.md': bulletin({ title: 'Bài kia' }, '## Hai {#hai}\n\nNội dung.\n'),
    'content/cau.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>',
    'content/qd.pdf': '%PDF-1.4\n',
  }

  test('tells what the page tells, every address absolute', async () => {
    const root = portal(files)
    const { exit } = await buildPortal(root)
    expect(exit).toBe(0)
    const { html, ...facts } = twin(root, '2024/05/nay/')
    expect(facts).toEqual({
      url: `${site}/2024/05/nay/`,
      language: 'vi',
      title: 'Cầu </script> & “mới”',
      date: '2024-05-06T08:00:00+07:00',
      updated: '2024-05-07',
      summary: 'Theo Quyết định, xem bài kia và trên.',
      section: { id: 'thong-bao', title: 'Thông báo', url: `${site}/chuyen-muc/thong-bao/` },
      authors: [{ name: 'Lừ Chương', role: null, url: `${site}/tac-gia/lu-chuong/` }],
      tags: [{ title: 'Cầu đường', url: `${site}/tu-khoa/cau-duong/` }],
      decisions: [
        {
          number: '94/QĐ-UBND',
          title: null,
          date: '2023-01-12',
          issuer: 'UBND tỉnh Sơn La',
          url: `${site}/van-ban/ubnd-tinh-son-la/2023/94-qd-ubnd/`,
          source: null,
          file: `${site}/2024/05/nay/qd.pdf`,
        },
      ],
      image: null,
      images: [{ url: `${site}/2024/05/nay/cau.svg`, width: 30, height: 20 }],
      attachments: [
        { title: 'Quyết định', url: `${site}/2024/05/nay/qd.pdf`, type: 'PDF', size: 9, pages: null, language: 'vi' },
      ],
      source: { name: 'Báo Sơn La', url: 'https://baosonla.example.vn/' },
      changes: [{ at: '2024-05-07', note: 'Sửa ngày.', kind: 'correction', wrong: null, right: null }],
      translations: [],
      publisher: 'Trang thử',
      expires: null,
      withdrawn: null,
      removed: null,
    })
    expect(html).toContain(`href="${site}/2024/05/kia/#hai"`)
    expect(html).toContain(`href="${site}/2024/05/nay/#mot"`)
    expect(html).toContain(`src="${site}/2024/05/nay/cau.svg"`)
    expect(html).not.toContain('<script')
  })

  test('is linked from its page, and from no other', async () => {
    const root = portal(files)
    await buildPortal(root)
    expect(page(root, '2024/05/kia/index.html')).toContain(
      '<link rel="alternate" type="application/json" title="Bài kia" href="/cong/2024/05/kia/index.json">',
    )
    expect(page(root, 'index.html')).not.toContain('application/json"')
  })

  test('is there only where the settings ask for it', async () => {
    const root = portal({ ...files, 'portal.yaml': settings.replace('outputs: [html, json]\n', '') })
    await buildPortal(root)
    expect(existsSync(join(root, '_site/2024/05/nay/index.json'))).toBe(false)
    expect(page(root, '2024/05/nay/index.html')).not.toContain('application/json"')
  })
})

describe('a bulletin that', () => {
  const built = async (front: Record<string, string>) => {
    const root = portal({
      'portal.yaml': settings,
      'content/kia.md': bulletin(),
      'content/nay.md': bulletin(front, 'Điều kín.\n'),
    })
    await buildPortal(root)
    return root
  }

  test.each<Record<string, string>>([{ draft: 'true' }, { publishAt: '2027-01-01' }])(
    'is held back (%j) has none',
    async (front) => {
      expect(existsSync(join(await built(front), '_site/2024/05/nay/index.json'))).toBe(false)
    },
  )

  test('was removed keeps neither title nor text', async () => {
    const root = await built({ title: 'Tên kín', removed: '{at: 2024-06-01, reason: Theo yêu cầu.}' })
    expect(twin(root, '2024/05/nay/')).toEqual({
      url: `${site}/2024/05/nay/`,
      language: 'vi',
      removed: { at: '2024-06-01', reason: 'Theo yêu cầu.' },
    })
  })

  test('was withdrawn keeps its text, with the notice', async () => {
    const root = await built({ withdrawn: '{at: 2024-06-01, reason: Số liệu sai., replacedBy: kia.md}' })
    expect(twin(root, '2024/05/nay/')).toMatchObject({
      html: '<p>Điều kín.</p>',
      withdrawn: { at: '2024-06-01', reason: 'Số liệu sai.', replacedBy: `${site}/2024/05/kia/` },
    })
  })

  test('has a file named index.json beside it keeps both', async () => {
    const root = portal({
      'portal.yaml': settings,
      'content/nay.md': bulletin({ attachments: 'index.json' }),
      'content/index.json': '{"own": true}\n',
    })
    expect((await buildPortal(root)).exit).toBe(0)
    expect(JSON.parse(page(root, '2024/05/nay/index-2.json'))).toEqual({ own: true })
    expect(twin(root, '2024/05/nay/').title).toBe('Tin thử')
  })
})

describe('the setting', () => {
  test('asks for the page too', async () => {
    const root = portal({ 'portal.yaml': settings.replace('[html, json]', '[json]'), 'content/a.md': bulletin() })
    expect((await buildPortal(root)).diagnostics.map(({ code }) => code)).toEqual(['setting-invalid'])
  })
})
