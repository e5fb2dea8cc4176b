/** What lies beside a film or recording and belongs to it by its name: captions and the picture that stands for it. */
import { posix } from 'node:path'

/** Paths of files; a caption's `language` is null where its name has none: it is the bulletin's then. */
export interface Companions {
  captions: { path: string; language: string | null }[]
  poster: string | null
}

/** Of `phong-su.mp4`: `phong-su.vtt`, `phong-su.en.vtt` and `phong-su.jpg`, as far as they are there. */
export function companionsOf(path: string, files: ReadonlyMap<string, unknown>): Companions {
  const stem = path.slice(0, path.length - posix.extname(path).length)
  const captions = [...new Set([null, ...languages])].flatMap((language) => {
    const beside = language === null ? `${stem}.vtt` : `${stem}.${language}.vtt`
    return files.has(beside) ? [{ path: beside, language }] : []
  })
  const poster = ['.jpg', '.jpeg', '.jfif', '.png', '.webp', '.avif'].map((ending) => stem + ending)
  return { captions, poster: poster.find((one) => files.has(one)) ?? null }
}

/** Languages that captions may be in, as a reader's player lists them. */
export const captionLanguages: Record<string, string> = {
  vi: 'Tiếng Việt',
  en: 'English',
  fr: 'Français',
  zh: '中文',
  lo: 'ລາວ',
  km: 'ខ្មែរ',
  ko: '한국어',
  ja: '日本語',
}

const languages = Object.keys(captionLanguages)
