/** Codes about what a published bulletin can be trusted for: corrections, approvals, the signature. */
import { define } from '../message.ts'
import { reasonEn, reasonVi } from './reasons.ts'

export const trust = {
  'silent-change': define(
    'warning',
    (a: { url: string }) => [
      `Nội dung tại ${a.url} khác với lần đăng trước mà changes: không có ghi chú mới.`,
      'Thêm vào changes: một dòng {at: …, kind: minor, major hoặc correction, note: …}; chỉnh sửa nhỏ (minor) không đổi ngày cập nhật.',
    ],
    (a) => [
      `What stands at ${a.url} differs from what was published last, and changes: has no new entry.`,
      'Add an entry {at: …, kind: minor, major or correction, note: …} to changes:; a minor one moves no date.',
    ],
  ),
  'correction-vague': define(
    'warning',
    () => [
      'Đính chính này chưa nói rõ điều gì đã sai và điều gì là đúng.',
      'Thêm wrong: (điều đã ghi sai) và right: (điều đúng) vào mục này của changes:.',
    ],
    () => [
      'This correction does not say what was wrong and what is right.',
      'Add wrong: and right: to this entry of changes:.',
    ],
  ),
  'day-future': define(
    'warning',
    (a: { key: string; value: string; what: string }) => [
      `"${a.key}" ghi ${a.value}, là lúc chưa tới, mà trang đã nói là việc đã xảy ra.`,
      a.what === 'withdrawn' || a.what === 'removed'
        ? 'Bài được thu hồi ngay khi đăng, không chờ tới ngày này: ghi đúng ngày thu hồi. Muốn bài hết hạn vào một ngày, dùng expiresAt:.'
        : a.what === 'date'
          ? 'Ghi ngày đăng thật vào date:; ngày của sự kiện thì viết trong bài.'
          : 'Ghi đúng lúc đã sửa bài.',
    ],
    (a) => [
      `"${a.key}" is ${a.value}, a time that has not come, and the page tells of it as done.`,
      a.what === 'withdrawn' || a.what === 'removed'
        ? 'The bulletin is withdrawn at once, not on that day: give the day of the withdrawal. To end its time on a day, use expiresAt:.'
        : a.what === 'date'
          ? 'Give the real day of publication as date:; the day of an event belongs into the text.'
          : 'Give the time at which it was really changed.',
    ],
  ),
  'approval-own': define(
    'warning',
    (a: { by: string; author: string }) => [
      `Người duyệt "${a.by}" cũng là tác giả "${a.author}", nên bài chưa được đăng.`,
      'Để một người khác đọc và duyệt: ghi tên người đó vào approvedBy:, hoặc dùng build-portal approve.',
    ],
    (a) => [
      `The approver "${a.by}" is also the author "${a.author}", so the bulletin is not published.`,
      'Let somebody else read and approve it: put their name into approvedBy:, or use build-portal approve.',
    ],
  ),
  'approval-unlisted': define(
    'warning',
    (a: { by: string }) => [
      `Người duyệt "${a.by}" không có trong approvals.officers, nên bài chưa được đăng.`,
      'Để người có trong danh sách duyệt bài, hoặc thêm tên vào danh sách trong portal.yaml.',
    ],
    (a) => [
      `The approver "${a.by}" is not among approvals.officers, so the bulletin is not published.`,
      'Let somebody of the list approve it, or add the name to the list in portal.yaml.',
    ],
  ),
  'approval-stale': define(
    'warning',
    (a: { by: string; at: string }) => [
      `Bài đã bị sửa sau khi ${a.by} duyệt (${a.at}), nên chưa được đăng.`,
      'Duyệt lại: chạy build-portal approve, hoặc ghi approvedAt: muộn hơn (cùng ngày thì ghi cả giờ).',
    ],
    (a) => [
      `The bulletin was changed after ${a.by} approved it (${a.at}), so it is not published.`,
      'Approve it again: run build-portal approve, or give a later approvedAt: (with the time, on the same day).',
    ],
  ),
  'approval-future': define(
    'warning',
    (a: { by: string; at: string }) => [
      `Phê duyệt của ${a.by} ghi thời điểm ${a.at}, là lúc chưa tới, nên chưa được tính.`,
      'Ghi đúng lúc đã duyệt vào approvedAt:, hoặc duyệt bằng build-portal approve. Muốn hẹn giờ đăng, dùng publishAt:.',
    ],
    (a) => [
      `The approval of ${a.by} is dated ${a.at}, which has not come, so it does not count yet.`,
      'Put the time at which it was approved into approvedAt:, or use build-portal approve. To publish later, use publishAt:.',
    ],
  ),
  'approval-invalid': define(
    'warning',
    (a: { kept: string }) => [
      `Tệp phê duyệt "${a.kept}" không phải là một phê duyệt, nên bài này chưa được đăng.`,
      'Xoá tệp đó rồi duyệt lại bằng build-portal approve; đừng sửa nó bằng tay.',
    ],
    (a) => [
      `The file "${a.kept}" holds no approval, so this bulletin is not published.`,
      'Delete that file and approve again with build-portal approve; do not edit it by hand.',
    ],
  ),
  'approval-unreadable': define(
    'error',
    (a: { kept: string; reason: string }) => [
      `Không đọc được tệp phê duyệt "${a.kept}" (${reasonVi(a.reason)}), nên không biết bài này đã được duyệt hay chưa.`,
      'Cho phép đọc tệp đó, hoặc xoá nó rồi duyệt lại bằng build-portal approve.',
    ],
    (a) => [
      `The approval "${a.kept}" cannot be read (${reasonEn(a.reason)}), so it is not known whether this bulletin is approved.`,
      'Make that file readable, or delete it and approve again with build-portal approve.',
    ],
  ),
  'approval-unrecorded': define(
    'warning',
    (a: { kept: string; reason: string }) => [
      `Không ghi được tệp phê duyệt "${a.kept}" (${reasonVi(a.reason)}); bài đã đăng, nhưng sửa đổi về sau sẽ không bị phát hiện.`,
      'Kiểm tra quyền ghi của thư mục approvals/ rồi chạy lại.',
    ],
    (a) => [
      `The approval "${a.kept}" could not be written (${reasonEn(a.reason)}); the bulletin is published, but a later change would not be noticed.`,
      'Check the permissions of the folder approvals/ and run again.',
    ],
  ),
  'signing-key-missing': define(
    'error',
    () => [
      'signing.required yêu cầu ký danh sách tệp, nhưng không có khoá.',
      'Đặt khoá riêng Ed25519 (PEM) vào biến môi trường BUILD_PORTAL_SIGNING_KEY.',
    ],
    () => [
      'signing.required asks for a signed manifest, and there is no key.',
      'Put the private Ed25519 key (PEM) into the environment variable BUILD_PORTAL_SIGNING_KEY.',
    ],
    2,
  ),
  'signing-key-invalid': define(
    'error',
    (a: { half: 'private' | 'public' }) => [
      a.half === 'private'
        ? 'Biến BUILD_PORTAL_SIGNING_KEY không chứa khoá riêng Ed25519 dạng PEM.'
        : 'Biến BUILD_PORTAL_PUBLIC_KEY không chứa khoá công khai Ed25519 dạng PEM.',
      'Tạo khoá bằng: openssl genpkey -algorithm ed25519 -out khoa.pem; lấy khoá công khai bằng: openssl pkey -in khoa.pem -pubout.',
    ],
    (a) => [
      a.half === 'private'
        ? 'BUILD_PORTAL_SIGNING_KEY holds no private Ed25519 key in PEM form.'
        : 'BUILD_PORTAL_PUBLIC_KEY holds no public Ed25519 key in PEM form.',
      'Make a key with: openssl genpkey -algorithm ed25519 -out key.pem; and its public half with: openssl pkey -in key.pem -pubout.',
    ],
    2,
  ),
  'signature-invalid': define(
    'error',
    (a: { file: string; signed: boolean }) => [
      a.signed
        ? `Chữ ký trong "${a.file}" không khớp: danh sách tệp hoặc chữ ký đã bị sửa, hoặc khoá không phải của trang này.`
        : `Danh sách tệp "${a.file}" không có chữ ký, dù có khoá để kiểm tra.`,
      'Đừng tin trang này cho tới khi rõ nguyên nhân; dựng lại và ký bằng khoá đúng.',
    ],
    (a) => [
      a.signed
        ? `The signature in "${a.file}" does not fit: the manifest or the signature was changed, or the key is not this site’s.`
        : `The manifest "${a.file}" has no signature, though there is a key to check one.`,
      'Do not trust this site until the reason is known; build it again and sign it with the right key.',
    ],
  ),
  'signature-unchecked': define(
    'info',
    (a: { signed: boolean }) => [
      a.signed
        ? 'Danh sách tệp có chữ ký nhưng chưa kiểm tra được vì không có khoá.'
        : 'Danh sách tệp không có chữ ký: ai sửa được cả tệp lẫn danh sách thì không bị phát hiện.',
      a.signed
        ? 'Đặt khoá công khai (PEM) vào biến môi trường BUILD_PORTAL_PUBLIC_KEY.'
        : 'Muốn ký, đặt khoá riêng Ed25519 (PEM) vào biến môi trường BUILD_PORTAL_SIGNING_KEY khi dựng.',
    ],
    (a) => [
      a.signed
        ? 'The manifest is signed, and without a key the signature was not checked.'
        : 'The manifest is not signed: whoever can change the files and the manifest is not found out.',
      a.signed
        ? 'Put the public key (PEM) into the environment variable BUILD_PORTAL_PUBLIC_KEY.'
        : 'To sign, put a private Ed25519 key (PEM) into the environment variable BUILD_PORTAL_SIGNING_KEY when building.',
    ],
  ),
}
