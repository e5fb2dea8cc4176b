/** What the program prints to. */

/** Where output goes; `color` and `live` say what the terminal can show. */
export interface Terminal {
  out: (text: string) => void
  error: (text: string) => void
  color: boolean
  live: boolean
}
