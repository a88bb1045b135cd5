//! Keys: the keymap, the footers, the help, and every key that is advertised.

use crate::support::{self, Place, at, styles_of};

use super::WED;

/// A keymap that adds alt to every letter and digit of the defaults, on the week and in every layer.
fn all_rebound() -> recoup::keys::Keymap {
    use recoup::keys::{Code, Key, Keymap, Own, Scope, TABLE, chord};
    let alt = |key: Key| match key.code {
        Code::Char(c) if c.is_alphanumeric() && !key.ctrl => Key { alt: true, ..key },
        _ => key,
    };
    let chords = |text: &&str| {
        let mut keys = chord(text).unwrap();
        keys[0] = alt(keys[0]);
        keys
    };
    let commands = TABLE.iter().map(|row| (row.command, row.keys.iter().map(chords).collect())).collect();
    let verbs = Scope::ALL.into_iter().flat_map(|scope| {
        let keys = |keys: &[&str]| keys.iter().map(|k| alt(Key::parse(k).unwrap())).collect();
        scope.bindings().iter().map(move |b| (scope, b.verb, keys(b.keys)))
    });
    Keymap::with(&Own { commands, verbs: verbs.collect() }).0
}

/// A planner with another keymap.
fn with_keys(today: &str, keymap: &recoup::keys::Keymap) -> support::Planner {
    support::with(Place::new(), today, |mut s| {
        std::rc::Rc::make_mut(&mut s.setup).keymap = keymap.clone();
        s
    })
}

/// Keys for a keymap: anything between « and » is a default key of the week, which may be rebound.
fn spelled(text: &str, rebound: bool) -> String {
    let mut out = String::new();
    for (n, part) in text.split(['«', '»']).enumerate() {
        let letter = part.chars().next().filter(|c| c.is_alphanumeric());
        match letter.filter(|_| n % 2 == 1 && rebound) {
            Some(first) => out.push_str(&format!("<alt-{first}>{}", &part[first.len_utf8()..])),
            None => out.push_str(part),
        }
    }
    out
}

/// The keys that open each scope, with enough on file that each of its keys has something to do.
fn way_to(scope: recoup::keys::Scope) -> &'static str {
    use recoup::keys::Scope;
    match scope {
        Scope::CheckIn => "«c»<tab>3",
        Scope::Form => "«e»<tab>x",
        Scope::List => ":e",
        Scope::Note => "«n»word",
        Scope::Wins => "«W»word",
        Scope::GoTo => "«gd»tomorrow",
        Scope::Why => "«w»",
        Scope::Rating => "«w»«i»",
        Scope::Offer => "«]»«]»«3»«s»2«5»«s»3:arrange<enter>",
        Scope::Lines => ":meals<enter>",
        Scope::Help => "?",
        Scope::Edits => "«U»",
        Scope::Practices => "«o»",
        Scope::Fuel => "«F»",
        Scope::Setup => "«:»setup<enter>",
        Scope::Timer => ":timer roll<enter>",
        Scope::TimerOver => ":timer breathe<enter>",
        Scope::Month => "«gm»",
        Scope::Year => "«h»«gy»",
        Scope::Trends => "«h»«gt»",
        Scope::Patterns => "«gp»",
        Scope::Learnt => "«gl»",
        Scope::Body => "«l»«gb»",
        Scope::Block => "«gk»",
        Scope::Search => "/r",
        Scope::Zoom => "«z»",
        Scope::WhatIf => "«f»«L»",
        Scope::Strip => "«s»",
        Scope::Review => "«gw»",
    }
}

/// The which-key line names a key once, even if it leads on to several.
#[test]
fn a_key_that_leads_to_several_is_named_once() {
    use recoup::keys::{Command, Keymap, Own, chord};
    let keys = |text: &str| vec![chord(text).unwrap()];
    let commands =
        vec![(Command::Month, keys("x x m")), (Command::Trends, keys("x x t")), (Command::GoTo, keys("x g"))];
    let mut p = with_keys(WED, &Keymap::with(&Own { commands, ..Own::default() }).0);
    p.keys("x");
    let answer = p.screen();
    let line = answer.lines().rev().nth(1).unwrap();
    assert_eq!(line.trim(), "x  g go to  x …");
}

