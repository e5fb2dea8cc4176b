/** The YAML parser's own faults in words that an officer knows; where there are none, the parser's English sentence. */

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

const en: Record<string, string> = {
  BAD_ALIAS: 'a value that begins with * needs quotation marks',
  BAD_INDENT: 'the spaces at the line’s beginning do not line up',
  BAD_SCALAR_START: 'the value begins with a special character and needs quotation marks',
  BLOCK_AS_IMPLICIT_KEY: 'the value holds a colon and needs quotation marks',
  DUPLICATE_KEY: 'a key stands there twice',
  MISSING_CHAR: 'a closing quotation mark or bracket, or a colon, is missing',
  MULTILINE_IMPLICIT_KEY: 'the colon after the key’s name is missing',
  MULTIPLE_DOCS: 'there is more than one YAML part',
  SCALAR: 'there are no "key: value" lines',
  TAB_AS_INDENT: 'a line begins with a Tab; use spaces alone',
  TAG_RESOLVE_FAILED: 'a value that begins with ! needs quotation marks',
}

/** What to do about a fault, where it is not the quotation marks. */
const hints: Record<string, [vi: string, en: string]> = {
  DUPLICATE_KEY: ['Xoá một trong hai dòng có cùng tên khoá.', 'Delete one of the two lines with the same key.'],
  TAB_AS_INDENT: [
    'Thay ký tự Tab ở đầu dòng bằng dấu cách.',
    'Put spaces in place of the tab at the line’s beginning.',
  ],
  BAD_INDENT: ['Cho các dòng cùng nhóm bắt đầu ở cùng một cột.', 'Let the lines of one group begin in one column.'],
  MULTIPLE_DOCS: ['Xoá dòng "---" thừa.', 'Delete the stray line "---".'],
}

/** What to do about a fault by the parser's code; else the usual advice. */
export function yamlFaultHint(problem: string, language: 'vi' | 'en', usual: string): string {
  return hints[problem]?.[language === 'vi' ? 0 : 1] ?? usual
}

/** What went wrong, by the parser's code, in English. */
export function yamlFaultEn(fault: { problem: string; detail: string }): string {
  return en[fault.problem] ?? fault.detail
}

/** What went wrong, by the parser's code, in Vietnamese. */
export function yamlFaultVi(fault: { problem: string; detail: string }): string {
  return vi[fault.problem] ?? fault.detail
}
