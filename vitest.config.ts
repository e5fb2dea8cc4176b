import { existsSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What looks at pages in Chromium. */
const browser = ['test/browser/**/*.test.ts', 'test/search/{found,page}.test.ts']

/** Archives of tens of thousands of bulletins: not among the tests that run by themselves. */
const scale = ['test/scale/*.test.ts']

/** The files that take longest, longest first: what starts last should be short, or one core ends the run alone. */
const long = readFileSync(new URL('test/longest.txt', import.meta.url), 'utf8').trim().split('\n')
for (const path of long)
  if (!existsSync(new URL(path, import.meta.url))) throw new Error(`test/longest.txt names ${path}, which is not there.`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((path) => moduleId.endsWith(`/${path}`))
      return at < 0 ? long.length : at
    }
    // Chromium is there for one stretch.
    const project = ({ project: { name } }: TestSpecification) => (name === 'browser' ? 0 : 1)
    return [...files].sort((a, b) => project(a) - project(b) || rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    // Most tests wait for programs that they start: every core has one of its own.
    // The user's own secret is neither made nor read.
    env: { BUILD_PORTAL_CACHE_KEY: 'a secret of the tests, and of nobody else' },
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // For what hangs: no test is about time, and a busy machine takes tenfold.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A second, as Vitest has it, is a time that a busy machine does not keep.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'program',
          include: ['test/**/*.test.ts'],
          exclude: [...browser, ...scale],
          globalSetup: 'test/setup.ts',
        },
      },
      // Its setup asks for Chromium, so it stands apart: the other tests run without one.
      { extends: true, test: { name: 'browser', include: browser, globalSetup: 'test/browser/setup.ts' } },
      ...(process.env.SCALE ? [{ extends: true, test: { name: 'scale', include: scale, testTimeout: 7_200_000 } } as const] : []),
    ],
  },
})
