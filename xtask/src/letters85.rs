//! Writes bytes as letters that stand in HTML as they are: four bytes in five letters, where Base64 takes more than that.
//!
//! As in Ascii85, but with an alphabet of consecutive letters without `<` and `&`: `src/loader/parts_inside.js` reads it.

/// From `=` (61) on, up to `~` (126), come 66 letters; the other 19 are taken from `(` (40) on.
fn letter(digit: u32) -> u8 {
    let digit = digit as u8;
    if digit < 66 { b'=' + digit } else { b'(' + (digit - 66) }
}

/// The bytes as letters. The last group is filled with zeros, and is cut to one letter more than it has bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 4 * 5 + 5);
    for group in bytes.chunks(4) {
        let mut four = [0; 4];
        four[..group.len()].copy_from_slice(group);
        let mut number = u32::from_be_bytes(four);
        let mut letters = [0; 5];
        for place in letters.iter_mut().rev() {
            *place = letter(number % 85);
            number /= 85;
        }
        text.extend(letters[..=group.len()].iter().map(|&letter| char::from(letter)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_bytes_are_five_letters_of_the_alphabet() {
        assert_eq!(encode(&[]), "");
        assert_eq!(encode(&[0, 0, 0, 0]), "=====");
        // 2^32 − 1 = 82·85⁴ + 23·85³ + 54·85² + 12·85 + 0
        assert_eq!(encode(&[255; 4]), "8Ts I=".replace(' ', ""));
        assert_eq!(encode(&[0]), "==");
        assert_eq!(encode(&[1, 2, 3, 4, 5, 6, 7]).len(), 5 + 4);
    }

    #[test]
    fn no_letter_is_markup() {
        let letters: Vec<u8> = (0..85).map(letter).collect();
        for (index, &one) in letters.iter().enumerate() {
            assert!(one.is_ascii_graphic() && !b"<&\"'".contains(&one), "{}", char::from(one));
            assert!(!letters[..index].contains(&one));
        }
    }
}
