/** What a server has to be set to: nginx's own file, and the headers for hosts that read them from the site. */
import { filePolicy, pagePolicy, unboxed } from '../../source/file-policy.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import type { Office } from './settings-file.ts'

/** The files by path. */
export function serverSettings({ language, url }: Pick<Office, 'language' | 'url'>): [path: string, text: string][] {
  const host = URL.canParse(url) ? new URL(url).hostname : 'portal.example.gov.vn'
  return [
    ['nginx.conf', nginxSettings(language, host)],
    ['static/_headers', hostHeaders(language)],
  ]
}

/** What Facebook, Zalo, search engines and newsletters append to the addresses that they lead to. */
const appended =
  'fbclid|fb_[a-z_]+|gclid|gbraid|wbraid|dclid|srsltid|_gl|_ga|msclkid|ttclid|twclid|yclid|igshid|igsh|mibextid|zarsrc|zclid|gidzl|utm_[a-z_]+|mc_[ce]id'

/** For `/etc/nginx/conf.d/`: the whole of a site, with its old addresses. */
export function nginxSettings(language: SiteLanguage, host: string): string {
  const words = language === 'vi' ? vi : en
  return `${comment(words.head)}

${comment(words.tables)}
map_hash_max_size 65536;
map_hash_bucket_size 4096;

${comment(words.appended)}
map $args $portal_args {
    default $args;
    "~^(?<portal_own_args>.*?)(?:(?:^|&)(?:${appended})=[^&]*)+$" $portal_own_args;
}
map "$uri?$portal_args" $portal_moved_exactly { include /var/lib/portal/moved.map; }
map $uri $portal_moved_whatever { include /var/lib/portal/moved.map; }
map $portal_moved_exactly $portal_moved { default $portal_moved_exactly; "" $portal_moved_whatever; }
map $uri $portal_gone { include /var/lib/portal/gone.map; }

${comment(words.policy)}
map $uri $portal_policy {
    default "${filePolicy}";
    "~/(?:tim-kiem|search)/(?:index\\.html)?$" "${pagePolicy("'self' 'wasm-unsafe-eval'")}";
    "~/admin/(?:index\\.html)?$" "";
    "~(?:/|\\.html)$" "${pagePolicy()}";
    "~*\\.(?:${unboxed})$" "";
}

server {
    listen 80;
    listen [::]:80;
    server_name ${host};
    root /var/www/portal;
    charset utf-8;
    absolute_redirect off;

    add_header X-Content-Type-Options nosniff always;
    add_header Content-Security-Policy $portal_policy always;

    error_page 404 /404.html;
    error_page 410 @gone;
    if ($portal_gone) { return 410; }
    if ($portal_moved) { return 301 $portal_moved; }
    location @gone { try_files \${uri}index.html $uri =410; }

    location ~ ^/\\.portal(?:/|$) { return 404; }
    location ~ ^/(?:assets|fonts)/ { expires max; }
}
`
}

/** For hosts that take headers from a file in the site (Netlify, Cloudflare Pages). A drawing alone could hold a script. */
export function hostHeaders(language: SiteLanguage): string {
  const words = language === 'vi' ? vi : en
  return `${comment(words.headers)}
/*
  X-Content-Type-Options: nosniff
/*.svg
  Content-Security-Policy: ${filePolicy}
`
}

function comment(text: string): string {
  return text.replace(/^/gm, '# ')
}

const vi = {
  head: `Cho máy chủ nginx của cơ quan: chép vào /etc/nginx/conf.d/portal.conf, sửa server_name và root, rồi chạy
nginx -t && systemctl reload nginx. Chứng chỉ TLS: certbot --nginx, hoặc thêm các dòng listen 443 ssl của cơ quan.
Trang (_site) nằm trong /var/www/portal; các bảng địa chỉ (_server) nằm trong /var/lib/portal, ngoài thư mục web.`,
  tables: `Địa chỉ cũ thường dài. Hai dòng này phải đứng trước bảng (map) đầu tiên; bảng chỉ có dữ liệu, không có lệnh của nginx.
Nạp lại nginx sau mỗi lần đăng làm thay đổi bảng.`,
  appended: 'Những gì Facebook, Zalo và các trang tìm kiếm thêm vào cuối không thuộc về địa chỉ.',
  policy: `Trang chỉ chạy mã lệnh của chính nó; tệp đính kèm không chạy gì cả. /admin/ tự có chính sách của nó; PDF, phim
và bản ghi âm không mở được dưới chính sách ấy và không cần nó. Nơi đếm lượt xem phải có trong connect-src; máy chủ của ảnh bên ngoài (imageHosts) phải có trong img-src.`,
  headers: `Tiêu đề HTTP cho nơi đọc tệp này (Netlify, Cloudflare Pages); máy chủ của cơ quan thì xem nginx.conf.
GitHub Pages và GitLab Pages không cho đặt tiêu đề.`,
}

const en: typeof vi = {
  head: `For nginx on a server of your own: copy it to /etc/nginx/conf.d/portal.conf, correct server_name and root, then run
nginx -t && systemctl reload nginx. TLS: certbot --nginx, or your office's own lines with listen 443 ssl.
The site (_site) is in /var/www/portal; the tables of addresses (_server) are in /var/lib/portal, outside the web root.`,
  tables: `Old addresses are long. These two lines come before the first map; the tables hold data and no directives of nginx.
Reload nginx after a publish that changes a table.`,
  appended: 'What Facebook, Zalo and search engines append is no part of an address.',
  policy: `Pages run their own scripts alone; attached files run nothing. /admin/ has a policy of its own; PDFs, films and
recordings do not open under that policy and do not need it. The place that counts views belongs into connect-src, hosts of remote pictures (imageHosts) into img-src.`,
  headers: `Headers for hosts that read this file (Netlify, Cloudflare Pages); for a server of your own see nginx.conf.
GitHub Pages and GitLab Pages let nobody set headers.`,
}
