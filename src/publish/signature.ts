/** The manifest's signature: Ed25519 (RFC 8032) over the manifest's text, in which the signature itself is null. */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type Manifest, manifestText } from './manifest.ts'

/** Reads a private key (PKCS #8, PEM); null where it is none for Ed25519. */
export function privateKey(pem: string): KeyObject | null {
  return ed25519(() => createPrivateKey(unfolded(pem)))
}

/** Reads a public key (SPKI, PEM), or takes that of a private one; null where it is none for Ed25519. */
export function publicKey(pem: string): KeyObject | null {
  return ed25519(() => createPublicKey(unfolded(pem)))
}

/** Signs a text: the same text and key give the same signature. */
export function signatureOf(text: string, key: KeyObject): string {
  return `ed25519:${sign(null, Buffer.from(text), key).toString('base64')}`
}

/** Whether the holder of the key's private half signed the manifest as it is. */
export function isSignedBy(manifest: Manifest, key: KeyObject): boolean {
  const [, value] = /^ed25519:([A-Za-z\d+/]{86}==)$/.exec(manifest.signature ?? '') ?? []
  if (value === undefined) return false
  const text = manifestText({ ...manifest, signature: null })
  return verify(null, Buffer.from(text), key, Buffer.from(value, 'base64'))
}

/** Some keepers of secrets write line breaks as `\\n`. */
function unfolded(pem: string): string {
  return pem.replaceAll('\\n', '\n')
}

/** OpenSSL says "no key" by throwing; here that is an answer. */
function ed25519(read: () => KeyObject): KeyObject | null {
  try {
    const key = read()
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
