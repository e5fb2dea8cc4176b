/** What a server says of files that are no pages, so that nothing in them runs even where one was opened by itself. */

/**
 * The `Content-Security-Policy` of files that are no pages: a browser that opens one by itself shows it, in an origin of its own,
 * and runs nothing of it (CSP level 3; HTML, 7.1.5 "sandboxing").
 */
export const filePolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"

/**
 * The endings, as a regular expression, of what needs no such policy, for it is never HTML, and would not work under it: workers,
 * which would have another origin than their page; films and recordings, which do not play in a sandbox when they are opened by
 * themselves; PDF, where browsers differ.
 */
export const unboxed = 'm?js|pdf|mp[34]|m4[av]|webm|og[agv]|opus|wav|mov'

/** The policy of pages; the search page needs `'wasm-unsafe-eval'` among its scripts beside it. */
export const pagePolicy = (scripts = "'self'"): string =>
  [
    `default-src 'none'; script-src ${scripts}; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'`,
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ].join('; ')
