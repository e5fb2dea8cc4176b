/** What the browser tests share: one Chromium, and the sample and the odd portal built, served and sifted once. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium as playwright } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { now, repository, runCli } from '../support/portal.ts'
import { chromiumArguments, headlessShell } from './chromium.ts'
import { writeOddPortal } from './odd-portal.ts'
import { serve } from './server.ts'
import { specimens } from './specimens.ts'

/** A built and served site. */
export interface Site {
  folder: string
  origin: string
  specimens: string[]
}

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string
    vi: Site
    en: Site
    odd: Site
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = headlessShell()
  const workshop = mkdtempSync(join(tmpdir(), 'browser-'))
  const english = join(workshop, 'portal.en.yaml')
  writeFileSync(english, inEnglish(readFileSync(join(repository, 'portal.yaml'), 'utf8')))
  const odd = join(workshop, 'odd-portal')
  await writeOddPortal(odd)
  const sites = {
    vi: await site(join(workshop, 'vi'), ['--root', repository]),
    en: await site(join(workshop, 'en'), ['--root', repository, '--config', english]),
    odd: await site(join(workshop, 'odd'), ['--root', odd]),
  }
  const browser = await playwright.launchServer({ executablePath, args: chromiumArguments })
  project.provide('chromium', browser.wsEndpoint())
  for (const name of ['vi', 'en', 'odd'] as const) project.provide(name, sites[name].site)
  return async () => {
    await browser.close()
    for (const { close } of Object.values(sites)) close()
    rmSync(workshop, { recursive: true, force: true })
  }
}

/** The sample's settings with the theme in English; its texts stay as they are, and link to the register by its Vietnamese path. */
function inEnglish(settings: string): string {
  return settings.replace(/^language: vi$/m, 'language: en\npaths: {decisions: van-ban}')
}

async function site(folder: string, options: readonly string[]): Promise<{ site: Site; close: () => void }> {
  const told = ['--out', folder, '--lang', 'en', '--now', now, '--no-cache', '--quiet']
  const { status, stdout, stderr } = runCli(['build', ...told, ...options])
  if (status !== 0) throw new Error(`A portal does not build (exit ${status}).\n${stdout}${stderr}`)
  const { origin, close } = await serve(folder)
  return { site: { folder, origin, specimens: specimens(folder) }, close }
}