/// No text on a screen names a default key that was rebound: they all ask the keymap.
#[test]
fn no_text_on_a_screen_names_a_default_key_that_was_rebound() {
    use recoup::keys::{Code, Key, Keymap, Own, Scope, TABLE, chord};
    // Letters and symbols only: digits appear on screens as numbers, and these keys as words or prompts.
    let is_word = |key: &str| ["a", "h", ":", "/"].contains(&key) || key.chars().all(|c| c.is_ascii_digit());
    let mut rebound_keys: Vec<&str> = TABLE.iter().flat_map(|r| r.keys).copied().collect();
    rebound_keys.extend(Scope::ALL.iter().flat_map(|s| s.bindings()).flat_map(|b| b.keys).copied());
    rebound_keys.retain(|k| k.chars().count() == 1 && !is_word(k));
    let own = |key: Key| {
        if matches!(key.code, Code::Char(_)) && !key.ctrl { Key { alt: true, ..key } } else { key }
    };
    let commands = TABLE.iter().map(|row| {
        let keys = row.keys.iter().map(|text| chord(text).unwrap().into_iter().map(own).collect());
        (row.command, keys.collect())
    });
    let verbs = Scope::ALL.into_iter().flat_map(|scope| {
        scope
            .bindings()
            .iter()
            .map(move |b| (scope, b.verb, b.keys.iter().map(|k| own(Key::parse(k).unwrap())).collect()))
    });
    let keymap = Keymap::with(&Own { commands: commands.collect(), verbs: verbs.collect() }).0;
    for scope in Scope::ALL {
        for size in [(120, 40), (80, 24), (40, 16)] {
            let mut p = with_keys("2026-11-19", &keymap).size(size.0, size.1);
            p.keys("<alt-c>7.5<enter><enter>");
            let way = way_to(scope).replace(':', "«:»").replace('?', "«?»").replace("/r", "«/»r");
            for (n, part) in way.split(['«', '»']).enumerate() {
                match n % 2 {
                    1 => p.keys(&part.chars().map(|c| format!("<alt-{c}>")).collect::<String>()),
                    _ => p.keys(part),
                };
            }
            if scope == Scope::TimerOver {
                p.msg(recoup::app::Msg::Passed(std::time::Duration::from_secs(3_600)));
            }
            let here = p.model.view.layer.as_ref().map(recoup::app::Layer::scope);
            assert!(here == Some(scope) || scope == Scope::WhatIf, "{scope:?}: {here:?}\n{}", p.screen());
            // A plus also marks an extra and is an answer to the readiness rating, and a g is a gram.
            let mut screen = p.screen();
            // Components have their own letters next to their names.
            for name in ["Z sleep", "S soreness", "F feel", "L load", "H heart"] {
                screen = screen.replace(name, &name[2..]);
            }
            for line in screen
                .replace(" + mob", " mob")
                .replace("+ 3 extras", "")
                .replace("F S S M T W T", "")
                .replace("+ 2 extras", "")
                .replace("+  10", "10")
                .replace("+ 10", "10")
                .replace(" g ", " grams ")
                .lines()
            {
                // The key of a tick is the first letter of its name.
                let ticks = |word: &str| scope == Scope::Fuel && "pmcwe".contains(word);
                // A row of days has the first letters of their names.
                let letter = |word: &&str| ["M", "T", "W", "F", "S"].contains(word);
                let days = line.split_whitespace().filter(letter).count() >= 7;
                let mut words = line.split_whitespace().filter(|word| !(days && letter(word)));
                let named = words.find(|word| rebound_keys.contains(word) && !ticks(word));
                assert_eq!(named, None, "{scope:?} {size:?}: {line}");
            }
        }
    }
}

