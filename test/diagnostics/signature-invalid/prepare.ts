/** A site that nobody signed. */
import { runCli } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  runCli(['build'], { cwd: root })
}
