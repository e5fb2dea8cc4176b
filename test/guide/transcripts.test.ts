/** What the officer's guide shows of the program is what the program says, and its example is a bulletin. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { desk } from '../support/desk.ts'
import { repository, write } from '../support/portal.ts'
import { blocks, exampleIn, type GuideLanguage } from './chapters.ts'

const now = '2026-11-27T08:00:00+07:00'

const words = {
  vi: { folder: 'trang-tin', bulletin: 'hop-dan', author: 'Lừ Chương', approver: 'Lò Thị Hương', title: 'Họp dân' },
  en: {
    folder: 'my-portal',
    bulletin: 'meeting',
    author: 'Lu Chuong',
    approver: 'Lo Thi Huong',
    title: 'Village meeting',
  },
}

/** The page of an old portal that the guide imports. */
const old = {
  vi: {
    folder: 'cu',
    page: 'https://cu.example.gov.vn/tin-tuc/42.html',
    heading: 'Hội nghị tổng kết năm 2022',
    byline: 'Tác giả',
    image: 'hoi-nghi.jpg',
  },
  en: {
    folder: 'old',
    page: 'https://old.example.gov.vn/news/42.html',
    heading: 'The year 2022 in review',
    byline: 'Author',
    image: 'meeting.jpg',
  },
}

/** A new portal in a folder of the name that the guide gives it, and everything that was said when it was made. */
async function newPortal(language: GuideLanguage, answers: string[] = []) {
  const above = mkdtempSync(join(tmpdir(), 'guide-'))
  onTestFinished(() => rmSync(above, { recursive: true, force: true }))
  const root = join(above, words[language].folder)
  const args = ['init', root, '--now', now, '--lang', language, ...(answers.length > 0 ? [] : ['--yes'])]
  const { exit, out, asked } = await desk(args, answers.length > 0 ? answers : null)
  expect(exit).toBe(0)
  // Where it lies is told from the folder in which the tests run.
  return {
    root,
    said: asked + out.replaceAll(/"?[^\s"]*\/(?=trang-tin|my-portal)/g, (path) => (path[0] === '"' ? '"' : '')),
  }
}

/** The questions of a dialogue as printed, each up to where the answer begins; of other lines all. */
function printed(transcript: string): { lines: string[]; answers: string[] } {
  const lines = transcript.trimEnd().split('\n')
  const isDialogue = (line: string) => /: |:$/.test(line) && !/^ {2}\d|^\S+ .*npx/.test(line)
  const parts = lines.map((line) =>
    isDialogue(line) ? (/^(.*?:)(?: (.*))?$/.exec(line) ?? [line, line, '']) : [line, line],
  )
  return {
    lines: parts.map(([, question]) => question ?? ''),
    answers: lines.flatMap((line, i) => (isDialogue(line) ? [parts[i]?.[2] ?? ''] : [])),
  }
}

describe.each(['vi', 'en'] as const)('what the guide shows in %s', (language) => {
  const { bulletin, author, approver, title } = words[language]
  const told = ['--now', now, '--lang', language]
  const shown = (chapter: number, index: number) => blocks(language, chapter, 'text')[index] ?? 'not there'
  const file = `content/2026/12/${bulletin}.md`
  const text = (date: string) => `---\ntitle: ${title}\ndate: ${date}\nauthor: ${author}\n---\n\n${title}.\n`

  test('of init and new', async () => {
    const init = shown(1, 0).replaceAll(/(\[https?):/g, '$1…')
    const { lines, answers } = printed(init)
    const { root, said } = await newPortal(
      language,
      answers.map((answer) => answer.trim()),
    )
    for (const line of lines) expect(said).toContain(line.replace('…', ':'))
    const dialogue = printed(shown(2, 0))
    const made = await desk(['new', '--root', root, ...told], dialogue.answers)
    expect(made.exit).toBe(0)
    for (const line of dialogue.lines) expect(made.asked + made.out + made.error).toContain(line)
    const listed = await desk(['list', '--root', root, ...told])
    expect(listed.out).toBe(shown(6, 3))
  })

  test('of build, verify, check and approve', async () => {
    const { root } = await newPortal(language)
    const built = await desk(['build', '--root', root, ...told])
    const first = (report: string) => report.split('\n')[0]?.replace(/[\d.]+/g, '#')
    expect(first(built.out)).toBe(first(shown(10, 0)))
    expect((await desk(['verify', '--root', root, '--lang', language])).out).toBe(shown(11, 0))
    write(root, { [file]: text('31/02/2026') })
    const refused = await desk(['check', '--root', root, ...told])
    expect([refused.exit, refused.error.trim()]).toEqual([1, shown(6, 1).trim()])
    write(root, { [file]: text('2026-12-01') })
    expect((await desk(['check', '--root', root, ...told])).out).toBe(shown(6, 0))
    const approved = await desk(['approve', file, '--by', approver, '--root', root, ...told])
    expect(approved.out).toBe(shown(7, 0))
  })

  test('of its example, which is a bulletin', async () => {
    const { root } = await newPortal(language)
    const example = exampleIn(language)
    const { image, attachments } = parse(/^---\n([\s\S]*?)\n---/.exec(example)?.[1] ?? '')
    write(root, { 'content/2026/11/road.md': example })
    const samples = {
      [image.src]: 'content/2023/05/xoai-tron-yen-chau-vao-vu-thu-hoach/vu-xoai.jpg',
      [attachments[0].file]: 'content/2023/06/danh-muc-22-thu-tuc-tra-trong-ngay.pdf',
    }
    for (const [name, sample] of Object.entries(samples)) {
      const target = join(root, 'content/2026/11', name)
      mkdirSync(dirname(target), { recursive: true })
      copyFileSync(join(repository, sample), target)
    }
    const { exit, error } = await desk(['check', '--strict', '--root', root, ...told])
    expect([exit, error]).toEqual([0, ''])
  })

  test('of import, for a saved page', async () => {
    const { root } = await newPortal(language)
    const { folder, page, heading, byline, image } = old[language]
    const html = `<!DOCTYPE html><html><head><title>${heading}</title><link rel="canonical" href="${page}"></head>
<body><div id="menu"><a href="/">Trang chủ</a></div><div><h1>${heading}</h1><p>Ngày đăng: 17/01/2023</p>
<p>Hội nghị tổng kết công tác năm 2022 và triển khai nhiệm vụ năm 2023 của Ủy ban nhân dân xã.</p>
<p><img src="${image}" alt="Toàn cảnh hội nghị"></p><p>${byline}: ${author}</p><p>Lượt xem: 68</p></div></body></html>`
    const name = language === 'vi' ? 'tin-42.html' : 'news-42.html'
    write(root, { [`${folder}/${name}`]: html })
    const photo = 'content/2023/05/xoai-tron-yen-chau-vao-vu-thu-hoach/vu-xoai.jpg'
    copyFileSync(join(repository, photo), join(root, folder, image))
    const { exit, out } = await desk(['import', join(root, folder), '--dry-run', '--root', root, '--lang', language])
    expect([exit, out.replaceAll(`${root}/`, '')]).toEqual([0, shown(4, 1)])
  })

  test('of --fix, in a Vietnamese text', async () => {
    const { root } = await newPortal('vi')
    const [before = '', after = ''] = shown(6, 2)
      .trim()
      .split('\n')
      .map((line) => line.replace(/^\S+\s+/, ''))
    write(root, { [file]: `${text('2026-11-20')}\n${before}\n` })
    await desk(['check', '--fix', '--root', root, ...told])
    expect(readFileSync(join(root, file), 'utf8')).toContain(`\n${after}\n`)
  })
})
