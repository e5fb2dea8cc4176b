import { defineConfig } from 'vitest/config'

const browser = 'test/browser/**/*.test.ts'

export default defineConfig({
  test: {
    // Most tests wait for programs that they start: every core has one of its own.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'program', include: ['test/**/*.test.ts'], exclude: [browser] } },
      // Its setup asks for Chromium, so it stands apart: the other tests run without one.
      { extends: true, test: { name: 'browser', include: [browser], globalSetup: 'test/browser/setup.ts' } },
    ],
  },
})
