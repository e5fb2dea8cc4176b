/** What the commands say that make files for an officer, in both languages. */

const vi = {
  new: 'Tạo một bài viết mới: hỏi tựa, chuyên mục, tác giả, văn bản, ngày rồi ghi tệp',
  newTitle: 'tựa bài viết',
  newCategory: 'chuyên mục: mã hoặc tên (mặc định: như bài mới nhất)',
  newAuthor: 'tác giả (mặc định: defaults.author trong portal.yaml, rồi tác giả của bài mới nhất)',
  newDecision: 'số và ký hiệu của văn bản mà bài viết nói tới',
  newDate: 'ngày đăng, dạng năm-tháng-ngày (mặc định: hôm nay)',
  newSlug: 'tên tệp và phần cuối của địa chỉ trang (mặc định: tựa bài không dấu, tối đa 80 chữ cái)',
  noDraft: 'không ghi draft: true; bài được đăng ở lần dựng tới',
  openEditor: 'mở tệp vừa tạo bằng trình soạn thảo ghi ở VISUAL hoặc EDITOR',
  yes: 'không hỏi; điều gì không nêu thì lấy mặc định',
  titleNeeded: 'cần tựa bài viết: build-portal new "Tựa bài"',
  editorNeeded: 'để dùng --open, cần ghi tên trình soạn thảo vào biến môi trường VISUAL hoặc EDITOR',
  left: 'Đã dừng; chưa ghi gì.',
  ask: {
    title: 'Tựa bài',
    category: 'Chuyên mục (số, mã hoặc tên)',
    author: 'Tác giả',
    decision: 'Số văn bản (để trống nếu không có)',
    date: 'Ngày đăng',
  },
  created: (file: string, draft: boolean) => `Đã tạo ${draft ? 'bản nháp ' : ''}${file}`,
}

const en: typeof vi = {
  new: 'Make a new bulletin: asks title, section, author, document, date, and writes the file',
  newTitle: 'the bulletin’s title',
  newCategory: 'the section: its id or title (default: that of the newest bulletin)',
  newAuthor: 'the author (default: defaults.author in portal.yaml, else the newest bulletin’s)',
  newDecision: 'the number and symbol of the document that the bulletin is about',
  newDate: 'the date of publication, as year-month-day (default: today)',
  newSlug: 'the file’s name and the end of the page’s address (default: the title in plain letters, at most 80)',
  noDraft: 'do not write draft: true; the next build publishes the bulletin',
  openEditor: 'open the new file with the editor that VISUAL or EDITOR names',
  yes: 'ask nothing; what is not given is taken from the defaults',
  titleNeeded: 'the title is needed: build-portal new "Title"',
  editorNeeded: 'for --open, put the name of your editor into the environment variable VISUAL or EDITOR',
  left: 'Stopped; nothing was written.',
  ask: {
    title: 'Title',
    category: 'Section (number, id or title)',
    author: 'Author',
    decision: 'Number of the document (empty where there is none)',
    date: 'Date of publication',
  },
  created: (file, draft) => `Made ${draft ? 'the draft ' : ''}${file}`,
}

export const authoringWords = { vi, en }
