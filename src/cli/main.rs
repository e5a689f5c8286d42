//! The office's command line: the same engine as the pages, for files by the thousand.

// A reader that stops early must not end a command with a panic: every line goes through `out`.
#![deny(clippy::print_stdout)]

mod check;
mod consolidate;
mod criteria_set;
mod input;
mod keys;
mod out;
mod roster;
mod score;
mod verify;
mod visible;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Tự Chấm: kiểm tra, xác minh và tổng hợp tệp tự chấm điểm.
#[derive(Parser)]
#[command(
    name = "tucham",
    version,
    after_help = "Mã kết thúc: 0 mọi tệp đều tin cậy, 1 có tệp không tin cậy hoặc có lỗi, 2 gọi sai."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Kiểm tra một bộ tiêu chí (thư mục TOML hoặc tệp); không có thì in số liệu của bộ đang dùng
    Check { set: Option<PathBuf> },
    /// Tính lại điểm của một tệp tự chấm và nêu chỗ khác
    Score {
        submission: PathBuf,
        #[arg(long)]
        set: Option<PathBuf>,
    },
    /// Xác minh tệp: chữ ký, khoá, câu trả lời
    Verify {
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        office: OfficeArguments,
        /// In mỗi tệp một dòng JSON
        #[arg(long)]
        json: bool,
    },
    /// Tổng hợp nhiều tệp thành điểm của huyện
    Consolidate {
        /// Tệp hoặc thư mục
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        office: OfficeArguments,
        /// Quyết định của người tổng hợp: ngày nhận từng tệp, tệp được chọn khi xung đột, điểm ấn định có lý do
        #[arg(long)]
        decisions: Option<PathBuf>,
        /// Ghi kết quả vào tệp này thay vì in ra
        #[arg(long)]
        out: Option<PathBuf>,
        /// Ghi thêm bảng tính XLSX vào tệp này
        #[arg(long)]
        xlsx: Option<PathBuf>,
    },
    /// Tạo khoá ký, luôn mã hoá bằng mật khẩu (hỏi trên màn hình, hoặc biến TUCHAM_PASSPHRASE)
    Keygen {
        #[arg(long)]
        out: PathBuf,
    },
    /// Ký một tài liệu chưa ký
    Sign {
        #[arg(long)]
        key: PathBuf,
        document: PathBuf,
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Lập tệp bộ tiêu chí đã ký để giao cho đơn vị, từ thư mục TOML hoặc từ một tệp bộ tiêu chí
    CriteriaSet {
        set: PathBuf,
        /// Tệp khoá của cơ quan (.pem)
        #[arg(long)]
        key: PathBuf,
        /// Danh sách khoá đã đăng ký, ghi kèm trong tệp
        #[arg(long)]
        roster: Option<PathBuf>,
        /// Ghi ra tệp này; không có thì tucham_botieuchi_<mã>_v<bản>.json
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Danh sách khoá của các đơn vị
    Roster {
        #[command(subcommand)]
        command: roster::Command,
    },
    /// In lệnh hoàn thành tự động cho một loại vỏ lệnh
    Completion { shell: clap_complete::Shell },
}

/// What the office knows.
#[derive(clap::Args)]
struct OfficeArguments {
    /// Danh sách khoá đã đăng ký; không có thì không khoá nào được biết
    #[arg(long)]
    roster: Option<PathBuf>,
    /// Bộ tiêu chí (thư mục TOML hoặc tệp); không có thì dùng bộ đi kèm
    #[arg(long)]
    set: Option<PathBuf>,
    /// Năm báo cáo; không có thì lấy năm của bộ tiêu chí
    #[arg(long)]
    period: Option<u16>,
}

/// How a command ended, as its exit status says.
enum Outcome {
    AllTrusted,
    SomeNot,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { set } => check::run(set.as_deref()),
        Command::Score { submission, set } => score::run(&submission, set.as_deref()),
        Command::Verify { files, office, json } => verify::run(&files, &office, json),
        Command::Consolidate { files, office, decisions, out, xlsx } => {
            consolidate::run(&files, &office, decisions.as_deref(), out.as_deref(), xlsx.as_deref())
        }
        Command::Keygen { out } => keys::generate(&out),
        Command::Sign { key, document, out } => keys::sign(&key, &document, out.as_deref()),
        Command::CriteriaSet { set, key, roster, out } => {
            criteria_set::run(&set, &key, roster.as_deref(), out.as_deref())
        }
        Command::Roster { command } => roster::run(command),
        Command::Completion { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "tucham", &mut script);
            out::raw(&String::from_utf8_lossy(&script));
            Ok(Outcome::AllTrusted)
        }
    };
    match outcome {
        Ok(Outcome::AllTrusted) => ExitCode::SUCCESS,
        Ok(Outcome::SomeNot) => ExitCode::from(1),
        Err(words) => {
            eprintln!("tucham: {words}");
            ExitCode::from(1)
        }
    }
}
