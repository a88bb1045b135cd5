//! What people rely on, and how often each promise is tried: the table of `docs/trust.md`.
//!
//! CI tries everything a little. `RECOUP_LONG=1 cargo test --test it` tries it as often as the table says, and writes each row
//! that held with the day on which it did.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};

/// How often something is tried.
#[derive(Clone, Copy)]
enum Often {
    /// How many times in CI, and in the long run.
    Times(u64, u64),
    /// Every case, each time the tests run.
    Each,
    /// Every case, only in the long run.
    Long,
}

use Often::{Each, Long, Times};

/// A row: a heading, or the test's name, what it tries, the unit of its numbers, and how often.
#[rustfmt::skip]
const TRIALS: &[(&str, &str, &str, Often)] = &[
    ("", "What the screen says is what the file holds", "", Each),
    ("typed_while_saves_are_under_way_screen_and_file_agree", "keys over a store that answers late and in any order", "runs", Times(2_000, 20_000)),
    ("typed_in_one_go_on_a_terminal_screen_and_file_agree", "keys on a terminal, in one read or 1 to 30 ms apart; each is a step that undo takes back", "runs", Times(40, 1_000)),
    ("in_any_order_screen_file_and_journal_agree_even_seeds", "two planners, a shell, edits by hand, late and failing saves, deleted weeks, restarts, new days, undo and redo by all, in any order: screen, file and journal agree after each step", "steps, 20 seeds of 400 (at length 100 of 5,000)", Times(20 * 400, 100 * 5_000)),
    ("in_any_order_screen_file_and_journal_agree_odd_seeds", "the same with other seeds", "steps, 20 seeds of 400 (at length 100 of 5,000)", Times(20 * 400, 100 * 5_000)),
    ("random_keys_in_two_planners_match_the_files_and_undo_to_the_first_bytes", "two planners over one folder, then everything undone to the first byte and redone", "runs", Times(60, 3_000)),
    ("the_day_changes_on_the_screen_before_any_key_acts_on_it", "a new day begins in an open planner", "runs", Long),
    ("", "Nothing acknowledged is lost", "", Each),
    ("a_save_with_each_of_its_calls_failing", "each call of a save fails, once or from then on: old bytes or new ones, reported truthfully, and a retry applies it once", "failing calls", Each),
    ("a_planner_over_a_failing_disk_applies_nothing_twice", "the same under a planner", "failing calls", Each),
    ("a_crash_at_each_call_of_a_save", "from one call on nothing more happens, as in a power cut", "calls", Each),
    ("a_crash_at_each_call_of_the_first_save", "the same in an empty folder", "calls", Each),
    ("killed_and_failing_at_every_call_of_a_save", "the process killed at, and an error from, every system call of a save (with strace)", "runs", Long),
    ("killed_while_keys_are_typed_nothing_acknowledged_is_lost", "a planner killed with SIGKILL while keys are typed", "kills", Times(20, 1_000)),
    ("keys_before_an_end_are_saved_and_later_ones_are_not_applied", "keys, and Ctrl-C or `q`, in one write; what follows is not applied", "ends", Times(10, 200)),
    ("keys_before_a_signal_are_saved", "a key, then one of twelve signals; the terminal is given back", "ends", Times(12, 240)),
    ("a_hang_up_never_spins_and_never_aborts", "the terminal goes away, with whole and broken sequences, 0 to 10 ms later", "hang-ups", Times(30, 500)),
    ("a_week_that_cannot_be_saved_holds_back_no_other", "one week that cannot be saved among healthy ones", "runs", Each),
    ("", "Others may write too", "", Each),
    ("two_planners_and_four_shells_lose_nothing", "two planners and four shells write one folder through two paths: every edit is there", "edits", Times(6 * 8, 6 * 84)),
    ("another_program_writes_at_each_call_of_a_save", "another program writes the week at each call of a save, by rename, in place, and after deleting it", "calls", Each),
    ("edits_alongside_other_writers_lose_nothing", "a week rewritten from outside between two keys", "rewrites", Times(40, 500)),
    ("", "The file", "", Each),
    ("a_week_reads_back_as_it_was_written", "any text in any field is read back as it was written", "weeks", Times(400, 20_000)),
    ("a_week_is_rewritten_into_any_other", "any week becomes any other, and what the program does not know stays", "pairs of weeks", Times(400, 20_000)),
    ("a_week_as_text_that_is_sent_back_is_the_same", "a week shown as text and sent back is no change", "weeks", Times(400, 20_000)),
    ("opening_and_closing_without_a_change_leaves_every_byte", "form, wins line, note and check-in, opened and closed unchanged, on each day of a week", "weeks", Times(60, 3_000)),
    ("a_file_written_by_hand_changes_only_in_the_lines_an_edit_is_about", "files written by hand, one habit per file: only the lines that an edit is about change, and undo brings every byte back", "files", Each),
    ("a_folder_of_this_version_is_kept_by_the_reader_of_0_1", "what this version adds to a file stays when 0.1 rewrites it", "files", Each),
    ("merging_into_an_untouched_week_is_the_change", "merging a week, where nobody else wrote", "pairs of weeks", Times(400, 20_000)),
    ("merging_into_an_untouched_session_is_the_revision", "merging a session, where nobody else wrote", "pairs of sessions", Times(400, 20_000)),
    ("merging_into_an_untouched_morning_is_the_revision", "merging a morning, where nobody else wrote", "pairs of mornings", Times(400, 20_000)),
    ("merging_a_morning_keeps_the_answers_of_others", "merging two mornings, answer by answer", "triples of mornings", Times(400, 20_000)),
    ("merging_a_session_keeps_the_changes_of_others", "merging two sessions, field by field", "triples of sessions", Times(400, 20_000)),
    ("merging_a_day_counts_both_sides", "merging a day's tallies and ticks", "triples of days", Times(400, 20_000)),
    ("", "Damaged and hostile files, and what is not a regular file", "", Each),
    ("damaged_files_are_survived", "weeks, journal entries and their index, cut at each byte or with a bit flipped", "flipped bits per file", Times(200, 2_000)),
    ("damaged_weeks", "random damage to weeks: read or refused with a place, and what is read can be changed", "weeks", Times(8_000, 1_000_000)),
    ("damaged_weeks_are_edited", "six random edits of each damaged week: made as intended, or refused with a sentence", "weeks", Times(2_000, 200_000)),
    ("damaged_settings", "random damage to settings, keymap, themes, splits, regions, practices and library", "files", Times(7 * 150, 7 * 6_000)),
    ("damaged_tables", "random damage to CSV tables", "tables", Times(6_000, 1_500_000)),
    ("irregular_files_are_named_and_nothing_hangs", "a FIFO in the place of each file that the program reads", "places", Each),
    ("hostile_text_is_inert_on_every_way_out", "escapes, control characters and text that changes direction, in every text of a week and of a table, in every output; all at once, and at length one by one", "texts", Times(1, 101)),
    ("a_backup_brings_everything_back_byte_for_byte", "everything deleted and brought back from a backup", "drills", Each),
    ("the_journal_brings_back_weeks_that_are_gone", "weeks brought back from the journal", "drills", Each),
    ("git_and_a_saved_copy_bring_the_weeks_back", "weeks brought back from git and from `:save-copy`", "drills", Each),
    ("", "Imports", "", Each),
    ("a_long_import_is_all_or_nothing", "an import of many mornings, stopped with Ctrl-C at some moment: it has happened whole or not at all, and is one step of the undo", "mornings", Times(2_000, 20_000)),
    ("apples_export_is_read_in_constant_memory", "an export of Apple Health, made while it is read: the memory it takes does not grow with it", "MB", Times(64, 2_048)),
    ("", "One voice", "", Each),
    ("whatever_was_logged_the_counsel_keeps_its_laws", "random histories on both splits, with gaps, overlays, deloads and new users: no two sentences oppose each other, an applied offer is the last of its day, none makes anything worse, nothing is claimed too early", "mornings", Times(1_000, 10_000)),
    ("", "The terminal", "", Each),
    ("a_silent_terminal_is_waited_for_briefly_and_never_remembered", "a terminal that answers nothing when asked for its background: the first frame comes a tenth of a second later, at every start, and nothing is remembered", "starts", Times(3, 100)),
    ("a_terminal_that_does_not_know_the_question_is_remembered_with_the_next_save", "one that says what it is but not its background: the first frame comes with that answer, and once something was saved it is not asked again for a week", "terminals", Times(1, 50)),
    ("a_storm_of_resizes_is_survived", "window sizes from 0 to 240 × 70, with keys in between", "sizes", Times(60, 2_000)),
    ("replies_of_the_terminal_change_nothing", "late answers of the terminal, whole and split, on eight layers", "answers", Times(96, 4_000)),
    ("an_arrow_in_two_pieces_loses_nothing", "an arrow key in two reads, 0 to 200 ms apart", "arrows", Times(7, 70)),
    ("stopping_saves_and_continuing_sets_up_the_terminal_again", "Ctrl-Z, SIGTSTP and SIGSTOP, and back", "stops", Times(3, 60)),
];

