/** Who signs the manifest of a publish. */
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import type { Recorded } from '../publish/commit.ts'
import { privateKey, signatureOf } from '../publish/signature.ts'
import type { Config } from '../source/settings.ts'

/** Makes the signer of a key (PEM), null without one. Codes: `signing-key-missing`, `signing-key-invalid`. */
export function signer(pem: string | null, config: Config): { sign: Recorded['sign']; diagnostics: Diagnostic[] } {
  if (pem === null) {
    const missing = problem('signing-key-missing', {}, config.placeOf(['signing', 'required']))
    return { sign: null, diagnostics: config.signing.required ? [missing] : [] }
  }
  const key = privateKey(pem)
  if (key === null) return { sign: null, diagnostics: [problem('signing-key-invalid', { half: 'private' }, null)] }
  return { sign: (text) => signatureOf(text, key), diagnostics: [] }
}
