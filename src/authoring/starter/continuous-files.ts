/** What builds and publishes a new portal after every change: on GitHub, on GitLab, on a server of its own. */
import type { SiteLanguage } from '../../source/language/labels.ts'

/** The files by path; `version` is the build-portal that they run. */
export function continuousFiles(language: SiteLanguage, version: string): [path: string, text: string][] {
  const words = language === 'vi' ? vi : en
  const release = `build-portal@${version}`
  return [
    ['.github/workflows/pages.yml', githubPages(words, release)],
    ['.github/workflows/server.yml', githubServer(words, release)],
    ['.gitlab-ci.yml', gitlab(words, release)],
    ['deploy.sh', deploy(words, release)],
  ]
}

const vi = {
  pages: `# Đăng trang lên GitHub Pages mỗi khi nhánh chính thay đổi.
# Trong kho mã, vào Settings > Pages > Source, chọn "GitHub Actions". Nơi có biến DEPLOY_TO thì server.yml đăng thay.`,
  server: `# Đăng trang lên máy chủ của cơ quan qua SSH; chỉ gửi những tệp đã đổi.
# Trong kho mã, vào Settings > Secrets and variables > Actions, thêm:
#   biến DEPLOY_TO, ví dụ portal@may-chu.example.gov.vn:/var/www/portal
#   biến DEPLOY_TABLES cho các bảng địa chỉ cũ (xem nginx.conf), ví dụ portal@may-chu.example.gov.vn:/var/lib/portal
#   bí mật DEPLOY_KEY: khoá SSH riêng; bí mật DEPLOY_HOSTS: kết quả của lệnh ssh-keyscan may-chu.example.gov.vn`,
  gitlab: `# Đăng trang lên GitLab Pages mỗi khi nhánh chính thay đổi.
# Nơi có biến DEPLOY_TO (Settings > CI/CD > Variables), trang được đăng lên máy chủ đó thay cho Pages;
# cần thêm hai biến kiểu File: DEPLOY_KEY (khoá SSH riêng) và DEPLOY_HOSTS (kết quả của lệnh ssh-keyscan),
# và biến DEPLOY_TABLES cho các bảng địa chỉ cũ (xem nginx.conf).`,
  deploy: `# Dựng trang rồi đưa lên máy chủ; chỉ gửi những tệp đã đổi, xoá những tệp không còn.
#   DEPLOY_TO=portal@may-chu.example.gov.vn:/var/www/portal sh deploy.sh
# Có DEPLOY_TABLES (xem nginx.conf) thì các bảng địa chỉ cũ được gửi tới đó.`,
  secret: `# Để những lần sau dựng nhanh, thêm bí mật BUILD_PORTAL_CACHE_KEY: một chuỗi ngẫu nhiên dài, ví dụ kết quả của lệnh
# openssl rand -hex 32. Không có nó, mỗi lần đều dựng lại từ đầu: bộ nhớ đệm của ai khác không được tin.`,
  gitlabSecret: `# Để những lần sau dựng nhanh, thêm biến BUILD_PORTAL_CACHE_KEY (chọn Masked và Protected): một chuỗi ngẫu nhiên dài, ví dụ
# kết quả của lệnh openssl rand -hex 32. Không có nó, mỗi lần đều dựng lại từ đầu: bộ nhớ đệm của ai khác không được tin.`,
  target: 'cần biến DEPLOY_TO, ví dụ portal@may-chu.example.gov.vn:/var/www/portal',
  daily: '0 giờ 05 phút theo giờ Việt Nam: bài hẹn ngày, bài hết hạn',
  left: 'Bài đến lúc đăng mà còn lỗi chỉ giữ lại chính nó (mã thoát 1): các bài khác vẫn lên trang, rồi việc này mới báo hỏng.',
}

const en: typeof vi = {
  pages: `# Publishes the site on GitHub Pages whenever the main branch changes.
# In the repository, choose "GitHub Actions" under Settings > Pages > Source. Where DEPLOY_TO is set, server.yml publishes instead.`,
  server: `# Publishes the site on a server of your own by SSH; only changed files are sent.
# In the repository, under Settings > Secrets and variables > Actions, add:
#   the variable DEPLOY_TO, such as portal@server.example.org:/var/www/portal
#   the variable DEPLOY_TABLES for the tables of old addresses (see nginx.conf), such as portal@server.example.org:/var/lib/portal
#   the secret DEPLOY_KEY: a private SSH key; the secret DEPLOY_HOSTS: what ssh-keyscan server.example.org prints`,
  gitlab: `# Publishes the site on GitLab Pages whenever the main branch changes.
# Where the variable DEPLOY_TO is set (Settings > CI/CD > Variables), it is published on that server instead;
# this needs two variables of type File: DEPLOY_KEY (a private SSH key) and DEPLOY_HOSTS (what ssh-keyscan prints),
# and the variable DEPLOY_TABLES for the tables of old addresses (see nginx.conf).`,
  deploy: `# Builds the site and brings it to a server; only changed files are sent, files that are gone are removed.
#   DEPLOY_TO=portal@server.example.org:/var/www/portal sh deploy.sh
# Where DEPLOY_TABLES is set (see nginx.conf), the tables of old addresses are sent there.`,
  secret: `# For quick builds, add the secret BUILD_PORTAL_CACHE_KEY: any long random text, such as openssl rand -hex 32 prints.
# Without it every build starts from nothing: a cache that anybody else could have written is not trusted.`,
  gitlabSecret: `# For quick builds, add the variable BUILD_PORTAL_CACHE_KEY (Masked and Protected): any long random text, such as
# openssl rand -hex 32 prints. Without it every build starts from nothing: a cache that anybody else could have written is not trusted.`,
  target: 'set DEPLOY_TO, such as portal@server.example.org:/var/www/portal',
  daily: '00:05 in Vietnam: bulletins that are due, and those that expire',
  left: 'A due bulletin with errors keeps back itself alone (exit code 1): the others are published, then this fails.',
}

