/** When a fault of a text that is not out yet will count, in words. */

/** The text, why it is held back, and until when (`2026-12-05`, or a time with its offset); null where no day is known. */
export interface Ahead {
  file: string
  reason: string
  until: string | null
}

/** A sentence that follows the fault's own message. */
export function aheadWords({ file, reason, until }: Ahead, language: 'vi' | 'en'): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(until ?? '') ?? []
  const date = year === undefined ? null : `${day}/${month}/${year}`
  if (language === 'vi') {
    const when =
      date !== null
        ? `${time ? `lúc ${time} ` : ''}ngày ${date}`
        : reason === 'draft'
          ? 'khi bỏ draft: true'
          : 'khi được duyệt'
    return `Nếu chưa sửa, ${file} sẽ không đăng được ${when}.`
  }
  const when =
    date !== null
      ? `on ${date}${time ? ` at ${time}` : ''}`
      : reason === 'draft'
        ? 'when draft: true is taken out'
        : 'when it is approved'
  return `Unless this is corrected, ${file} cannot be published ${when}.`
}
