//! Search folds every Vietnamese letter, composed or not, to its base letter.

use tucham::engine::letters;
use tucham::engine::search::fold;
use unicode_normalization::UnicodeNormalization;

#[test]
fn every_vietnamese_letter_folds_to_ascii_in_both_normal_forms() {
    // The letters of Vietnamese with a mark: 12 vowels with their 5 tones, 6 of them marked themselves, and đ.
    let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let mut count = 0;
    for vowel in vowels {
        let base: String = vowel.nfd().take(1).collect();
        for tone in tones {
            for letter in [format!("{vowel}{tone}"), format!("{vowel}{tone}").to_uppercase()] {
                let composed: String = letter.nfc().collect();
                let decomposed: String = letter.nfd().collect();
                assert_eq!(composed.chars().count(), 1, "{composed}");
                assert_eq!(fold(&composed), base, "{composed}");
                assert_eq!(fold(&decomposed), base, "{decomposed}");
                count += usize::from(composed != base.to_uppercase() && composed != base);
            }
        }
    }
    for letter in ["đ", "Đ"] {
        assert_eq!(fold(letter), "d");
        count += 1;
    }
    assert_eq!(count, 134, "the precomposed letters of Vietnamese");
}

#[test]
fn every_capital_letter_has_the_small_letter_that_unicode_gives_it() {
    for vowel in ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"] {
        for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
            let small: String = format!("{vowel}{tone}").nfc().collect();
            assert_eq!(letters::small(&small.to_uppercase()), small);
            assert_eq!(letters::small(&small), small);
        }
    }
    assert_eq!(letters::small("ĐƯỜNG 5 × 3 – LAN"), "đường 5 × 3 – lan");
    assert_eq!(letters::first_small("Ước tính UBND"), "ước tính UBND");
    assert_eq!(letters::first_small(""), "");
}