/// Every key that a scope advertises, pressed there, changes something on the screen or outside: by default, and with
/// every letter rebound.
#[test]
fn every_advertised_key_does_something_in_its_scope() {
    use recoup::keys::{Keymap, Scope};
    use std::time::Duration;
    let keys_of = |text: &str| -> Vec<String> {
        match text {
            "type" => vec!["x".into()],
            "0–9" => vec!["4".into()],
            "1–7" | "1–3" => vec!["2".into()],
            text => {
                let arrow = |k: &str| match k {
                    "↑" => "<up>".to_owned(),
                    "↓" => "<down>".to_owned(),
                    "←" => "<left>".to_owned(),
                    "→" => "<right>".to_owned(),
                    k if k.len() > 1 => format!("<{k}>"),
                    k => k.to_owned(),
                };
                text.split(' ').map(arrow).collect()
            }
        }
    };
    let said = |p: &support::Planner| {
        let bottom = if p.model.view.layer.is_none() { "open" } else { "over" };
        format!("{}\n{}\n{bottom} {:?}", p.screen(), styles_of(&p.buffer()), p.place.file("2026-W47"))
    };
    for (keymap, rebound) in [(Keymap::default(), false), (all_rebound(), true)] {
        let fresh = |scope: Scope| {
            let mut p = with_keys("2026-11-19", &keymap).size(80, 24);
            for keys in ["«c»7.5<tab>3242<enter>", "«4»«s»5", "«]»«1»«r»«[»<esc>«t»", "«u»<ctrl-r>«t»"]
            {
                p.keys(&spelled(keys, rebound));
            }
            // Something that can be redone, something that scrolls, something later than the first line.
            p.keys(&spelled("«a»easy run<enter>«u»<esc>", rebound)).keys(&spelled(way_to(scope), rebound));
            if scope == Scope::TimerOver {
                p.msg(recoup::app::Msg::Passed(Duration::from_secs(3_600)));
            }
            p
        };
        for scope in Scope::ALL {
            for (text, does) in keymap.hints(scope) {
                for key in keys_of(&text) {
                    let mut p = fresh(scope);
                    // Where everything fits, nothing scrolls and no scrolling is offered.
                    if does == recoup::keys::layers::SCROLL && !p.screen().contains("scroll") {
                        continue;
                    }
                    let here = p.model.view.layer.as_ref().map(recoup::app::Layer::scope);
                    assert!(
                        here == Some(scope) || scope == Scope::WhatIf && p.model.view.sandbox.is_some(),
                        "{scope:?}: {here:?}\n{}",
                        p.screen()
                    );
                    // Up and left move once there is somewhere to go back to.
                    let bare = key.replace("alt-", "");
                    let first = match bare.trim_matches(['<', '>']) {
                        "up" | "k" | "J" => "<down>",
                        "left" | "h" if matches!(scope, Scope::Timer | Scope::CheckIn) => "<right>",
                        "K" => "<down><down>",
                        "t" if matches!(scope, Scope::Month | Scope::Body) => "<left>",
                        _ => "",
                    };
                    p.keys(first);
                    let before = said(&p);
                    p.keys(&key);
                    let outside = ["y", "<alt-y>", "<ctrl-o>"].contains(&key.as_str());
                    let changed = said(&p) != before || p.quit || outside;
                    assert!(changed, "{scope:?}: {key} does nothing\n{before}");
                }
            }
            // A default letter that was rebound no longer does anything in it.
            for binding in scope.bindings().iter().filter(|_| rebound && !scope.types()) {
                for letter in binding.keys.iter().filter(|k| k.chars().all(char::is_alphanumeric) && k.len() == 1) {
                    assert_eq!(
                        keymap.verb(scope, recoup::keys::Key::parse(letter).unwrap()),
                        None,
                        "{scope:?} {letter}"
                    );
                }
            }
        }
    }
}

/// Custom keys work in every layer, and are the ones it shows.
#[test]
fn custom_keys_work_in_layers_too() {
    use recoup::keys::{Command, Keymap, Own, chord};
    let own = |command, key| (command, vec![chord(key).unwrap()]);
    let commands = vec![own(Command::Undo, "Z"), own(Command::Rest, "b")];
    let (keymap, _) = Keymap::with(&Own { commands, ..Own::default() });
    let mut p = with_keys(WED, &keymap);
    p.keys("c7.5<tab>3242<enter>b");
    assert!(p.answer().starts_with("Wed 18 Nov is full rest"), "{}", p.answer());
    p.keys("U");
    assert!(crate::support::squeezed(p.screen().lines().last().unwrap()).contains("Z undo"), "{}", p.screen());
    p.keys("Z");
    assert!(p.answer().starts_with("undone: Wed 18 Nov is full rest"), "{}", p.answer());
    // In a what-if the custom keys of the week hold too, and what they replace gives way.
    p.keys("f");
    let foot = crate::support::squeezed(p.screen().lines().last().unwrap());
    assert!(foot.contains("b s m + - change") && foot.contains("Z undo") && !foot.contains("bed time"), "{foot}");
    p.keys("b");
    assert!(p.answer().starts_with("Wed 18 Nov is full rest"), "{}", p.answer());
    p.keys("Z");
    assert!(p.answer().starts_with("undone"), "{}", p.answer());
}

/// How to save and how to leave are in the footer, however long the keys before them are.
#[test]
fn a_footer_that_is_too_long_keeps_how_to_save_and_how_to_leave() {
    use recoup::keys::{Key, Keymap, Own, Scope, Verb};
    let long = [Verb::Down, Verb::Up, Verb::StepUp, Verb::StepDown, Verb::AsYesterday, Verb::Clear, Verb::Take];
    let keys = ["ctrl-n", "ctrl-p", "ctrl-u", "ctrl-d", "ctrl-y", "ctrl-x", "ctrl-s"];
    let verbs = long.into_iter().zip(keys).map(|(v, k)| (Scope::CheckIn, v, vec![Key::parse(k).unwrap()])).collect();
    let (keymap, _) = Keymap::with(&Own { verbs, ..Own::default() });
    for width in [80, 40, 30] {
        let mut p = with_keys(WED, &keymap).size(width, 24);
        p.keys("c");
        let foot = crate::support::squeezed(p.screen().lines().last().unwrap());
        assert!(foot.contains("ctrl-s save") && foot.contains("esc later"), "{width}: {foot}");
    }
}

