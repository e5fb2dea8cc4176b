/** The shapes of all the site's views are such that templates can be checked against them. */
import { expect, test } from 'vitest'
import { shapes } from '../../src/plan/views/shapes.ts'
import { compileTheme } from '../../src/render/theme/compile-theme.ts'

test('a template can be made for every view', () => {
  const sources = Object.keys(shapes).map((name) => ({ name, file: `templates/${name}.hbs`, text: '' }))
  expect(compileTheme(sources, shapes, {}).diagnostics).toEqual([])
})
