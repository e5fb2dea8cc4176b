/** What a bulletin's own `lint`, and the settings' `lints`, switch off: by code and file, whichever step found it. */
import { describe, expect, test } from 'vitest'
import { buildPortal, bulletin, plainSettings, portal } from '../support/portal.ts'

/** One finding of each step that gives advice. */
const advice = {
  'key-unknown': { front: { catagory: 'x' } },
  'authors-joined': { front: { author: 'Lò Văn A, Lò Văn B và Lò Văn C' } },
  'tag-merged': { front: { tags: '[dat dai]' } },
  'decision-incomplete': { front: { decision: '"94"' } },
  'date-doubtful': { front: { date: '1026-05-06' } },
  'cell-lost': { body: '| A | B |\n|---|---|\n| 1 | 2 | 3 |\n' },
  'image-alt-missing': { body: '![](anh.svg)\n' },
  misspelling: { body: 'Các nghành.\n' },
} satisfies Record<string, { front?: Record<string, string>; body?: string }>

const codes = Object.keys(advice)
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

/** A bulletin for each finding; `more` is added to their front matter. */
function findings(more: (code: string) => Record<string, string>): Record<string, string> {
  const texts = Object.entries<{ front?: Record<string, string>; body?: string }>(advice).map(
    ([code, { front, body }]) => [
      `content/${code}.md`,
      bulletin({ title: `Tin ${code}`, ...front, ...more(code) }, body ?? `Nội dung ${code}.\n`),
    ],
  )
  return {
    'content/anh.svg': drawing,
    'content/goc.md': bulletin({ title: 'Gốc', tags: '[đất đai]' }),
    'content/goc-2.md': bulletin({ title: 'Gốc hai', tags: '[đất đai]' }),
    'content/goc - Copy.md': bulletin({ title: 'Gốc', tags: '[đất đai]', ...more('file-copied') }),
    ...Object.fromEntries(texts),
  }
}

async function told(files: Record<string, string>, only: 'build' | 'check' = 'check') {
  const { diagnostics } = await buildPortal(portal(files), { only })
  return diagnostics.map(({ code, severity, place }) => `${severity} ${code} ${place?.file}`).sort()
}

const all = [
  'warning file-copied content/goc - Copy.md',
  ...codes.map((code) => `warning ${code} content/${code}.md`),
].sort()

test('without it each is told', async () => {
  expect(await told(findings(() => ({})))).toEqual(all)
})

describe('lint.ignore', () => {
  test('leaves out its codes of its bulletin, whichever step found them', async () => {
    expect(await told(findings((code) => ({ lint: `{ignore: [${code}], reason: Nguyên văn.}` })))).toEqual([])
  })

  test('leaves out no other code, and nothing of another bulletin', async () => {
    const other = (code: string) => codes[(codes.indexOf(code) + 1) % codes.length]
    expect(await told(findings((code) => ({ lint: `{ignore: [${other(code)}], reason: Nguyên văn.}` })))).toEqual(all)
  })

  test('leaves out no error, nor one to come, nor what others rely on', async () => {
    const ignored = ['file-missing', 'silent-change', 'approval-own', 'approval-unlisted', 'lint-reason-missing']
    const lint = `{ignore: [${ignored}], reason: Nguyên văn.}`
    const approved = { approvedBy: 'Lừ Chương', approvedAt: '2024-05-06' }
    const faulty = {
      'portal.yaml': `${plainSettings}approvals: {required: true}\nlints: {file-missing: off}\n`,
      'content/trang.md': bulletin({ title: 'Một', lint, ...approved }),
      'content/nhap.md': bulletin({ title: 'Hai', lint, draft: 'true' }, '![Họp](khong-co.jpg)\n'),
      'content/loi.md': bulletin({
        title: 'Ba',
        lint,
        image: 'khong-co.jpg',
        approvedBy: 'A',
        approvedAt: '2024-05-06',
      }),
    }
    expect(await told(faulty, 'build')).toEqual([
      'error file-missing content/loi.md',
      'warning approval-own content/trang.md',
      'warning file-missing content/nhap.md',
    ])
  })
})

test('lints of the settings leave out the codes everywhere', async () => {
  const off = [...codes, 'file-copied'].map((code) => `${code}: off`)
  const settings = { 'portal.yaml': `${plainSettings}lints: {${off.join(', ')}}\n` }
  expect(await told({ ...settings, ...findings(() => ({})) })).toEqual([])
})
