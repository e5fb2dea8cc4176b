/** Prose citations of documents: "Quyết định số 94 ngày 12/1/2023 của UBND tỉnh Sơn La". */
import { isoDay } from '../source/calendar.ts'

/**
 * `number` is as written, without symbol; `symbol` is null where the prose leaves it out; `date` is `2023-01-12`;
 * `issuer` is the text that follows "của", of which an office's name is the beginning.
 */
export interface ProseCitation {
  number: string
  symbol: string | null
  date: string
  issuer: string
}

const prose =
  /số\s+(\d+[a-zđ]?)(?:\/([\p{L}\d&/-]+))?,?\s+ngày\s+(\d{1,2})(?:\s*\/\s*|\s+tháng\s+)(\d{1,2})(?:\s*\/\s*|\s+năm\s+)(\d{4})\s+của\s+(?=(.{1,120}))/giu

/** Finds the citations that name number, date and issuer; days that no calendar has are passed over. */
export function proseCitations(text: string): ProseCitation[] {
  return [...text.matchAll(prose)].flatMap((match) => {
    const [, number = '', symbol, day, month, year, issuer = ''] = match
    const date = isoDay(Number(day), Number(month), Number(year))
    return date === null ? [] : [{ number, symbol: symbol ?? null, date, issuer: issuer.trim() }]
  })
}
