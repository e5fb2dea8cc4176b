/** Whether a page is valid HTML, by html-validate: its recommended rules but those that `page-rules.ts` words better. */
import { HtmlValidate, StaticConfigLoader } from 'html-validate/browser'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended'],
    rules: {
      // A headline is what the office signed; to cut it is not the program's business.
      'long-title': 'off',
      // Offices number their headings: "1. Nội dung" gives an id that begins with a digit, as HTML allows.
      'valid-id': ['error', { relaxed: true }],
      'empty-title': 'off',
      // Boxes of one name are one choice of several (HTML, 4.10.5.1.15).
      'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
      'heading-level': 'off',
      'no-dup-id': 'off',
      'wcag/h37': 'off',
    },
  }),
)

/** Messages of rules that also find what nothing else here does. */
const toldElsewhere = /^<html> is missing required "lang"|<title>/

/** Faults of a page's markup, each with `pages: 1`. Code: `page-markup`. */
export function markupFaults(html: string, file: string): Diagnostic[] {
  const { results } = validator.validateStringSync(html, file)
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ message }) => !toldElsewhere.test(message))
    .map(({ ruleId, message, line, column }) =>
      problem('page-markup', { rule: ruleId, detail: message, pages: 1 }, { file, line, column }),
    )
}
