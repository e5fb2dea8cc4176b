/** Which git host the editor of a site talks to: the setting `admin`, and what it must agree in. */
import * as z from 'zod'
import * as s from './schema.ts'

const folder = z
  .string('folder')
  .refine((way) => way.split('/').every((part) => /^[^\\\s.][^\\\s]*$/.test(part)), 'folder')

/**
 * The setting `admin`. `host` is the address of the office's own server, `auth` that of the program which signs in at
 * GitHub, `appId` the id of the application at the others, `folder` the portal's in its repository.
 */
export const adminSchema = s
  .map({
    backend: s.choice(['github', 'gitlab', 'gitea', 'forgejo'], 'gitHost'),
    repo: z.string('repo').regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'repo'),
    branch: s.text.default('main'),
    host: address().optional(),
    auth: address().optional(),
    appId: s.text.optional(),
    folder: folder.optional(),
  })
  .optional()

export type AdminSettings = z.output<typeof adminSchema>

/** The keys that a host needs beside the others and that are not there. */
export function adminFaults(admin: AdminSettings): ('host' | 'auth' | 'appId')[] {
  if (admin === undefined) return []
  const needs: Record<typeof admin.backend, readonly ('host' | 'auth' | 'appId')[]> = {
    github: ['auth'],
    gitlab: ['appId'],
    gitea: ['host', 'appId'],
    forgejo: ['host', 'appId'],
  }
  return needs[admin.backend].filter((key) => admin[key] === undefined)
}

/** An address over https, without its last slash: what signs in must not be read on the way. */
function address() {
  return z
    .string('secureUrl')
    .trim()
    .refine((value) => /^https:\/\/[^\s<>"'\\;,?#@]+$/i.test(value) && URL.canParse(value), 'secureUrl')
    .transform((value) => value.replace(/\/+$/, ''))
}