/// A key is in the footer only if it would act, and each one there changes something.
#[test]
fn every_key_in_the_footer_acts() {
    for (day, size) in [("2026-11-18", (80, 24)), ("2026-11-19", (120, 36)), ("2026-11-22", (200, 60))] {
        for way in ["", "c7.5<tab>3242<enter><esc>", "r", "1", "]"] {
            let open = || {
                let mut p = at(day).size(size.0, size.1);
                p.keys(way);
                p
            };
            let p = open();
            // On a low screen, an answer takes the row of the keys.
            if p.model.view.notice.is_some() && size.1 < 30 {
                continue;
            }
            let screen = p.screen();
            let foot = screen.lines().last().unwrap().to_owned();
            let offered: Vec<String> = screen
                .lines()
                .last()
                .unwrap()
                .trim()
                .split("   ")
                // A key in its frame, and what it does; at the end keys without frames, two blanks apart.
                .flat_map(|part| {
                    let parts: Vec<&str> = part.trim().split("  ").collect();
                    let framed = !parts[0].contains(' ');
                    parts.into_iter().take(if framed { 1 } else { usize::MAX }).collect::<Vec<_>>()
                })
                .filter_map(|part| part.split_whitespace().next())
                .map(|k| if k.chars().count() > 1 { format!("<{k}>") } else { k.to_owned() })
                .collect();
            assert!(offered.len() >= 4, "{foot}");
            for key in offered {
                let mut p = open();
                p.keys(&key);
                assert!(p.quit || p.screen() != screen, "{key} does nothing after {way:?} at {size:?}: {foot}");
                assert!(!p.answer().contains("does nothing here"), "{key}");
            }
        }
    }
}

#[test]
fn custom_keys_work_and_every_sentence_names_them() {
    // Every letter has alt before it, so that an old letter in a sentence stands out.
    let mut p = with_keys(WED, &all_rebound());
    assert!(
        p.screen().contains("alt-c")
            && crate::support::squeezed(p.screen().lines().last().unwrap()).contains("alt-r rest"),
        "{}",
        p.screen()
    );
    p.keys("r");
    assert!(p.answer().starts_with("r does nothing here; ? shows the keys"), "{}", p.answer());
    p.keys("<alt-r>");
    assert!(p.screen().contains("alt-u undo"), "{}", p.screen());
    p.keys("<alt-p>").keys("<alt-1><alt-r>");
    assert!(p.answer().contains("past days are facts; alt-e and alt-c can still correct them"), "{}", p.answer());
    p.keys("<alt-3><alt-d><alt-d>");
    assert!(p.answer().contains("alt-a adds one") || p.answer().contains("alt-p puts it"), "{}", p.answer());
    p.keys("<alt-u><alt-u><alt-g>");
    assert!(p.answer().contains("m month"), "{}", p.answer());
    p.keys("<esc>?");
    assert!(p.screen().contains("alt-s"), "{}", p.screen());
}

/// A paste is text where text is typed, and nothing where keys are pressed; control sequences are dropped from it.
#[test]
fn a_paste_into_any_layer_is_text_or_nothing() {
    use recoup::keys::Scope;
    for scope in Scope::ALL {
        let mut p = at("2026-11-19").size(100, 30);
        p.keys("c7.5<tab>3242<enter>").keys("a<enter>u<esc>").keys(&spelled(way_to(scope), false));
        if scope == Scope::TimerOver {
            p.msg(recoup::app::Msg::Passed(std::time::Duration::from_secs(3_600)));
        }
        let (before, file) = (p.screen(), p.place.file("2026-W47"));
        let under = |p: &support::Planner| p.model.view.layer.as_ref().map(recoup::app::Layer::scope);
        let here = under(&p);
        p.msg(recoup::app::Msg::Paste("q\u{1b}[31mqz\nx\u{7}u".into()));
        assert_eq!((under(&p), p.place.file("2026-W47"), p.quit), (here, file, false), "{scope:?}");
        if scope.types() {
            assert!(p.screen().contains("q[31mqz"), "{scope:?}: {}", p.screen());
        } else {
            assert_eq!(p.screen(), before, "{scope:?}");
        }
        assert!(!p.screen().contains('\u{1b}') && !p.screen().contains('\u{7}'));
    }
}