/// One row of the table, as a test sees it.
#[derive(Clone, Copy)]
pub struct Trial {
    test: &'static str,
    often: Often,
}

/// The row of a test.
pub fn trial(test: &str) -> Trial {
    let row = TRIALS.iter().find(|row| row.0 == test).unwrap_or_else(|| panic!("{test} has no row"));
    Trial { test: row.0, often: row.3 }
}

/// Whether this is the long run.
fn long() -> bool {
    #[allow(clippy::disallowed_methods, reason = "only tests read from the environment how long they may take")]
    std::env::var_os("RECOUP_LONG").is_some()
}

impl Trial {
    /// How often to try now; 0 if it is left to the long run.
    pub fn times(self) -> u64 {
        match self.often {
            Times(ci, at_length) => {
                if long() {
                    at_length
                } else {
                    ci
                }
            }
            Each => 1,
            Long => u64::from(long()),
        }
    }

    /// The configuration of a property that is tried that often, from a seed that is the same in each run.
    pub fn cases(self) -> Config {
        super::cases(u32::try_from(self.times()).unwrap())
    }

    /// Records that it held as often as it was to be tried.
    pub fn held(self) {
        self.held_in(self.times());
    }

    /// Records that it held in this many cases.
    pub fn held_in(self, cases: u64) {
        if long() {
            static ONE: Mutex<()> = Mutex::new(());
            let _one = ONE.lock().unwrap();
            write(self.test, cases);
        }
    }

