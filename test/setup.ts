/** What all tests of a run share: one folder, for what is made once and only looked at. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    workshop: string
  }
}

export default function setup(project: TestProject): () => void {
  const workshop = mkdtempSync(join(tmpdir(), 'workshop-'))
  project.provide('workshop', workshop)
  return () => rmSync(workshop, { recursive: true, force: true, maxRetries: 3 })
}
