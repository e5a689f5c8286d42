//! Words for the draft being open in another place too. The form has windows of its own; the widget may stand twice in one page,
//! and the page is not the officer's to load again.

const IS_WIDGET: bool = cfg!(feature = "widget");

const fn words(of_form: &'static str, of_widget: &'static str) -> &'static str {
    if IS_WIDGET { of_widget } else { of_form }
}

/// Another one writes.
pub const WRITTEN_ELSEWHERE: &str = words(
    "Phiếu này đang mở để nhập ở cửa sổ khác.",
    "Phiếu này đang mở để nhập ở chỗ khác trên trang này hoặc ở cửa sổ khác.",
);
/// What this one does meanwhile.
pub const FOLLOWS: &str = words(
    " Cửa sổ này chỉ để xem và tự cập nhật mỗi khi bên kia lưu.",
    " Ở đây chỉ xem được, và tự cập nhật mỗi khi bên kia lưu.",
);
/// The button that takes over.
pub const TAKE_OVER: &str = words("Nhập ở cửa sổ này", "Nhập ở đây");
/// Another copy of the draft, by its origin.
pub const STORED_ELSEWHERE: &str = words(
    "Bản nháp đã lưu trong trình duyệt, do cửa sổ khác ghi",
    "Bản nháp đã lưu trong trình duyệt, do chỗ khác ghi",
);
/// The way out where a newer version has written the draft.
pub const NEWER_VERSION: &str = words(
    " Những gì vừa nhập ở đây chưa được lưu. Hãy tải bản nháp về máy, rồi tải lại trang để dùng phiên bản mới.",
    " Những gì vừa nhập ở đây chưa được lưu. Hãy tải bản nháp về máy, rồi báo cho người quản trị trang này để cập nhật phiếu.",
);
