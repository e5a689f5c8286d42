//! The few pieces of DER (X.690) that a key file is made of.
//!
//! The `pkcs8` and `pkcs5` crates read the same, and every algorithm besides, for 25 KB more after brotli: a seventh of
//! what the first load may weigh.

/// Tags that a key file has.
pub const INTEGER: u8 = 0x02;
pub const OCTET_STRING: u8 = 0x04;
pub const NULL: u8 = 0x05;
pub const OBJECT_IDENTIFIER: u8 = 0x06;
pub const SEQUENCE: u8 = 0x30;

/// What is left to read of some DER.
#[derive(Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// A reader of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader(bytes)
    }

    /// Whether everything was read.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Takes a value with this tag. Lengths are read in their shortest form only, and up to 65 535.
    pub fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (&found, rest) = self.0.split_first()?;
        let (&first, rest) = rest.split_first()?;
        let (length, rest) = match (first, rest) {
            (0..=0x7f, rest) => (usize::from(first), rest),
            (0x81, [length @ 0x80..=0xff, rest @ ..]) => (usize::from(*length), rest),
            (0x82, [high @ 1..=0xff, low, rest @ ..]) => (usize::from(*high) << 8 | usize::from(*low), rest),
            _ => return None,
        };
        if found != tag || rest.len() < length {
            return None;
        }
        let (value, rest) = rest.split_at(length);
        self.0 = rest;
        Some(value)
    }

    /// Takes a value with this tag, if one comes next.
    pub fn take_optional(&mut self, tag: u8) -> Option<&'a [u8]> {
        (self.0.first() == Some(&tag)).then(|| self.take(tag)).flatten()
    }

    /// Takes a sequence and reads inside it.
    pub fn sequence(&mut self) -> Option<Reader<'a>> {
        self.take(SEQUENCE).map(Reader)
    }

    /// Takes an integer from 0 to 2^32 − 1.
    pub fn integer(&mut self) -> Option<u32> {
        let bytes = self.take(INTEGER)?;
        as_u32(bytes)
    }

    /// Takes an integer, if one comes next.
    pub fn optional_integer(&mut self) -> Option<u32> {
        self.take_optional(INTEGER).and_then(as_u32)
    }
}

fn as_u32(bytes: &[u8]) -> Option<u32> {
    let is_shortest = !matches!(bytes, [] | [0x80..=0xff, ..] | [0, 0..=0x7f, ..]);
    let fits = bytes.len() <= 4 || (bytes.len() == 5 && bytes[0] == 0);
    (is_shortest && fits).then(|| bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// Writes a value with its tag; a key file's values have less than 65 536 bytes.
pub fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    match content.len() {
        length @ 0..=0x7f => der.push(length as u8),
        length @ 0x80..=0xff => der.extend([0x81, length as u8]),
        length => der.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    der.extend_from_slice(content);
    der
}

/// Writes values one after the other inside a sequence.
pub fn sequence(values: &[Vec<u8>]) -> Vec<u8> {
    value(SEQUENCE, &values.concat())
}

/// Writes an integer.
pub fn integer(number: u32) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let first = bytes.iter().position(|byte| *byte != 0).unwrap_or(3);
    let sign: &[u8] = if bytes[first] >= 0x80 { &[0] } else { &[] };
    value(INTEGER, &[sign, &bytes[first..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_written_and_read_in_their_shortest_form() {
        for (number, der) in [
            (0, vec![2, 1, 0]),
            (127, vec![2, 1, 0x7f]),
            (128, vec![2, 2, 0, 0x80]),
            (600_000, vec![2, 3, 9, 0x27, 0xc0]),
            (u32::MAX, vec![2, 5, 0, 0xff, 0xff, 0xff, 0xff]),
        ] {
            assert_eq!(integer(number), der);
            assert_eq!(Reader::new(&der).integer(), Some(number));
        }
        for der in [&[2, 0][..], &[2, 1, 0x80], &[2, 2, 0, 1], &[2, 5, 1, 0, 0, 0, 0], &[2, 2, 1], &[4, 1, 0]] {
            assert_eq!(Reader::new(der).integer(), None, "{der:?}");
        }
    }

    #[test]
    fn lengths_have_one_form() {
        for length in [0, 1, 127, 128, 255, 256, 1000] {
            let content = vec![7; length];
            let der = value(OCTET_STRING, &content);
            let mut reader = Reader::new(&der);
            assert_eq!(reader.take(OCTET_STRING), Some(&content[..]));
            assert!(reader.is_empty());
        }
        for der in [&[4, 0x81, 1, 7][..], &[4, 0x82, 0, 1, 7], &[4, 0x80, 0, 0], &[4, 2, 7], &[4], &[]] {
            assert_eq!(Reader::new(der).take(OCTET_STRING), None, "{der:?}");
        }
    }
}
