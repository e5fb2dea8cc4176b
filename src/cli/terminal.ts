/** What the program prints to, and whom it may ask. */

/** Where output goes; `color` and `live` say what the terminal can show. */
export interface Terminal {
  out: (text: string) => void
  error: (text: string) => void
  color: boolean
  live: boolean
  /** Where somebody can be asked: their keyboard and their screen. */
  dialogue?: () => { input: NodeJS.ReadableStream; output: NodeJS.WritableStream } | null
}
