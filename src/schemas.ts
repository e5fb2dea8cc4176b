/** The JSON Schemas with which editors complete and check `portal.yaml` and front matter. */
import { bulletinSchema, decisionListSchema, decisionSchema, standingSchema } from './content/front-matter-schema.ts'
import { siteLanguages } from './source/language/labels.ts'
import { editorSchema } from './source/schema.ts'
import { settingsSchema } from './source/settings.ts'

/** The schemas by the file in `schema/` that each is written to (JSON Schema draft 7). */
export function editorSchemas(): Record<string, object> {
  return {
    'front-matter.schema.json': { title: 'build-portal: front matter of a bulletin', ...editorSchema(bulletinSchema) },
    'standing-page.schema.json': {
      title: 'build-portal: front matter of a standing page',
      ...editorSchema(standingSchema),
    },
    'decision.schema.json': { title: 'build-portal: a document of the register', ...editorSchema(decisionSchema) },
    'decisions.schema.json': { title: 'build-portal: decisions.yaml', ...editorSchema(decisionListSchema) },
    'portal.schema.json': {
      title: 'build-portal: portal.yaml',
      ...withOneLabel(editorSchema(settingsSchema(siteLanguages))),
    },
  }
}

/** The hundreds of labels, which are all of one form, refer to one definition of it. */
function withOneLabel(schema: object): object {
  const { properties, ...rest } = schema as { properties: { labels: { properties: Record<string, object> } } }
  const { labels } = properties
  const [label] = Object.values(labels.properties)
  const names = Object.keys(labels.properties).map((name) => [name, { $ref: '#/definitions/label' }])
  return {
    ...rest,
    definitions: { label },
    properties: { ...properties, labels: { ...labels, properties: Object.fromEntries(names) } },
  }
}
