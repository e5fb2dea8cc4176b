import { defineConfig } from 'vitest/config'

/** What looks at pages in Chromium. */
const browser = ['test/browser/**/*.test.ts', 'test/search/{found,page}.test.ts']

export default defineConfig({
  test: {
    // Most tests wait for programs that they start: every core has one of its own.
    maxWorkers: '100%',
    // For what hangs: no test is about time, and a busy machine takes tenfold.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A second, as Vitest has it, is a time that a busy machine does not keep.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'program', include: ['test/**/*.test.ts'], exclude: browser, globalSetup: 'test/setup.ts' },
      },
      // Its setup asks for Chromium, so it stands apart: the other tests run without one.
      { extends: true, test: { name: 'browser', include: browser, globalSetup: 'test/browser/setup.ts' } },
    ],
  },
})
