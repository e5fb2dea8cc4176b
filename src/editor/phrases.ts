/** What Decap CMS 3.16 says in English alone, in Vietnamese. */
import type { Decap, Phrases } from './decap.ts'

const vi: Phrases = {
  auth: { loginWithForgejo: 'Đăng nhập bằng Forgejo' },
  collection: {
    collectionTop: {
      newButton: 'Thêm %{collectionLabel}',
      viewAsList: 'Xem dạng danh sách',
      viewAsGrid: 'Xem dạng ô',
      groupBy: 'Nhóm theo',
    },
    entries: { unpublishedHeader: 'Chưa công bố' },
    groups: { other: 'Khác', negateLabel: 'Không phải %{label}' },
  },
  editor: {
    editorControl: { field: { widgetLabel: 'Ô %{widgetLabel}' } },
    editorInterface: {
      togglePreview: 'Bật, tắt bản xem trước',
      toggleScrollSync: 'Cuộn cùng nhau',
      toggleNotes: 'Bật, tắt ghi chú',
    },
    editorNotesPane: {
      title: 'Ghi chú',
      emptyState: 'Chưa có ghi chú.',
      addNote: 'Thêm ghi chú',
      addPlaceholder: 'Viết ghi chú…',
      editPlaceholder: 'Sửa ghi chú…',
      save: 'Lưu',
      cancel: 'Thôi',
      edit: 'Sửa',
      delete: 'Xóa',
      resolve: 'Đã xong',
      unresolve: 'Chưa xong',
      confirmDelete: 'Xóa ghi chú này?',
      shortcut: 'Ctrl+Enter để thêm nhanh',
    },
    editorToolbar: {
      statusInfoTooltipDraft: 'Bài đang là bản nháp. Viết xong thì chuyển sang trạng thái chờ duyệt.',
      statusInfoTooltipInReview: 'Bài đang chờ duyệt. Trong lúc đó vẫn sửa được.',
    },
    editorWidgets: {
      markdown: {
        bold: 'Đậm',
        italic: 'Nghiêng',
        strikethrough: 'Gạch ngang',
        code: 'Mã',
        link: 'Liên kết',
        linkPrompt: 'Địa chỉ của liên kết',
        headings: 'Đề mục',
        quote: 'Trích dẫn',
        bulletedList: 'Danh sách',
        numberedList: 'Danh sách đánh số',
        addComponent: 'Thêm',
        toggleMode: { rich: 'Chuyển sang soạn thảo có nút', markdown: 'Chuyển sang Markdown' },
      },
      image: {
        chooseMultiple: 'Chọn các ảnh',
        chooseUrl: 'Chèn từ địa chỉ',
        replaceUrl: 'Thay bằng địa chỉ',
        promptUrl: 'Địa chỉ của ảnh',
        addMore: 'Thêm ảnh',
        removeAll: 'Bỏ mọi ảnh',
      },
      file: {
        chooseUrl: 'Chèn từ địa chỉ',
        chooseMultiple: 'Chọn các tệp',
        replaceUrl: 'Thay bằng địa chỉ',
        promptUrl: 'Địa chỉ của tệp',
        addMore: 'Thêm tệp',
        removeAll: 'Bỏ mọi tệp',
      },
      datetime: { setToNow: 'Đặt %{fieldLabel} là lúc này' },
      list: { add: 'Thêm %{item}', addType: 'Thêm %{item}' },
      object: { expand: 'Mở', collapse: 'Thu gọn' },
    },
  },
  mediaLibrary: {
    mediaLibraryCard: {
      copy: 'Sao chép',
      copyUrl: 'Sao chép địa chỉ',
      copyPath: 'Sao chép đường dẫn',
      copyName: 'Sao chép tên',
      copied: 'Đã sao chép',
    },
    mediaLibraryModal: { close: 'Đóng' },
  },
  ui: {
    settingsDropdown: { account: 'Tài khoản' },
    toast: {
      noteAdded: 'Đã thêm ghi chú',
      onFailToAddNote: 'Chưa thêm được ghi chú: %{details}',
      noteUpdated: 'Đã sửa ghi chú',
      onFailToUpdateNote: 'Chưa sửa được ghi chú: %{details}',
      noteDeleted: 'Đã xóa ghi chú',
      onFailToDeleteNote: 'Chưa xóa được ghi chú: %{details}',
      noteResolved: 'Ghi chú đã xong',
      noteReopened: 'Ghi chú chưa xong',
      onFailToToggleNote: 'Chưa đổi được ghi chú: %{details}',
    },
  },
}

/** Completes Decap's own Vietnamese. */
export function completePhrases(cms: Decap): void {
  cms.registerLocale('vi', merged(cms.getLocale('vi'), vi))
}

function merged(one: Phrases, other: Phrases): Phrases {
  const all = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const own = all[key]
    all[key] = typeof value === 'string' || typeof own !== 'object' ? value : merged(own, value)
  }
  return all
}
