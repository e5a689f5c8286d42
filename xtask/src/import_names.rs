//! Gives the functions that a Wasm imports from its glue short names. wasm-bindgen ends each name with sixteen digits that no
//! packer can shorten, once in the Wasm and once in the glue: 3 KB of the first load.

/// The number of the section that lists imports.
const IMPORTS: u8 = 2;
/// The magic number and the version.
const HEAD: usize = 8;

/// The Wasm and its glue with short names for what the Wasm imports from `module`.
pub fn shorten(wasm: &[u8], glue: &str, module: &str) -> Result<(Vec<u8>, String), String> {
    let mut short = wasm.get(..HEAD).ok_or("a Wasm without a head")?.to_vec();
    let mut glue = glue.to_owned();
    let mut rest = &wasm[HEAD..];
    while let [kind, after @ ..] = rest {
        rest = after;
        let content = bytes(&mut rest)?;
        short.push(*kind);
        match *kind {
            IMPORTS => write_bytes(&imports(content, &mut glue, module)?, &mut short),
            _ => write_bytes(content, &mut short),
        }
    }
    Ok((short, glue))
}

fn imports(mut rest: &[u8], glue: &mut String, module: &str) -> Result<Vec<u8>, String> {
    let count = number(&mut rest)?;
    let mut written = Vec::new();
    write_number(count, &mut written);
    for index in 0..count {
        let (from, name) = (bytes(&mut rest)?, bytes(&mut rest)?);
        write_bytes(from, &mut written);
        match from == module.as_bytes() {
            true => write_bytes(renamed(name, index, glue)?.as_bytes(), &mut written),
            false => write_bytes(name, &mut written),
        }
        let [0, after @ ..] = rest else { return Err("an import that is no function".to_owned()) };
        rest = after;
        written.push(0);
        write_number(number(&mut rest)?, &mut written);
    }
    Ok(written)
}

/// The short name, which the glue has from now on.
fn renamed(name: &[u8], index: usize, glue: &mut String) -> Result<String, String> {
    let name = String::from_utf8_lossy(name);
    let (long, short) = (format!("\n        {name}: function("), letters(index));
    match glue.matches(&long).count() {
        1 => *glue = glue.replace(&long, &format!("\n        {short}: function(")),
        count => return Err(format!("the glue has {name} {count} times instead of once")),
    }
    Ok(short)
}

/// `a` to `z`, `aa`, `ab` and so on.
fn letters(index: usize) -> String {
    let last = char::from(b'a' + (index % 26) as u8);
    match index / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}

/// A vector of bytes: its length, then its content.
fn bytes<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], String> {
    let len = number(rest)?;
    let (content, after) = rest.split_at_checked(len).ok_or("a Wasm that is cut off")?;
    *rest = after;
    Ok(content)
}

/// A number in LEB128, seven bits to a byte.
fn number(rest: &mut &[u8]) -> Result<usize, String> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let [byte, after @ ..] = *rest else { break };
        *rest = after;
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err("a Wasm with a number that does not end".to_owned())
}

fn write_bytes(content: &[u8], out: &mut Vec<u8>) {
    write_number(content.len(), out);
    out.extend_from_slice(content);
}

fn write_number(mut value: usize, out: &mut Vec<u8>) {
    while value > 0x7f {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "{\n        __wbg_log_0123456789abcdef: function(arg0) {\n        },\n}";

    /// Two imports, one of them of another module, and an empty section of another kind.
    fn wasm(name: &str) -> Vec<u8> {
        let mut imports = vec![2];
        for (module, name) in [("./glue.js", name), ("./other.js", "log")] {
            write_bytes(module.as_bytes(), &mut imports);
            write_bytes(name.as_bytes(), &mut imports);
            imports.extend([0, 5]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.push(IMPORTS);
        write_bytes(&imports, &mut wasm);
        wasm.extend([10, 0]);
        wasm
    }

    #[test]
    fn names_of_the_glue_become_short_on_both_sides() {
        let shortened = shorten(&wasm("__wbg_log_0123456789abcdef"), GLUE, "./glue.js").unwrap();
        assert_eq!(shortened, (wasm("a"), "{\n        a: function(arg0) {\n        },\n}".to_owned()));
    }

    #[test]
    fn a_name_that_the_glue_does_not_have_is_an_error() {
        assert!(shorten(&wasm("__wbg_error_0123456789abcdef"), GLUE, "./glue.js").is_err());
        assert!(shorten(&wasm("x")[..20], GLUE, "./glue.js").is_err());
    }

    #[test]
    fn letters_count_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 702].map(letters), ["a", "z", "aa", "az", "ba", "aaa"]);
    }
}
