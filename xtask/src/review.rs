//! Writes the table of all criteria that an officer lays beside the dispatch.

/// `cargo xtask review`: compiled without the criteria set, it starts itself again with it.
#[cfg(not(feature = "review"))]
pub fn write() -> Result<(), String> {
    let mut cargo = std::process::Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "xtask", "--features", "review", "--", "review"]);
    crate::child::shown(cargo.current_dir(crate::paths::root()), |_| {})
}

/// `cargo xtask review`
#[cfg(feature = "review")]
pub fn write() -> Result<(), String> {
    use tucham::engine::builtin::builtin;
    use tucham::engine::criteria::review::review_table;

    let file = builtin();
    let name = format!("criteria/{}/review.md", file.set.id);
    std::fs::write(crate::paths::root().join(&name), review_table(file))
        .map_err(|error| format!("{name} cannot be written: {error}"))?;
    println!("{name}: written");
    Ok(())
}
