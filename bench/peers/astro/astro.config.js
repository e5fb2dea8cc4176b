/** Astro's settings for the bench. */
import { satteri } from '@astrojs/markdown-satteri'
import { defineConfig } from 'astro/config'

export default defineConfig({
  site: 'https://yenloc.example.gov.vn/',
  outDir: '_site',
  cacheDir: '.astro-cache',
  trailingSlash: 'always',
  compressHTML: false,
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false, processor: satteri({ features: { smartPunctuation: false } }) },
  vite: { cacheDir: '.astro-cache/vite', build: { minify: false } },
  experimental: { incrementalBuild: true },
})
