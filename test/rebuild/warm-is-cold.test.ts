/** After any edits a warm build gives, byte for byte, what a cold one gives. */
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPortal, bulletin, portal, tree, write } from '../support/portal.ts'
import { archive, archived, archiveSettings } from './archive.ts'

/** How many bulletins an edit may be about. */
const length = 14

type Edit =
  | { kind: 'add' | 'delete' | 'undo'; number: number }
  | { kind: 'body' | 'tail' | 'title' | 'date' | 'draft' | 'tag' | 'link'; number: number; to: number }
  | { kind: 'rename'; number: number; to: number }
  | { kind: 'template'; to: number }
  | { kind: 'settings'; to: number }
  | { kind: 'static'; to: number }
  | { kind: 'image'; number: number; to: number }

const number = fc.nat(length - 1)
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constantFrom('add' as const, 'delete' as const, 'undo' as const), number }),
  fc.record({
    kind: fc.constantFrom(
      'body' as const,
      'tail' as const,
      'title' as const,
      'date' as const,
      'draft' as const,
      'tag' as const,
      'link' as const,
    ),
    number,
    to: fc.nat(5),
  }),
  fc.record({ kind: fc.constant('rename' as const), number, to: fc.nat(5) }),
  fc.record({ kind: fc.constant('template' as const), to: fc.nat(3) }),
  fc.record({ kind: fc.constant('settings' as const), to: fc.nat(3) }),
  fc.record({ kind: fc.constant('static' as const), to: fc.nat(3) }),
  fc.record({ kind: fc.constant('image' as const), number, to: fc.nat(2) }),
)

/** A picture of one pixel by `to` + 1 pixels, as SVG. */
const picture = (to: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="${to + 1}"/>`

function apply(root: string, one: Edit): void {
  if (one.kind === 'rename') {
    const [path, text] = archived(one.number)
    write(root, { [path]: text })
    renameSync(join(root, path), join(root, path.replace('.md', `-moi-${one.to}.md`)))
  } else write(root, filesOf(one))
}

/** The files that an edit writes; null deletes one. */
function filesOf(one: Exclude<Edit, { kind: 'rename' }>): Record<string, string | null> {
  if (one.kind === 'template')
    return { 'templates/partials/share.hbs': one.to === 0 ? null : `<p class="share">Bản ${one.to}</p>\n` }
  if (one.kind === 'settings')
    return { 'portal.yaml': archiveSettings.replace('pageSize: 5', `pageSize: ${5 + one.to}`) }
  if (one.kind === 'static') {
    // Every page names the style by its digest.
    const style = one.to === 0 ? null : `body { order: ${one.to} }\n`
    return { 'static/ghi-chu.txt': one.to === 0 ? null : `Bản ${one.to}\n`, 'static/theme.css': style }
  }
  const [path, text] = archived(one.number)
  switch (one.kind) {
    case 'add':
    case 'undo':
      return { [path]: text }
    case 'delete':
      return { [path]: null }
    case 'body':
      return { [path]: text.replace('Nội dung', `Nội dung sửa lần ${one.to}`) }
    case 'tail':
      // No other page tells of this line: the short way.
      return { [path]: text.replace('chỉ tiêu', `chỉ tiêu lần ${one.to}`) }
    case 'title':
      return { [path]: text.replace('title: Tin', `title: Tin sửa lần ${one.to}, số`) }
    case 'date':
      return { [path]: text.replace(/date: 2020-../, `date: 2020-0${one.to + 1}`) }
    case 'draft':
      return { [path]: text.replace('\n---\n\n', `\ndraft: ${one.to % 2 === 0}\n---\n\n`) }
    case 'tag':
      return { [path]: text.replace(/tags: .*/, `tags: [từ khóa ${one.to}]`) }
    case 'link':
      return { [path]: `${text}\n[Xem thêm](./${archived(one.to)[0].split('/').at(-1)}#ket-qua)\n` }
    case 'image':
      return {
        [path]: `${text}\n![Ảnh](anh-${one.number}.svg "Chú thích")\n`,
        [path.replace(/[^/]+$/, `anh-${one.number}.svg`)]: picture(one.to),
      }
  }
}

test('warm output equals cold output, after every edit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 7 }), async (edits) => {
      const root = portal({ ...archive(8), 'content/2020/luon-co.md': bulletin() })
      const cache = join(root, '.build-portal/cache')
      try {
        await buildPortal(root, { cache })
        for (const one of edits) {
          apply(root, one)
          const warm = await buildPortal(root, { cache })
          rmSync(join(root, '_cold'), { recursive: true, force: true })
          const cold = await buildPortal(root, { out: join(root, '_cold') })
          // Broken content breaks both alike; these can only be told where something was published before.
          const ofBefore = ['url-vanished', 'silent-change']
          const told = ({ diagnostics }: typeof warm) => diagnostics.filter(({ code }) => !ofBefore.includes(code))
          expect(told(warm)).toEqual(told(cold))
          if (cold.exit !== 0) continue
          expect(tree(join(root, '_site'))).toEqual(tree(join(root, '_cold')))
          const manifest = (out: string) => readFileSync(join(root, out, '.portal/manifest.json'), 'utf8')
          expect(manifest('_site')).toBe(manifest('_cold'))
        }
      } finally {
        rmSync(root, { recursive: true, force: true })
      }
    }),
    { numRuns: 15, seed: 94, endOnFailure: true },
  )
}, 600_000)
