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
  BRACKET_OPEN: 'dấu [ hoặc { không được đóng lại',
  BLOCK_IN_FLOW: 'bên trong ngoặc không dùng được cách viết nhiều dòng',
  COLON_UNSPACED: 'sau tên khoá phải là dấu hai chấm thường và một dấu cách',
  DUPLICATE_KEY: 'một khoá được viết hai lần',
  FALSE_BLANK: 'ở đây có dấu cách không ngắt, thường do chép từ Word hay trang web; nó giống dấu cách nhưng không phải',
  LINE_INDENTED: 'dòng này bị thụt vào',
  MISSING_CHAR: 'thiếu dấu đóng (ngoặc kép, ngoặc vuông, ngoặc nhọn) hoặc dấu hai chấm',
  MULTILINE_IMPLICIT_KEY: 'thiếu dấu hai chấm sau tên khoá',
  MULTIPLE_DOCS: 'có hơn một phần YAML',
  QUOTES_CURLY:
    'giá trị có dấu hai chấm và nằm trong ngoặc cong “ ”, thường do Word tự đổi; ở đây chỉ ngoặc thẳng " " có nghĩa',
  QUOTES_INSIDE: 'trong ngoặc kép lại có ngoặc kép',
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
  BRACKET_OPEN: 'a [ or { is not closed',
  COLON_UNSPACED: 'after a key’s name there must be a plain colon and a space',
  DUPLICATE_KEY: 'a key stands there twice',
  FALSE_BLANK: 'there is a no-break space, as Word and web pages put it; it looks like a space and is none',
  LINE_INDENTED: 'the line is indented',
  MISSING_CHAR: 'a closing quotation mark or bracket, or a colon, is missing',
  MULTILINE_IMPLICIT_KEY: 'the colon after the key’s name is missing',
  MULTIPLE_DOCS: 'there is more than one YAML part',
  QUOTES_CURLY:
    'the value has a colon and stands in curly quotes “ ”, as Word makes them; only straight ones " " count here',
  QUOTES_INSIDE: 'there are quotation marks inside quotation marks',
  SCALAR: 'there are no "key: value" lines',
  TAB_AS_INDENT: 'a line begins with a Tab; use spaces alone',
  TAG_RESOLVE_FAILED: 'a value that begins with ! needs quotation marks',
  UNEXPECTED_TOKEN: 'a character stands where it may not',
}

/** What to do about a fault, where it is not the quotation marks. */
const hints: Record<string, [vi: string, en: string]> = {
  DUPLICATE_KEY: ['Xoá một trong hai dòng có cùng tên khoá.', 'Delete one of the two lines with the same key.'],
  TAB_AS_INDENT: [
    'Thay ký tự Tab ở đầu dòng bằng dấu cách.',
    'Put spaces in place of the tab at the line’s beginning.',
  ],
  BRACKET_OPEN: ['Thêm dấu đóng ] hoặc } ở cuối dòng.', 'Add the closing ] or } at the end of the line.'],
  COLON_UNSPACED: ['Viết như title: Tựa bài.', 'Write it as title: The headline.'],
  FALSE_BLANK: ['Xoá dấu cách này rồi gõ lại bằng phím cách.', 'Delete it and type a space.'],
  LINE_INDENTED: ['Xoá dấu cách ở đầu dòng.', 'Delete the spaces at its beginning.'],
  QUOTES_CURLY: [
    'Thay “ và ” bằng dấu ngoặc kép thẳng, ví dụ title: "Thông báo: lịch họp".',
    'Put straight quotation marks for “ and ”, such as title: "Notice: meeting".',
  ],
  QUOTES_INSIDE: [
    'Bên trong dùng ngoặc cong, ví dụ title: "Ngày hội “Đại đoàn kết”".',
    'Use curly ones inside, such as title: "The feast “Great Unity”".',
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