    /// Runs a property as often as it is to be tried.
    pub fn property<S: Strategy>(self, values: &S, law: impl Fn(S::Value) -> TestCaseResult) {
        TestRunner::new(self.cases()).run(values, law).unwrap_or_else(|why| panic!("{why}"));
        self.held();
    }
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/trust.md")
}

const OPEN: &str = "<!-- rows -->\n";
const CLOSE: &str = "<!-- /rows -->";

/// The rows of the page, with how often and when each test was tried at length.
fn rows(page: &str, fresh: Option<(&str, String)>) -> String {
    let reached = |test: &str| -> String {
        if let Some((name, text)) = &fresh
            && *name == test
        {
            return text.clone();
        }
        let end = format!("| `{test}` |");
        let line = page.lines().find(|l| l.ends_with(&end));
        line.and_then(|l| l.trim_end_matches(&end).trim_end().rsplit_once("| "))
            .map_or("not yet".into(), |(_, r)| r.into())
    };
    let mut out = String::new();
    for (test, tried, unit, often) in TRIALS {
        if test.is_empty() {
            out.push_str(&format!("\n## {tried}\n\n| what is tried | in CI | at length | test |\n|---|---|---|---|\n"));
            continue;
        }
        let ci = match often {
            Times(ci, _) => format!("{} {unit}", grouped(*ci)),
            Each => format!("all {unit}"),
            Long => "no".into(),
        };
        out.push_str(&format!("| {tried} | {ci} | {} | `{test}` |\n", reached(test)));
    }
    out
}

/// Updates this row of the page.
fn write(test: &str, cases: u64) {
    let text = std::fs::read_to_string(page()).unwrap();
    let today = recoup::clock::today("00:00".parse().unwrap());
    let new = whole(&text, Some((test, format!("{} on {today}", grouped(cases)))));
    recoup::store::atomic::write(&page(), new.as_bytes()).unwrap();
}

fn whole(text: &str, fresh: Option<(&str, String)>) -> String {
    let (before, rest) = text.split_once(OPEN).unwrap();
    let (_, after) = rest.split_once(CLOSE).unwrap();
    format!("{before}{OPEN}{}\n{CLOSE}{after}", rows(text, fresh))
}

/// `1,500,000`.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The page shows each row as it is here, and each test that it names exists.
#[test]
fn the_page_on_trust_has_every_row() {
    let text = std::fs::read_to_string(page()).unwrap();
    if text != whole(&text, None) {
        if long() {
            recoup::store::atomic::write(&page(), whole(&text, None).as_bytes()).unwrap();
        }
        panic!("docs/trust.md is stale: with RECOUP_LONG=1 this test regenerates it");
    }
    let sources = super::sources();
    for (test, ..) in TRIALS.iter().filter(|t| !t.0.is_empty()) {
        assert!(sources.contains(&format!("fn {test}(")), "no test {test}");
        assert!(sources.contains(&format!("trial(\"{test}\")")), "{test} does not use its row");
    }
}
