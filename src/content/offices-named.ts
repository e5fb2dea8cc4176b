/** Whether a name is an office's and not a person's. */
import { sameSpelling } from '../source/fold.ts'
import type { Config } from '../source/settings.ts'

/** What names of offices begin with, in Vietnamese, and hold, in English. */
const institution =
  /^(?:ủy ban|uỷ ban|ubnd|hđnd|hội đồng|văn phòng|trung tâm|ban biên tập|ban quản lý|ban chỉ đạo|ban chỉ huy|ban dân|phòng|sở|bộ|cục|chi cục|tổng cục|công an|đài (?:phát|truyền)|báo|tòa soạn|toà soạn|trạm|trường|bệnh viện|hội|mặt trận|tổ biên tập|nhóm)(?:\s|$)|\b(?:office|department|committee|centre|center|agency|council|ministry|commission|team|unit|bureau|newsroom|editorial board)\b/iu

/** Whether the settings name an office so, or the name is of a kind that only offices have. */
export function isOffice(
  name: string,
  { agency, issuers, offices }: Pick<Config, 'agency' | 'issuers' | 'offices'>,
): boolean {
  const named = [
    ...[agency?.name, agency?.parent].filter((one) => one !== undefined),
    ...issuers.flatMap((issuer) => [issuer.name, ...issuer.alias]),
    ...offices.flatMap((office) => [office.name, ...office.successors.map((successor) => successor.name)]),
  ]
  const spelled = sameSpelling(name)
  return named.some((one) => sameSpelling(one) === spelled) || institution.test(name.normalize('NFC').trim())
}
