//! The machine's clock, which may be wrong, and its local time of day.

/// Unix milliseconds by the machine's clock.
pub fn now_ms() -> i64 {
    // A date in milliseconds is far below 2^53, so the cast keeps every one.
    js_sys::Date::now() as i64
}

/// The time of day in the machine's own zone: `10:42`.
pub fn time_of_day(unix_ms: i64) -> String {
    let date = local(unix_ms);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Day and time in the machine's own zone: `10:42 ngày 12/10/2018`.
pub fn day_and_time(unix_ms: i64) -> String {
    let date = local(unix_ms);
    format!("{} ngày {:02}/{:02}/{}", time_of_day(unix_ms), date.get_date(), date.get_month() + 1, date.get_full_year())
}

/// Whether two moments fall on one day in the machine's own zone.
pub fn same_day(left_ms: i64, right_ms: i64) -> bool {
    local(left_ms).to_date_string() == local(right_ms).to_date_string()
}

fn local(unix_ms: i64) -> js_sys::Date {
    js_sys::Date::new(&(unix_ms as f64).into())
}
