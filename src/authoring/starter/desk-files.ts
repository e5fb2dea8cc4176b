/** What stands on the officer's desk beside the texts: a guide, and what git leaves out. */
import type { Office } from './settings-file.ts'

/** The files by path. */
export function deskFiles({ office, language }: Office): [path: string, text: string][] {
  return [
    ['README.md', language === 'vi' ? guideVi(office) : guideEn(office)],
    ['.gitignore', 'node_modules/\n/_site/\n/_server/\n.build-portal/\n'],
  ]
}

const guideVi = (office: string) => `# Trang thông tin điện tử: ${office}

Tài liệu này dành cho cán bộ viết bài. Máy cần có [Node.js](https://nodejs.org) bản 22 hoặc 24.

## Viết một bài

1. Mở cửa sổ dòng lệnh trong thư mục này và gõ \`npx build-portal new\`. Trả lời từng câu hỏi; bấm Enter là lấy giá trị trong ngoặc vuông.
2. Mở tệp vừa tạo (trong \`content/\`, theo năm và tháng), viết nội dung bên dưới dòng \`---\` thứ hai.
3. Gõ \`npx build-portal dev\` để xem trước. Mỗi lần lưu tệp, trang tự tải lại. Bấm Ctrl+C để dừng.
4. Gõ \`npx build-portal check\`. Mỗi lỗi được báo kèm tên tệp, số dòng và cách sửa.
5. Bài đã xong thì xoá dòng \`draft: true\`, rồi đưa thay đổi lên kho mã (commit, push). Trang được dựng và đăng tự động.

Ảnh và tệp đính kèm đặt cạnh bài viết. Viết \`![Nội dung của ảnh](ten-tep.jpg)\` để đưa ảnh vào bài.

## Phần đầu bài

| Dòng | Nghĩa |
|---|---|
| \`title\` | tựa bài |
| \`date\` | ngày đăng, dạng năm-tháng-ngày; ngày ở tương lai thì bài chờ tới ngày đó |
| \`author\` | tác giả |
| \`decision\` | số và ký hiệu của văn bản, ví dụ \`94/QĐ-UBND\` |
| \`category\` | mã của chuyên mục trong \`portal.yaml\` |
| \`summary\` | tóm tắt, tối đa 500 chữ cái |
| \`draft: true\` | bản nháp, không được đăng |

## Các tệp

| Tệp | Là gì |
|---|---|
| \`portal.yaml\` | tên trang, địa chỉ, cơ quan, chuyên mục; mỗi mục có ghi chú |
| \`content/\` | các bài viết |
| \`_site/\` | trang đã dựng; không sửa ở đây |
| \`_server/\`, \`nginx.conf\` | cho máy chủ của cơ quan: các bảng địa chỉ cũ, và thiết lập nginx |
| \`.vscode/\` | cho VS Code: Ctrl+Shift+B để kiểm tra; trong tệp \`.md\` gõ \`bai\`, \`anh\`, \`vanban\` rồi bấm Tab để có mẫu |
| \`.github/\`, \`.gitlab-ci.yml\` | dựng và đăng tự động trên GitHub, GitLab |
| \`deploy.sh\` | dựng và đưa lên máy chủ của cơ quan |

Nơi nào không dùng GitHub hoặc GitLab thì xoá tệp tương ứng. Trước khi đăng lần đầu, sửa \`url\` trong \`portal.yaml\` cho đúng địa chỉ của trang.
`

const guideEn = (office: string) => `# The website of ${office}

This is for the officers who write. You need [Node.js](https://nodejs.org) 22 or 24.

## Writing a bulletin

1. Open a command line in this folder and type \`npx build-portal new\`. Answer the questions; Enter takes what stands in brackets.
2. Open the new file (below \`content/\`, by year and month) and write the text below the second line \`---\`.
3. Type \`npx build-portal dev\` for a preview. It reloads whenever you save. Ctrl+C ends it.
4. Type \`npx build-portal check\`. Each mistake is told with its file, its line, and what to do.
5. When the bulletin is ready, delete the line \`draft: true\` and bring the change to the repository (commit, push). The site is built and published by itself.

Pictures and attachments lie beside the bulletin. \`![What the picture shows](file-name.jpg)\` puts a picture into the text.

## The head of a bulletin

| Line | Means |
|---|---|
| \`title\` | the title |
| \`date\` | the date of publication, as year-month-day; a bulletin waits for a date to come |
| \`author\` | the author |
| \`decision\` | the number and symbol of a document |
| \`category\` | the id of a section in \`portal.yaml\` |
| \`summary\` | a summary of at most 500 letters |
| \`draft: true\` | a draft, which is not published |

## The files

| File | Is |
|---|---|
| \`portal.yaml\` | the name of the site, its address, office and sections, each with a note |
| \`content/\` | the bulletins |
| \`_site/\` | the built site; nothing is edited there |
| \`_server/\`, \`nginx.conf\` | for a server of your own: tables of old addresses, and settings of nginx |
| \`.vscode/\` | for VS Code: Ctrl+Shift+B checks; in an \`.md\` file type \`bulletin\`, \`picture\` or \`decision\` and press Tab |
| \`.github/\`, \`.gitlab-ci.yml\` | build and publish on GitHub and GitLab |
| \`deploy.sh\` | builds and brings the site to a server of your own |

Delete what you do not use of these. Before you publish for the first time, put the site's real address into \`url\` in \`portal.yaml\`.
`
