//! Finds Vietnamese text by words typed with or without diacritics: `huong phu` finds Hương Phú.

use super::letters::to_small;

/// Lower case without diacritics and with single spaces. Both composed and decomposed text fold to the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().map(to_small) {
        match character {
            '\u{300}'..='\u{36f}' => {}
            space if space.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            letter => folded.push(base_letter(letter)),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether every word of folded `words` stands in the folded `text`.
pub fn matches(text: &str, words: &str) -> bool {
    words.split(' ').all(|word| stands_in(text, word))
}

/// As `str::contains`, whose search for long texts would weigh 1 KB in the page.
fn stands_in(text: &str, word: &str) -> bool {
    word.is_empty() || text.as_bytes().windows(word.len()).any(|part| part == word.as_bytes())
}

fn base_letter(letter: char) -> char {
    match letter {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' => {
            'a'
        }
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => {
            'o'
        }
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        'đ' => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_diacritics_find_the_name() {
        let name = fold("UBND xã Hương Phú");
        for words in ["huong phu", "Hương Phú", "hương phú", "PHU", "phu huong", "  xa  huong ", ""] {
            assert!(matches(&name, &fold(words)), "{words:?}");
        }
        for words in ["huong son", "phux", "Hương Phú 2"] {
            assert!(!matches(&name, &fold(words)), "{words:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_text_fold_to_the_same() {
        // Every one of the 134 precomposed letters is tested against its decomposition in `tests/search.rs`.
        assert_eq!(fold("H\u{75}\u{31b}\u{1a1}ng"), "huong");
        assert_eq!(fold("Trung tâm hành chính công"), "trung tam hanh chinh cong");
        assert_eq!(fold("ĐẠI LÝ"), "dai ly");
    }
}
