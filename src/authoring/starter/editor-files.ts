/** What VS Code reads in a new portal: schemas for its YAML, tasks that check and show it, snippets. */
import { defaultsOf, type Office, sectionsOf, settingsSchemaFile } from './settings-file.ts'
import { snippetsFile, snippetsPath } from './snippets-file.ts'

/** Copies of the package's schemas, which lie beside the settings: npx leaves no package in a portal. */
export const schemaFiles: ReadonlyMap<string, string> = new Map([
  [settingsSchemaFile, 'portal.schema.json'],
  ['.vscode/decisions.schema.json', 'decisions.schema.json'],
])

/** The files by path; `version` is the build-portal that the tasks run. */
export function editorFiles(office: Office, version: string): [path: string, text: string][] {
  const { language } = office
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`
  const words = language === 'vi' ? { check: 'Kiểm tra', dev: 'Xem trước' } : { check: 'Check', dev: 'Preview' }
  const command = (name: string) => `npx --yes build-portal@${version} ${name}`
  return [
    ['.vscode/extensions.json', json({ recommendations: ['redhat.vscode-yaml'] })],
    [
      '.vscode/settings.json',
      json({
        'yaml.schemas': {
          [`./${settingsSchemaFile}`]: 'portal.yaml',
          './.vscode/decisions.schema.json': ['content/decisions.yaml', 'content/decisions/*.yaml'],
        },
        'files.encoding': 'utf8',
        'files.eol': '\n',
        'files.insertFinalNewline': true,
        'files.exclude': { '.build-portal': true, _server: true, _site: true },
        '[markdown]': {
          'editor.wordWrap': 'on',
          'editor.quickSuggestions': { other: false },
          'editor.tabCompletion': 'onlySnippets',
        },
      }),
    ],
    [
      '.vscode/tasks.json',
      json({
        version: '2.0.0',
        tasks: [
          {
            label: words.check,
            type: 'shell',
            command: command('check'),
            group: { kind: 'build', isDefault: true },
            presentation: { clear: true },
            problemMatcher: [problemsOf('✖', 'error'), problemsOf('▲', 'warning'), problemsOf('●', 'info')],
          },
          { label: words.dev, type: 'shell', command: command('dev'), isBackground: true, problemMatcher: [] },
        ],
      }),
    ],
    [snippetsPath, snippetsFile(language, { sections: sectionsOf(language), ...defaultsOf(office) })],
  ]
}

/** How VS Code finds the problems of one severity in what `check` prints. */
function problemsOf(sign: string, severity: string) {
  return {
    owner: `build-portal-${severity}`,
    severity,
    fileLocation: 'relative',
    pattern: { regexp: `^\\s*${sign} (.+?):(\\d+):(\\d+) (.+)$`, file: 1, line: 2, column: 3, message: 4 },
  }
}
