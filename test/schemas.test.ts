/** The schemas that editors use are those of this source; `npm run build` writes them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { editorSchemas } from '../src/schemas.ts'
import { repository } from './support/portal.ts'

const folder = join(repository, 'schema')

test('the files in schema/ are up to date', () => {
  const files = Object.fromEntries(
    readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  )
  expect(files).toEqual(JSON.parse(JSON.stringify(editorSchemas())))
})

test('an editor accepts short and long forms', () => {
  const schema = JSON.stringify(editorSchemas()['front-matter.schema.json'])
  expect(schema).toContain('"required":["title","date","author"]')
  for (const key of ['decision', 'attachments', 'withdrawn', 'legacy', 'pinnedUntil'])
    expect(schema).toContain(`"${key}"`)
})
