/** Takes the pictures of docs/guide anew: the guide's own example in a new portal, as Chromium shows its preview. */
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const program = 'bin/build-portal.js'
const clock = '2026-11-27T08:00:00+07:00'
const picture = 'content/2024/11/tiep-nhan-phan-anh-kien-nghi-truc-tuyen/thung-lung.jpg'
const attachment = 'content/2023/06/danh-muc-22-thu-tuc-tra-trong-ngay.pdf'

/** The chapter with the example, and the office that writes it. */
const editions = {
  vi: { chapter: 'vi/02-viet-mot-bai.md', office: 'UBND xã Chiềng Hặc', above: 'UBND tỉnh Sơn La' },
  en: {
    chapter: 'en/02-writing-a-bulletin.md',
    office: 'People’s Committee of Chieng Hac Commune',
    above: 'People’s Committee of Son La Province',
  },
}

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
for (const [language, edition] of Object.entries(editions)) await pictures(language, edition)
await browser.close()

async function pictures(language, { chapter, office, above }) {
  const root = mkdtempSync(join(tmpdir(), 'guide-'))
  const told = ['--now', clock, '--lang', language]
  const started = ['init', root, '--yes', '--language', language, '--office', office, '--parent', above, ...told]
  spawnSync(process.execPath, [program, ...started], { stdio: 'inherit' })
  const preview = spawn(process.execPath, [program, 'dev', '--root', root, '--port', '0', ...told])
  try {
    const page = await browser.newPage({ viewport: { width: 1040, height: 780 }, locale: language })
    const address = await addressOf(preview)
    await page.goto(address)
    await keep(page, `home-${language}`)

    const example = /```markdown\n([\s\S]*?)\n```/.exec(readFileSync(`docs/guide/content/${chapter}`, 'utf8'))[1]
    const title = /title: "(.*)"/.exec(example)[1]
    const folder = join(root, 'content/2026/11')
    mkdirSync(folder, { recursive: true })
    copyFileSync(picture, join(folder, /src: (.*)/.exec(example)[1]))
    copyFileSync(attachment, join(folder, /file: ([^,]*)/.exec(example)[1]))
    writeFileSync(join(folder, 'road.md'), example)
    const built = new URL('2026/11/road/', address).href
    while (!(await page.request.get(built)).ok()) await page.waitForTimeout(100)
    await page.setViewportSize({ width: 1200, height: 1240 })
    await page.goto(built)
    await page.waitForTimeout(1000)
    await keep(page, `bulletin-${language}`)

    await page.setViewportSize({ width: 1200, height: 420 })
    writeFileSync(join(folder, 'road.md'), example.replace('2026-11-20', '20/11/2026'))
    await page.locator('build-portal-overlay').waitFor({ state: 'attached' })
    await keep(page, `overlay-${language}`)

    writeFileSync(join(folder, 'road.md'), example)
    const editor = await browser.newPage({ viewport: { width: 1200, height: 800 }, locale: language })
    await editor.goto(new URL('admin/', address).href)
    await editor.locator('a[href*="/entries/"]', { hasText: title }).click()
    const shows = () => Promise.all(editor.frames().map((frame) => frame.locator('h1', { hasText: title }).count()))
    while (!(await shows()).some((count) => count > 0)) await editor.waitForTimeout(200)
    await editor.waitForTimeout(2000)
    await keep(editor, `admin-${language}`)
  } finally {
    preview.kill()
    rmSync(root, { recursive: true, force: true })
  }
}

/** Where the preview says that it is. */
function addressOf(preview) {
  return new Promise((resolve) => {
    let said = ''
    preview.stdout.on('data', (chunk) => {
      said += chunk
      const [address] = /http:\S+/.exec(said) ?? []
      if (address) resolve(address)
    })
  })
}

async function keep(page, name) {
  await sharp(await page.screenshot())
    .webp({ quality: 80 })
    .toFile(`docs/guide/content/pictures/${name}.webp`)
}
