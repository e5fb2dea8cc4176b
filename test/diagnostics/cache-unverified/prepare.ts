/** The cache of another user. */
import { runCli } from '../../support/portal.ts'

export async function prepare(root: string): Promise<void> {
  runCli(['build'], {
    cwd: root,
    env: { BUILD_PORTAL_CACHE_KEY: 'the secret of somebody else, as long as it must be' },
  })
}
