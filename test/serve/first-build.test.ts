/** A preview that begins with a portal which cannot be built: the editor and the problems are there all the same. */
import { expect, test } from 'vitest'
import { bulletin, plainSettings, portal, write } from '../support/portal.ts'
import { eventually, preview } from '../support/preview.ts'

const one = 'content/2024/05/mot.md'
const settings = plainSettings.replace('title: Thông báo}', 'title: Thông báo huyện}')

/** What is wrong, what the page of problems says of it, and whether it leads to the file in the editor. */
const broken: Record<string, { files: Record<string, string>; says: string; leads: boolean }> = {
  'a link that leads nowhere': {
    files: { [one]: bulletin({ title: 'Tin một' }, 'Xem [đây](khong-co.md).\n') },
    says: `${one}:`,
    leads: true,
  },
  'a head that is no YAML': {
    files: { [one]: bulletin({ title: '[Tin một' }) },
    says: `${one}:`,
    leads: true,
  },
  'no head at all': { files: { [one]: 'Nội dung.\n' }, says: one, leads: true },
  'settings that are no YAML': {
    files: { 'portal.yaml': `${settings}tracker: [\n` },
    says: 'portal.yaml:',
    leads: false,
  },
  'settings with a wrong value': {
    files: { 'portal.yaml': settings.replace(/^timezone: .*$/m, 'timezone: Sao Hoả') },
    says: 'portal.yaml:',
    leads: false,
  },
  'a template with an unknown name': {
    files: { 'templates/partials/footer.hbs': '{{khong.co}}\n' },
    says: 'templates/partials/footer.hbs:',
    leads: false,
  },
}

test.each(Object.entries(broken))('%s', async (_, { files, says, leads }) => {
  const root = portal({ 'portal.yaml': settings, [one]: bulletin({ title: 'Tin một' }), ...files })
  const server = await preview(root)
  const lines = /There is no page to show yet.*\n.*Preview: http\S+\/ .*\n.*: http\S+\/admin\//
  await eventually(() => (lines.test(server.output()) ? true : null), server.output)

  const problems = await server.get('/')
  expect(problems.status).toBe(503)
  expect(problems.body).toContain(`<p class="where">${says}`)
  expect(problems.body).toContain('<a href="/admin/">Open the editor</a>')
  const link = '<a href="/admin/#/collections/bulletins/entries/2024/05/mot">Open in the editor</a>'
  expect(problems.body.includes(link)).toBe(leads)

  const editor = await server.get('/admin/')
  expect(editor.status).toBe(200)
  // The sections are those of the settings, whatever else in them cannot be read.
  expect(editor.body).toContain('Thông báo huyện')
  for (const name of ['editor.js', 'decap-cms.js']) expect((await server.get(`/admin/${name}`)).status).toBe(200)

  for (const path of Object.keys(files)) write(root, { [path]: null })
  write(root, { 'portal.yaml': settings, [one]: bulletin({ title: 'Tin đã sửa' }) })
  await server.until('/2024/05/mot/', 'Tin đã sửa')
  expect((await server.get('/admin/')).status).toBe(200)
})

test('no settings at all, and no content', async () => {
  const root = portal({})
  write(root, { 'portal.yaml': null })
  const server = await preview(root)
  expect((await server.get('/')).body).toContain('settings-missing')
  expect((await server.get('/admin/')).status).toBe(200)
  write(root, { 'portal.yaml': settings, [one]: bulletin({ title: 'Tin đầu' }) })
  await server.until('/2024/05/mot/', 'Tin đầu')
})

test('an editor of the portal’s own stays, and the terminal does not name another', async () => {
  const root = portal({ [one]: bulletin(), 'static/admin/index.html': '<p>Trang riêng</p>\n' })
  const server = await preview(root)
  expect((await server.get('/admin/')).body).toContain('Trang riêng')
  expect(server.output()).not.toContain('/admin/')
})

test('the path of a site below its host is known from settings that are broken elsewhere', async () => {
  const root = portal({ [one]: bulletin() })
  write(root, { 'portal.yaml': `${settings.replace('gov.vn/', 'gov.vn/huyen/')}pageSize: nhiều\n` })
  const server = await preview(root)
  expect(server.url).toMatch(/\/huyen\/$/)
  expect((await server.get('/huyen/admin/')).body).toContain('Thông báo huyện')
  expect((await server.get('/admin/')).headers.get('location')).toBe('/huyen/admin/')
  expect((await server.get('/huyen/')).body).toContain('/huyen/admin/')
})
