/** The words of the editor of bulletins in a language. */
import type { SiteLanguage } from '../../source/language/labels.ts'
import type { EditorWords } from './wording.ts'
import { en } from './words-en.ts'
import { vi } from './words-vi.ts'

export function editorWords(language: SiteLanguage): EditorWords {
  return language === 'vi' ? vi : en
}
