/** Starts the editor: reads its settings from the page, and gives Decap the file format, the check and the preview. */
import type { EditorField } from '../render/editor/fields.ts'
import type { EditorSettings } from '../render/editor/page.ts'
import { saveFault } from './check.ts'
import type { Kept } from './decap.ts'
import { fromFile, isTorn, toFile } from './format.ts'
import { completePhrases } from './phrases.ts'
import { registerPlainPreview } from './plain-preview.ts'
import { registerDraftPreview } from './preview.ts'

// Decap's own script comes after this one and would look for a configuration file.
window.CMS_MANUAL_INIT = true
window.addEventListener('DOMContentLoaded', () => {
  const settings = JSON.parse(document.getElementById('settings')?.textContent ?? '') as EditorSettings
  const { CMS } = window
  const { config, words, language } = settings
  completePhrases(CMS)
  for (const name of ['bulletin', 'page']) CMS.registerCustomFormat(name, 'md', { fromFile, toFile })
  CMS.registerEventListener({
    name: 'preSave',
    handler({ entry }) {
      const data = (entry.get('data') as Kept).toJS()
      const collection = config.collections.find(({ name }) => name === entry.get('collection'))
      const fields = collection?.fields ?? []
      const inherited = fields.filter(({ required }) => required === false).map(({ name }) => name)
      const label = (path: string) => labelOf(fields, path.split('.'))
      const fault = isTorn(data) ? null : saveFault(data, collection?.name ?? '', language, label, inherited)
      if (fault !== null) throw new Error(words.invalid.replace('%s', fault))
    },
  })
  const collections = config.collections.map(({ name }) => name)
  if (settings.drafts !== null) registerDraftPreview(settings, collections)
  else registerPlainPreview(settings, collections)
  // Nobody signs in at their own machine.
  if (config.backend.name === 'proxy') localStorage.setItem('decap-cms-user', JSON.stringify({ backendName: 'proxy' }))
  CMS.init({ config })
})

function labelOf(fields: readonly EditorField[], [first, ...rest]: readonly string[]): string | null {
  const field = fields.find(({ name }) => name === first)
  if (field === undefined) return null
  return (rest.length > 0 && labelOf(field.fields ?? [], rest)) || field.label
}
