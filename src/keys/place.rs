//! Keys of other layouts, by their position on the keyboard: what the same key types on a US keyboard.
//!
//! The positions are those of the layouts of the same name in the keyboard database of X11 (xkeyboard-config, `symbols/`);
//! the two sets of Korean are KS X 5002. If several layouts have a letter in different positions, the language of the locale
//! decides first.

use super::{Code, Key};

/// A layout: its letters, and what the same keys type on a US keyboard.
struct Layout {
    /// Languages in whose locales it comes first; empty if it is for everybody.
    languages: &'static [&'static str],
    typed: &'static str,
    place: &'static str,
}

const fn layout(languages: &'static [&'static str], typed: &'static str, place: &'static str) -> Layout {
    Layout { languages, typed, place }
}

const LAYOUTS: &[Layout] = &[
    // Bulgarian (BDS).
    layout(
        &["bg"],
        "уеишщксдзцьяаожгтнвмчюйъэфхпрлбыУЕИШЩКСДЗЦѝЯАОЖГТНВМЧЮЙЪЭФХПРЛБ",
        "wertyuiop[asdfghjkl;'zxcvbnm,./QWERTYUIOP{ASDFGHJKL:\"ZXCVBNM<>?",
    ),
    // Serbian.
    layout(
        &["sr"],
        "љњертзуиопшђасдфгхјклчћжџцвбнмЉЊЕРТЗУИОПШЂАСДФГХЈКЛЧЋЖЏЦВБНМ",
        "qwertyuiop[]asdfghjkl;'\\xcvbnmQWERTYUIOP{}ASDFGHJKL:\"|XCVBNM",
    ),
    // Macedonian.
    layout(
        &["mk"],
        "љњертѕуиопшѓасдфгхјклчќжзџцвбнмЉЊЕРТЅУИОПШЃАСДФГХЈКЛЧЌЖЗЏЦВБНМ",
        "qwertyuiop[]asdfghjkl;'\\zxcvbnmQWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM",
    ),
    // Mongolian.
    layout(
        &["mn"],
        "ещфцужэнгшүзкъйыбөахролдпячёсмитьвюЕЩФЦУЖЭНГШҮЗКЪЙЫБӨАХРОЛДПЯЧЁСМИТЬВЮ",
        "-=qwertyuiop[]asdfghjkl;'zxcvbnm,./_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?",
    ),
    // Belarusian.
    layout(
        &["be"],
        "ёйцукенгшўзхфывапролджэячсмітьбюЁЙЦУКЕНГШЎЗХФЫВАПРОЛДЖЭЯЧСМІТЬБЮ",
        "`qwertyuiop[asdfghjkl;'zxcvbnm,.~QWERTYUIOP{ASDFGHJKL:\"ZXCVBNM<>",
    ),
    // Kazakh.
    layout(
        &["kk"],
        "әіңғүұқөһйцукенгшщзхъфывапролджэячсмитьбюӘІҢҒҮҰҚӨҺЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
        "2345890-=qwertyuiop[]asdfghjkl;'zxcvbnm,.@#$%*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>",
    ),
    // Kyrgyz.
    layout(
        &["ky"],
        "ёөңйцукенгшщзхъфывапролджэүячсмитьбюЁӨҢЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭҮЯЧСМИТЬБЮ",
        "`-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,.~_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>",
    ),
    // Tajik.
    layout(
        &["tg"],
        "ёғӯйқукенгшҳзхъфҷвапролджэячсмитӣбюЁҒӮЙҚУКЕНГШҲЗХЪФҶВАПРОЛДЖЭЯЧСМИТӢБЮ",
        "`-=qwertyuiop[]asdfghjkl;'zxcvbnm,.~_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>",
    ),
    // Russian; also every other language in Cyrillic, for the letters that they share.
    layout(
        &[],
        "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>",
    ),
    // Ukrainian letters that Russian lacks.
    layout(&[], "їієґʼЇІЄҐ", "]s'\\~}S\"|"),
    // Greek, whose q is a semicolon.
    layout(
        &[],
        "ςερτυθιοπασδφγηξκλζχψωβνμΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ",
        "wertyuiopasdfghjklzxcvbnmERTYUIOPASDFGHJKLZXCVBNM",
    ),
    // Hebrew.
    layout(&[], "קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."),
    // Persian.
    layout(&["fa"], "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو", "qwertyuiop[]asdfghjkl;'zxcvbnm,"),
    // Urdu.
    layout(&["ur"], "قوعرتےءیہپاسدفگحجکلزشچطبنم", "qwertyuiopasdfghjklzxcvbnm"),
    // Arabic.
    layout(&[], "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ", "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"),
    // Persian letters that Arabic lacks.
    layout(&[], "چیکگپ", "]d;'m"),
    // Armenian.
    layout(
        &[],
        "ֆձօէղճփբսմուկըթծցջվգեանիտհպրժդչյզլքխշռՖՁևՕԷՂՃՓԲՍՄՈՒԿԸԹԾՑՋՎԳԵԱՆԻՏՀՊՐԺԴՉՅԶԼՔԽՇՌ",
        "120-=qwertyuiop[]asdfghjkl;'zxcvbnm,./!@&)_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?",
    ),
    // Georgian.
    layout(&[], "ქწერტყუიოპასდფგჰჯკლზხცვბნმჭღთშჟძჩ", "qwertyuiopasdfghjklzxcvbnmWRTSJZC"),
    // Thai.
    layout(
        &[],
        "ๅภถึคตจขชๆไำพะัีรนยบลฟหกดเาสวงฃผปแอิืทมใฝฎฑธํณฯญฐฤฆฏโฌ็ษศซฅฉฮ์ฒฬฦ",
        "1457890-=qwertyuiop[]asdfgkl;'\\zxcvbnm,./ERTYIOP{ASDFGHKL:|CVN<>?",
    ),
    // Korean (two sets), letter by letter.
    layout(
        &[],
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
    ),
    // Czech: the digit row without shift.
    layout(&["cs"], "ěščřžýáíé", "234567890"),
    // Slovak.
    layout(&["sk"], "ľščťžýáíé", "234567890"),
    // Lithuanian.
    layout(&["lt"], "ąčęėįšųū", "12345678"),
    // French and Belgian: the digit row without shift.
    layout(&[], "&é\"'(-è_çà§", "12345678906"),
];

