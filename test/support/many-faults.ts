/** Portals of any size in which every bulletin has faults, written file by file. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainSettings } from './portal.ts'

/** What is wrong with every bulletin: a missing file, a dead link, or seven findings and a missing file. */
export type Faults = 'files' | 'links' | 'findings'

/** The findings of one bulletin of `findings`, the missing file last. */
export const findingsOfOne = 8

/** Writes `count` bulletins into one folder, each with a picture beside it, and gives the codes that a check finds in each. */
export function writeFaulty(root: string, count: number, faults: Faults): void {
  const folder = join(root, 'content/2024')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(root, 'portal.yaml'), plainSettings)
  for (let index = 0; index < count; index++) {
    const id = String(index).padStart(5, '0')
    const day = `2024-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`
    const front = [
      `title: Tin số ${index}`,
      `date: ${day}`,
      'author: Lừ Chương',
      `summary: Tóm tắt của tin số ${index}.`,
      ...(faults === 'links' ? [] : [`image: {src: anhh-${id}.png, alt: Hội nghị tổng kết năm}`]),
      // Not a key: a warning.
      ...(faults === 'findings' ? ['autorr: Lừ Chương'] : []),
    ]
    // Mistyped, and an address of the portal before: the one has a page that it may mean, the other has none.
    const body = {
      files: [],
      links: [`[một](/${day.replaceAll('-', '/').slice(0, 7)}/tinn-${id}/)`],
      findings: [
        `[một](/${day.replaceAll('-', '/').slice(0, 7)}/tinn-${id}/) [hai](/?id=1&tin=${id}.html)`,
        `[ba](/tin/${id}-a.html) [bốn](tinn-${id}.md)`,
        `[năm](#đại-biểu-${id}) [sáu](#lich-hopp)`,
        `[bảy](khong-co/${id}.md)`,
      ],
    }[faults]
    const text = `---\n${front.join('\n')}\n---\n\n## Lịch họp\n\n${body.join('\n')}\n`
    writeFileSync(join(folder, `tin-${id}.md`), text)
    writeFileSync(join(folder, `anh-${id}.png`), '')
  }
}
