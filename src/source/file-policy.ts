/** What a server says of files that are no pages, so that nothing in them runs even where one was opened by itself. */

/** The `Content-Security-Policy` (CSP 3, 6.3.3 `sandbox`) of files beside bulletins: no script, no origin, nothing from elsewhere. */
export const filePolicy =
  "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/** The policy of pages; the search page needs `'wasm-unsafe-eval'` among its scripts beside it. */
export const pagePolicy = (scripts = "'self'"): string =>
  [
    `default-src 'none'; script-src ${scripts}; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'`,
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ].join('; ')