/// Zeros of scripts with digits of their own: Arabic, Persian, Devanagari, Bengali, Thai, Khmer.
const ZEROS: [char; 6] = ['٠', '۰', '०', '০', '๐', '០'];

/// The first of the full-width forms that input methods type, and how many there are: those of `!` to `~`.
const FULL_WIDTH: (u32, u32) = (0xff01, 94);

/// What the key that typed a character types on a US keyboard; `None` if no layout has it.
fn place(c: char, language: &str) -> Option<char> {
    let code = u32::from(c);
    let digit = ZEROS.iter().find_map(|zero| code.checked_sub(u32::from(*zero)).filter(|n| *n < 10));
    if let Some(n) = digit {
        return char::from_digit(n, 10);
    }
    if let Some(n) = code.checked_sub(FULL_WIDTH.0).filter(|n| *n < FULL_WIDTH.1) {
        return char::from_u32(u32::from('!') + n);
    }
    let own = LAYOUTS.iter().filter(|l| l.languages.contains(&language));
    let all = LAYOUTS.iter().filter(|l| l.languages.is_empty());
    own.chain(all).find_map(|l| l.place.chars().nth(l.typed.chars().position(|t| t == c)?))
}

/// A text as the same keys type it on a US keyboard; characters without a position there stay.
pub fn text_on_us_keyboard(text: &str, language: &str) -> String {
    text.chars().map(|c| place(c, language).unwrap_or(c)).collect()
}

/// The key at the same position on a US keyboard; `language` is that of the locale, such as `bg`.
pub fn on_us_keyboard(key: Key, language: &str) -> Option<Key> {
    match key.code {
        Code::Char(c) => Some(Key { code: Code::Char(place(c, language)?), ..key }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_letter_has_one_place() {
        for l in LAYOUTS {
            assert_eq!(l.typed.chars().count(), l.place.chars().count(), "{}", l.typed);
            assert!(l.place.is_ascii(), "{}", l.place);
            let typed: BTreeSet<char> = l.typed.chars().collect();
            assert_eq!(typed.len(), l.typed.chars().count(), "{}", l.typed);
        }
    }

    /// On a layout with other letters every lowercase letter can be reached, except on keys that type a symbol there.
    #[test]
    fn the_whole_alphabet_is_reached() {
        for (language, first, but) in [
            ("ru", 'й', ""),
            ("uk", 'й', ""),
            ("bg", 'я', "q"),
            ("sr", 'љ', "z"),
            ("mk", 'љ', ""),
            ("mn", 'ф', ""),
            ("el", 'ς', "q"),
            ("he", 'ק', "qw"),
            ("fa", 'ض', ""),
            ("ar", 'ض', "b"),
            ("ka", 'ქ', ""),
            ("ko", 'ㅂ', ""),
        ] {
            let at =
                |l: &&Layout| l.typed.contains(first) && (l.languages.is_empty() || l.languages.contains(&language));
            let own = LAYOUTS.iter().filter(|l| l.languages.contains(&language)).find(at);
            let of = own.or_else(|| LAYOUTS.iter().find(at)).unwrap_or_else(|| panic!("{language}"));
            let reached: BTreeSet<char> = of.typed.chars().filter_map(|c| place(c, language)).collect();
            let missing: String = ('a'..='z').filter(|c| !reached.contains(c) && !but.contains(*c)).collect();
            assert_eq!(missing, "", "{language}");
        }
    }

    #[test]
    fn digits_of_other_scripts_and_full_width_characters_map_to_ascii() {
        for (typed, is) in [('٣', '3'), ('۷', '7'), ('९', '9'), ('๐', '0'), ('７', '7'), ('ｃ', 'c'), ('！', '!')]
        {
            assert_eq!(place(typed, ""), Some(is), "{typed}");
        }
    }

    #[test]
    fn the_locale_language_decides_between_layouts() {
        assert_eq!((place('я', "ru"), place('я', "bg"), place('я', "")), (Some('z'), Some('s'), Some('z')));
        assert_eq!((place('é', "fr"), place('é', "cs"), place('é', "")), (Some('2'), Some('0'), Some('2')));
        assert_eq!(place('q', "ru"), None);
    }
}
