/** The library that encodes images: its name without loading it, and itself where an image has to be encoded. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Encoder } from '../render/encode-image.ts'

/** `sharp 0.35.5`; null where it is not installed. The names of the images' forms depend on it. */
export function encoderName(): string | null {
  let folder: string
  try {
    folder = dirname(createRequire(import.meta.url).resolve('sharp'))
  } catch {
    // Not installed, or not for this platform: either way there is no encoder.
    return null
  }
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return `sharp ${version}`
}

/** Loads it, for one thread and no memory of its own each time; or says why it does not run here. */
export async function loadEncoder(): Promise<{ encoder: Encoder } | { missing: string }> {
  try {
    const { default: encoder } = await import('sharp')
    encoder.concurrency(1)
    encoder.cache(false)
    return { encoder }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { missing: error.message.split('\n')[0] ?? '' }
  }
}