const triggers = (daily: string) => `on:
  push:
    branches: [main, master]
  schedule:
    - cron: '5 17 * * *' # ${daily}
  workflow_dispatch:
`

const steps = `      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - uses: actions/cache@v4
        with:
          path: |
            .build-portal/cache
            _site/.portal/manifest.json
          key: portal-\${{ github.ref_name }}-\${{ github.run_id }}
          restore-keys: |
            portal-\${{ github.ref_name }}-
`

function githubPages(words: typeof vi, release: string): string {
  return `${words.pages}
${words.secret}
name: GitHub Pages
${triggers(words.daily)}permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
env:
  BUILD_PORTAL: ${release}
jobs:
  pages:
    if: vars.DEPLOY_TO == ''
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
${steps}      - run: touch "$RUNNER_TEMP/started"
      - run: npx --yes "$BUILD_PORTAL" build --format github
        env:
          BUILD_PORTAL_CACHE_KEY: \${{ secrets.BUILD_PORTAL_CACHE_KEY }}
      # ${words.left}
      - id: site
        if: failure()
        run: |
          if [ _site/.portal/manifest.json -nt "$RUNNER_TEMP/started" ]; then echo 'published=true' >> "$GITHUB_OUTPUT"; fi
      - if: success() || steps.site.outputs.published
        uses: actions/upload-pages-artifact@v3
        with:
          path: _site
      - if: success() || steps.site.outputs.published
        id: deployment
        uses: actions/deploy-pages@v4
`
}

function githubServer(words: typeof vi, release: string): string {
  return `${words.server}
${words.secret}
name: Server
${triggers(words.daily)}permissions:
  contents: read
concurrency:
  group: server
env:
  BUILD_PORTAL: ${release}
jobs:
  server:
    if: vars.DEPLOY_TO != ''
    runs-on: ubuntu-latest
    steps:
${steps}      - run: |
          install -d -m 700 ~/.ssh
          (umask 077 && printf '%s\\n' "$DEPLOY_KEY" > ~/.ssh/id_ed25519)
          printf '%s\\n' "$DEPLOY_HOSTS" > ~/.ssh/known_hosts
        env:
          DEPLOY_KEY: \${{ secrets.DEPLOY_KEY }}
          DEPLOY_HOSTS: \${{ secrets.DEPLOY_HOSTS }}
      - run: sh deploy.sh
        env:
          DEPLOY_TO: \${{ vars.DEPLOY_TO }}
          DEPLOY_TABLES: \${{ vars.DEPLOY_TABLES }}
          BUILD_PORTAL_CACHE_KEY: \${{ secrets.BUILD_PORTAL_CACHE_KEY }}
`
}

function gitlab(words: typeof vi, release: string): string {
  return `${words.gitlab}
${words.gitlabSecret}
image: node:22
variables:
  BUILD_PORTAL: ${release}
cache:
  key: portal-$CI_COMMIT_REF_SLUG
  paths: [.build-portal/cache, _site/.portal/manifest.json]
check:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - npx --yes "$BUILD_PORTAL" check --format gitlab > gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
pages:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $DEPLOY_TO == null
  # ${words.left}
  script:
    - touch started left.env
    - npx --yes "$BUILD_PORTAL" build || echo "LEFT=$?" > left.env
    - test ! -s left.env || test _site/.portal/manifest.json -nt started
    - rm -rf public
    - cp -R _site public
  artifacts:
    paths: [public]
    reports:
      dotenv: left.env
left-out:
  stage: .post
  needs: [pages]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $DEPLOY_TO == null
  script:
    - exit "\${LEFT:-0}"
server:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $DEPLOY_TO
  script:
    - apt-get update -qq && apt-get install -qq -y rsync openssh-client
    - install -d -m 700 ~/.ssh
    - install -m 600 "$DEPLOY_KEY" ~/.ssh/id_ed25519
    - install -m 600 "$DEPLOY_HOSTS" ~/.ssh/known_hosts
    - sh deploy.sh
`
}

function deploy(words: typeof vi, release: string): string {
  return `#!/bin/sh
${words.deploy}
set -eu
: "\${DEPLOY_TO:?${words.target}}"
cd "$(dirname "$0")"
# ${words.left}
started=$(mktemp)
trap 'rm -f "$started"' EXIT
npx --yes "\${BUILD_PORTAL:-${release}}" build || left=$?
[ "\${left:-0}" = 0 ] || [ -n "$(find _site/.portal/manifest.json -newer "$started" 2>/dev/null)" ] || exit "$left"
rsync --recursive --links --checksum --compress --itemize-changes \\
  --delete-delay --delay-updates --chmod=D755,F644 --exclude=/.portal/ _site/ "$DEPLOY_TO/"
if [ -n "\${DEPLOY_TABLES:-}" ]; then
  rsync --recursive --checksum --compress --itemize-changes --chmod=D755,F644 _server/ "$DEPLOY_TABLES/"
fi
exit "\${left:-0}"
`
}
