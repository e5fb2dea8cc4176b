/** The YAML parser's own faults in Vietnamese; English keeps the parser's sentence. */

const vi: Record<string, string> = {
  ALIAS: 'không dùng được ký hiệu & và * để lặp lại giá trị',
  BAD_ALIAS: 'ký hiệu * ở đầu giá trị cần đặt trong ngoặc kép',
  BAD_COLLECTION_TYPE: 'kiểu danh sách hoặc nhóm không khớp',
  BAD_DIRECTIVE: 'dòng bắt đầu bằng % không được hiểu',
  BAD_DQ_ESCAPE: 'sau dấu \\ trong ngoặc kép là ký tự không hợp lệ',
  BAD_INDENT: 'khoảng trắng đầu dòng không thẳng hàng',
  BAD_SCALAR_START: 'giá trị bắt đầu bằng ký tự đặc biệt, cần đặt trong ngoặc kép',
  BLOCK_AS_IMPLICIT_KEY: 'trong giá trị có dấu hai chấm, cần đặt giá trị trong ngoặc kép',
  BLOCK_IN_FLOW: 'bên trong ngoặc không dùng được cách viết nhiều dòng',
  DUPLICATE_KEY: 'một khoá được viết hai lần',
  MISSING_CHAR: 'thiếu dấu đóng (ngoặc kép, ngoặc vuông, ngoặc nhọn) hoặc dấu hai chấm',
  MULTILINE_IMPLICIT_KEY: 'thiếu dấu hai chấm sau tên khoá',
  MULTIPLE_DOCS: 'có hơn một phần YAML',
  NON_STRING_KEY: 'tên khoá không phải là chữ',
  SCALAR: 'không có các dòng "khoá: giá trị"',
  TAB_AS_INDENT: 'đầu dòng có ký tự Tab; chỉ dùng dấu cách',
  TAG_RESOLVE_FAILED: 'ký hiệu ! ở đầu giá trị không được hiểu, cần đặt trong ngoặc kép',
  UNEXPECTED_TOKEN: 'có ký tự không đúng chỗ',
}

/** What went wrong, by the parser's code; where a code has no sentence of ours, the parser's English one. */
export function yamlFaultVi(fault: { problem: string; detail: string }): string {
  return vi[fault.problem] ?? fault.detail
}
