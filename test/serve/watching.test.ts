/** How the preview hears of saves where the system reports none. */
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchPortal } from '../../src/serve/watch.ts'
import { bulletin, callCli, portal, repository, write } from '../support/portal.ts'
import { eventually, preview } from '../support/preview.ts'

const one = 'content/2024/05/mot.md'

test('files are looked at where --poll says so: saved, made, renamed, deleted', async () => {
  const root = portal({ [one]: bulletin() })
  const at = (name: string) => join(root, name)
  const places = { root, content: at('content'), templates: at('templates'), static: at('static'), theme: repository }
  const told = new Set<string>()
  const edited = new Set<string>()
  const watching = await watchPortal({ places, settings: at('portal.yaml') }, 100, {
    edited: (files) => files.forEach((file) => void edited.add(file)),
    changed: (files) => files.forEach((file) => void told.add(file)),
    limited: (reason) => expect.unreachable(reason),
  })
  onTestFinished(() => watching.close())
  const heard = (file: string, of = told) =>
    eventually(
      () => (of.has(at(file)) ? true : null),
      () => `${file} is not among ${[...of]}`,
    )
  // Polling by stat sees a second change of one size only by its time.
  write(root, { [one]: bulletin({ title: 'Tin đã đổi tên' }) })
  await heard(one, edited)
  write(root, { 'content/2024/06/hai.md': bulletin({ title: 'Tin hai' }), 'static/ghi-chu.txt': 'x' })
  await heard('content/2024/06/hai.md')
  await heard('static/ghi-chu.txt')
  renameSync(at('content/2024/06/hai.md'), at('content/2024/06/ba.md'))
  await heard('content/2024/06/ba.md')
  told.clear()
  rmSync(at('content/2024/06/ba.md'))
  await heard('content/2024/06/ba.md')
})

test('the program takes --poll, with an interval or without, and no other', async () => {
  const root = portal({ [one]: bulletin() })
  const server = await preview(root, '--poll', '200')
  write(root, { [one]: bulletin({}, 'Chữ mới.\n') })
  await server.until('/2024/05/mot/', 'Chữ mới.')
  expect(server.output()).not.toContain('[watch-limit]')
  await server.stop()
  for (const wrong of ['0', '99', '60001', 'nhanh', '1.5'])
    for (const command of [['dev'], ['check', '--watch']])
      expect(await callCli([...command, '--root', root, '--lang', 'en', '--poll', wrong])).toMatchObject({
        ...{ status: 2, stderr: expect.stringContaining('"--poll" must be 100–60000') },
      })
})
