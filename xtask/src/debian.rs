//! Debian's packages that the tests need: three browsers and what drives them, LibreOffice, OpenSSL, Poppler and Python as outside judges.

use std::process::Command;

use crate::progress::Progress;
use crate::{child, paths};

/// A package, and how to see that what it brings is there.
struct Package {
    name: &'static str,
    is_here: fn() -> bool,
}

const PACKAGES: [Package; 11] = [
    Package { name: "chromium", is_here: || paths::find_program("chromium").is_some() },
    Package { name: "chromium-driver", is_here: || paths::find_program("chromedriver").is_some() },
    Package { name: "firefox-esr", is_here: || paths::find_program("firefox-esr").is_some() },
    // Brings WebKit with it, and the window that it drives.
    Package { name: "webkit2gtk-driver", is_here: || paths::find_program("WebKitWebDriver").is_some() },
    // WebKit has no headless mode.
    Package { name: "xvfb", is_here: || paths::find_program("Xvfb").is_some() },
    // Chromium recommends fonts but does not depend on any.
    Package { name: "fonts-dejavu-core", is_here: || is_installed("fonts-dejavu-core") },
    // Opens workbooks; its command is `soffice`.
    Package {
        name: "libreoffice-calc-nogui",
        is_here: || is_installed("libreoffice-calc-nogui") || is_installed("libreoffice-calc"),
    },
    // Reads printed documents.
    Package { name: "poppler-utils", is_here: || paths::find_program("pdftotext").is_some() },
    Package { name: "openssl", is_here: || paths::find_program("openssl").is_some() },
    Package { name: "python3", is_here: || paths::find_program("python3").is_some() },
    Package { name: "python3-venv", is_here: || python_makes_environments() },
];

/// Installs the packages that are missing.
pub fn prepare(progress: &Progress) -> Result<(), String> {
    let missing: Vec<&str> =
        PACKAGES.iter().filter(|package| !(package.is_here)()).map(|package| package.name).collect();
    if missing.is_empty() {
        progress.say("Chromium, Firefox, WebKit, LibreOffice, OpenSSL, Poppler and Python: here already");
        return Ok(());
    }
    let privilege = Privilege::find(&missing)?;
    progress.step("apt-get update", || {
        child::logged(&mut privilege.apt_get(&["update"]), "apt-update")
            .map_err(|error| format!("the list of Debian's packages could not be brought up to date: {error}"))
    })?;
    progress.step(&format!("apt-get install {}", missing.join(" ")), || {
        let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
        arguments.extend(&missing);
        child::logged(&mut privilege.apt_get(&arguments), "apt-install")
    })?;
    match PACKAGES.iter().find(|package| !(package.is_here)()) {
        None => Ok(()),
        Some(package) => Err(format!("{} is installed, but what it brings is not on PATH", package.name)),
    }
}

/// The right to install packages.
enum Privilege {
    Root,
    Sudo,
}

impl Privilege {
    fn find(missing: &[&str]) -> Result<Self, String> {
        let wanted = missing.join(" ");
        if paths::find_program("apt-get").is_none() {
            return Err(format!("this machine has no apt-get; install what Debian calls {wanted} and try again"));
        }
        if child::answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
            Ok(Privilege::Root)
        } else if paths::find_program("sudo").is_some() {
            Ok(Privilege::Sudo)
        } else {
            Err(format!("installing {wanted} needs root or sudo; let an administrator run: apt-get install {wanted}"))
        }
    }

    fn apt_get(&self, arguments: &[&str]) -> Command {
        let mut command = match self {
            Privilege::Root => Command::new("env"),
            Privilege::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.arg("env");
                sudo
            }
        };
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        command
    }
}

fn is_installed(package: &str) -> bool {
    let status =
        child::answer(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]));
    status.as_deref() == Some("installed")
}

fn python_makes_environments() -> bool {
    child::answer(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_some()
}
