/** Astro's settings for the bench. */
import { defineConfig } from 'astro/config'

export default defineConfig({
  site: 'https://yenloc.example.gov.vn/',
  outDir: '_site',
  cacheDir: '.astro-cache',
  trailingSlash: 'always',
  compressHTML: false,
  devToolbar: { enabled: false },
  vite: { cacheDir: '.astro-cache/vite', build: { minify: false } },
})
