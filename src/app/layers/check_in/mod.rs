//! The check-in drawer: digits answer and move on.

use super::Over;
use super::Press;
use super::Reply;
use super::action::Action;
use crate::app::pointer::Spot;
use crate::app::sight::Sight;
use crate::keys::Scope;
use crate::keys::Verb;
use crate::keys::layers::types;
use chrono::NaiveDate;

use super::field::Field;
use crate::domain::calendar::ClockTime;
use crate::domain::checkin::{self, CheckIn, Night, Question, hours_and_minutes, odd_night};
use crate::domain::merge::{self, Clash};
use crate::domain::shelf::day_number;
use crate::domain::tag::MOST_TAGS;
use crate::domain::{Day, Days, Tag, read};
use crate::edit::{Edit, EditId};
use crate::edit::{LogEdit, NoteChange};
use crate::keys::Code;
use crate::recovery::heart::Signal;
use crate::text::{clean, edited};

mod line;

pub use line::{LEFT, Line};
use line::{answered, beside, in_range, lines_of, odd_time, typed_night};

/// Days without a heart reading after which its lines come after soreness. Chosen.
const HEART_DAYS: i32 = 14;

/// Most characters that a paste may bring an answer to: two times with everything that can separate them.
const LONGEST_ANSWER: usize = 24;

/// The result of a key.
enum Pressed {
    /// Taken.
    Taken,
    /// Taken, with something to say.
    Says(String),
    /// Close the drawer; whether the check-in is finished.
    Close(bool),
}

/// The open drawer.
#[derive(Clone, Debug)]
pub struct Drawer {
    /// The morning.
    pub date: NaiveDate,
    /// The answers as they are now.
    pub now: CheckIn,
    /// The lines that are asked, in the order the cursor takes.
    pub lines: Vec<Line>,
    /// The user's own tags that it asks for, by their digits from 1 on.
    pub tags: Vec<Tag>,
    /// The place of the line under the cursor.
    pub at: usize,
    /// What is typed into a line that takes more than a digit.
    pub typed: String,
    /// Whether that was refused, so that the next digit starts over.
    rejected: bool,
    /// The note.
    pub note: Field,
    /// The group that its answers are undone as.
    pub group: EditId,
    was: CheckIn,
    /// The answers as they were last saved.
    kept: CheckIn,
    note_was: Option<String>,
    yesterday: CheckIn,
    /// The ranges of resting heart rate and HRV that raise no question.
    expected: [Option<(f64, f64)>; 2],
}

impl Drawer {
    /// Over what that morning already holds.
    pub fn open(days: &dyn Days, date: NaiveDate, ask: &[Question], tags: &[Tag]) -> Self {
        let day = days.day(date);
        let held = |d: Option<&Day>| d.and_then(|d| d.checkin.clone()).unwrap_or_default();
        let note_was = day.and_then(|d| d.note.clone());
        let was = held(day);
        // Other tags that the morning already holds are asked for too.
        let others = was.tags.keys().filter(|t| !tags.contains(t));
        let tags: Vec<Tag> = tags.iter().chain(others).take(MOST_TAGS).cloned().collect();
        let number = day_number(date);
        let heart =
            [Signal::RestingHr, Signal::Hrv].iter().any(|s| s.before(days, number, HEART_DAYS).next().is_some());
        let lines = lines_of(ask, !tags.is_empty(), heart);
        let at = lines.iter().position(|l| !answered(*l, &was)).filter(|_| was.unfinished).unwrap_or(0);
        Self {
            date,
            lines,
            tags,
            now: was.clone(),
            at,
            typed: String::new(),
            rejected: false,
            note: Field::new(note_was.as_deref().unwrap_or_default()),
            group: EditId::default(),
            kept: was.clone(),
            was,
            note_was,
            yesterday: held(days.day(crate::domain::calendar::add_days(date, -1))),
            expected: [Signal::RestingHr, Signal::Hrv].map(|signal| signal.expected(days, date, None)),
        }
    }

    /// Takes over what somebody else has written to that morning since; what was answered here but not saved yet stays.
    pub fn follow(&mut self, day: Option<&Day>) {
        let held = day.and_then(|d| d.checkin.clone()).unwrap_or_default();
        merge::checkin(Clash::Theirs, &self.kept, &held, &mut self.now);
        // It then counts as their answer, and is not sent again when the drawer closes.
        merge::checkin(Clash::Ours, &self.kept, &held, &mut self.was);
        self.kept = held;
        let note = day.and_then(|d| d.note.clone());
        if self.note.text() == clean(self.note_was.as_deref().unwrap_or_default()) && note != self.note_was {
            self.note = Field::new(note.as_deref().unwrap_or_default());
            self.note_was = note;
        }
    }

    /// The line under the cursor.
    pub fn line(&self) -> Line {
        self.lines[self.at]
    }

    /// The night as answered so far: bed and wake time if they are there, and the hours.
    pub fn night(&self) -> (Option<ClockTime>, Option<ClockTime>, Option<f64>) {
        let c = &self.now;
        (c.bed, c.wake, c.hours())
    }

    /// The edit it makes; `None` if nothing was answered.
    pub fn finish(&self, finished: bool) -> Option<Edit> {
        let note = edited(self.note_was.as_deref().unwrap_or_default(), self.note.text());
        let note = Some(note.trim().to_owned()).filter(|n| !n.is_empty());
        // The field shows a note of several lines as one; that alone does not change it.
        let untouched = self.note.text() == clean(self.note_was.as_deref().unwrap_or_default());
        let note_change = if untouched || note == self.note_was {
            NoteChange::Keep
        } else {
            NoteChange::Set(self.note_was.clone(), note)
        };
        let mut to = self.now.clone();
        to.unfinished = !finished && self.stays_open();
        if to == self.kept && note_change == NoteChange::Keep {
            return None;
        }
        // Everything answered since it was opened is sent again: an answer may have been refused in the meantime, or undone.
        let was = CheckIn { unfinished: self.kept.unfinished, ..self.was.clone() };
        Some(Edit::Log(LogEdit::CheckIn { date: self.date, was: Box::new(was), to: Box::new(to), note: note_change }))
    }

    /// The edit of a finished morning whose corrected answers are all saved already: its forecast should follow them.
    fn corrected(&self) -> Option<Edit> {
        let to = self.kept.clone();
        let anew = !to.unfinished && !to.is_empty() && to != self.was;
        let (date, was) = (self.date, Box::new(to.clone()));
        anew.then(|| Edit::Log(LogEdit::CheckIn { date, was, to: Box::new(to), note: NoteChange::Keep }))
    }

    /// Notes that the last answer was refused: it is sent again with the next one.
    pub fn resend_all(&mut self) {
        self.kept = self.was.clone();
    }

    /// Whether the morning is left to be finished later if the drawer closes now: one that was finished stays so, even when
    /// an answer is corrected.
    fn stays_open(&self) -> bool {
        !self.now.is_empty() && (self.was.unfinished || self.was.is_empty())
    }

    /// The edit that saves what was answered since the last call; the morning is unfinished until the drawer is closed.
    pub fn answered(&mut self) -> Option<Edit> {
        let to = CheckIn { unfinished: self.stays_open(), ..self.now.clone() };
        if (CheckIn { unfinished: self.kept.unfinished, ..to.clone() }) == self.kept {
            return None;
        }
        let was = std::mem::replace(&mut self.kept, to.clone());
        Some(Edit::Log(LogEdit::CheckIn {
            date: self.date,
            was: Box::new(was),
            to: Box::new(to),
            note: NoteChange::Keep,
        }))
    }

    /// Turns the result of a key or a click into a reply to the planner.
    fn reply(&mut self, pressed: Pressed, sight: &Sight<'_>) -> Reply {
        let says = match pressed {
            Pressed::Close(finished) => {
                let open = !finished && !self.now.is_empty();
                let todays = self.date == sight.weeks.today();
                return match self.finish(finished).or_else(|| self.corrected().filter(|_| todays)) {
                    None if open => Reply::Do(Action::Say(match &sight.weeks.failing {
                        Some(why) => format!("not saved: {why} · it will be retried; :save-copy FOLDER"),
                        None => "saved; ⟦check-in⟧ continues it".to_owned(),
                    })),
                    Some(edit) => Reply::DoOrStay(Action::CheckIn(edit, self.group)),
                    None => Reply::Do(Action::Quiet),
                };
            }
            Pressed::Says(why) => Some(why),
            Pressed::Taken => None,
        };
        // Each answer is saved as it is given: none depends on how the drawer is left.
        Reply::Keep { edit: self.answered(), group: self.group, says }
    }

    fn press(&mut self, Press { key, verb }: Press) -> Pressed {
        let line = self.line();
        // With control or alt it is another key; only a text field knows some of those.
        if verb.is_none() && (key.ctrl || key.alt) && matches!(key.code, Code::Char(_) | Code::Esc | Code::Enter) {
            if line == Line::Note {
                self.note.press(key);
            }
            return Pressed::Taken;
        }
        // In the note, letters are text.
        let verb = verb.filter(|_| !self.types() || !types(key));
        // So is the h of 7h30, which moves left elsewhere.
        let letter = |c: char| line.letters().is_some_and(|takes| takes.contains(c.to_ascii_lowercase()));
        let sideways = |v: &Verb| matches!(v, Verb::Left | Verb::Right);
        let verb = verb.filter(|v| !sideways(v) || !key.typed().is_some_and(letter));
        let verb = verb.filter(|v| !sideways(v) || line != Line::Note);
        match verb {
            Some(Verb::Leave) => {
                return match self.settle() {
                    Ok(()) => Pressed::Close(false),
                    // Everything answered is saved; what cannot be read is dropped with a message.
                    Err(why) => {
                        self.typed.clear();
                        Pressed::Says(format!("not saved, ⟦check-in.leave⟧ again leaves: {why}"))
                    }
                };
            }
            Some(Verb::Take) => {
                let typed = !self.typed.trim().is_empty();
                // What is being typed is taken first, so that an odd night is questioned before the drawer closes.
                if typed && self.at + 1 < self.lines.len() {
                    return self.step(1);
                }
                return match self.settle() {
                    Ok(()) => Pressed::Close(true),
                    Err(why) => Pressed::Says(why),
                };
            }
            Some(Verb::Down) => return self.step(1),
            Some(Verb::Up) => return self.step(-1),
            Some(verb @ (Verb::Left | Verb::Right)) => {
                let to = beside(line, verb == Verb::Right, &self.lines);
                let to = to.and_then(|to| self.lines.iter().position(|l| *l == to));
                return self.go(to.unwrap_or(self.at));
            }
            _ if line == Line::Note => {
                self.note.press(key);
                return Pressed::Taken;
            }
            Some(Verb::Pain) => {
                if let Line::Sore(region) = line
                    && !self.now.pain.remove(&region)
                {
                    self.now.pain.insert(region);
                }
                return Pressed::Taken;
            }
            // In a field that takes several characters, `-` and `+` can be part of the text.
            Some(Verb::StepUp) if line.scale().is_some() => return self.nudge(1),
            Some(Verb::StepDown) if line.scale().is_some() => return self.nudge(-1),
            Some(Verb::Clear) => self.clear(),
            Some(Verb::AsYesterday) => return self.as_yesterday(),
            _ => {}
        }
        if key.code == Code::Backspace {
            if self.typed.is_empty() {
                self.clear();
            } else {
                self.rejected = false;
                self.typed.pop();
            }
        }
        match (line, key.typed()) {
            (_, Some(c)) if line.letters().is_some_and(|takes| takes.contains(c.to_ascii_lowercase())) => {
                if line == Line::Slept {
                    return self.type_night(c);
                }
                self.typed.push(c);
                Pressed::Taken
            }
            (Line::Ill, Some(c)) => {
                match c {
                    'y' | '1' => self.now.ill = Some(true),
                    'n' | '0' => self.now.ill = Some(false),
                    ' ' => self.now.ill = Some(self.now.ill != Some(true)),
                    _ => return Pressed::Taken,
                }
                if c == ' ' { Pressed::Taken } else { self.step(1) }
            }
            (Line::Tags, Some(c)) => c.to_digit(10).map_or(Pressed::Taken, |n| self.switch(n as u8)),
            (_, Some(c)) if line.scale().is_some() => match c.to_digit(10) {
                Some(n) => self.answer(n as u8),
                None => Pressed::Taken,
            },
            _ => Pressed::Taken,
        }
    }

    fn answer(&mut self, n: u8) -> Pressed {
        let line = self.line();
        let Some(scale) = line.scale() else { return Pressed::Taken };
        if let Err(why) = line.check(scale, f64::from(n)) {
            return Pressed::Says(why);
        }
        line.set(&mut self.now, Some(n));
        self.step(1)
    }

    /// A digit toggles its tag between yes and no; 0 answers no for those still open.
    fn switch(&mut self, digit: u8) -> Pressed {
        let tag = match usize::from(digit).checked_sub(1) {
            None => None,
            Some(n) => match self.tags.get(n) {
                Some(tag) => Some(tag.clone()),
                None => {
                    return Pressed::Says(format!("tags go up to {}; a digit switches one", self.tags.len()));
                }
            },
        };
        match tag {
            Some(tag) => {
                let yes = self.now.tags.get(&tag) != Some(&true);
                self.now.tags.insert(tag, yes);
            }
            None => self.answer_rest_no(),
        }
        Pressed::Taken
    }

    /// Someone who answered one tag has seen the others: those left open count as no.
    fn answer_rest_no(&mut self) {
        for tag in &self.tags {
            self.now.tags.entry(tag.clone()).or_insert(false);
        }
    }

    fn nudge(&mut self, by: i8) -> Pressed {
        let line = self.line();
        if let Some(scale) = line.scale() {
            let (low, high) = (scale.low as u8, scale.high as u8);
            let next = match line.answer(&self.now) {
                Some(n) => n.saturating_add_signed(by).clamp(low, high),
                None if by > 0 => low,
                None => return Pressed::Says("there is no answer to lower; type a digit".into()),
            };
            line.set(&mut self.now, Some(next));
        }
        Pressed::Taken
    }

    fn clear(&mut self) {
        self.typed.clear();
        match self.line() {
            Line::Slept => (self.now.bed, self.now.wake, self.now.sleep_hours) = (None, None, None),
            Line::RestingHr => self.now.resting_hr = None,
            Line::Hrv => self.now.hrv = None,
            Line::Nap => self.now.nap = None,
            Line::Ill => self.now.ill = None,
            Line::Latency => self.now.latency = None,
            Line::Awakenings => self.now.awakenings = None,
            Line::Tags => self.now.tags.clear(),
            line => line.set(&mut self.now, None),
        }
    }

    /// Copies yesterday's answer to this line; for soreness, to every region at once.
    fn as_yesterday(&mut self) -> Pressed {
        let line = self.line();
        if let Line::Sore(_) = line {
            if self.yesterday.soreness.is_empty() {
                return Pressed::Says("no soreness was logged yesterday".into());
            }
            self.now.soreness.clone_from(&self.yesterday.soreness);
            let behind = |l: &Line| !matches!(l, Line::Sore(_));
            self.at += self.lines[self.at..].iter().position(behind).unwrap_or(0);
            return Pressed::Taken;
        }
        if line.scale().is_none() {
            return Pressed::Says(
                "⟦check-in.as-yesterday⟧ copies yesterday's ratings and soreness; this one is new every morning".into(),
            );
        }
        match line.answer(&self.yesterday) {
            Some(n) => self.answer(n),
            None => Pressed::Says("yesterday has no answer here".into()),
        }
    }

    fn step(&mut self, by: isize) -> Pressed {
        self.go(self.at.saturating_add_signed(by).min(self.lines.len() - 1))
    }

    /// Goes to the line at that index, if what is typed here can be taken.
    fn go(&mut self, to: usize) -> Pressed {
        let left = self.line();
        if let Err(why) = self.settle() {
            return Pressed::Says(why);
        }
        self.at = to;
        let odd = match left {
            _ if left == self.line() => None,
            Line::Slept => odd_night(&self.now),
            Line::RestingHr => self.now.resting_hr.and_then(|n| Signal::RestingHr.odd(n, self.expected[0])),
            Line::Hrv => self.now.hrv.and_then(|n| Signal::Hrv.odd(n, self.expected[1])),
            _ => None,
        };
        odd.map_or(Pressed::Taken, Pressed::Says)
    }

    /// `0040` is a bed time, four more digits the wake time; with a point, an h or up to two digits it is hours.
    fn type_night(&mut self, c: char) -> Pressed {
        if self.typed.is_empty() && c == '-' {
            return Pressed::Taken;
        }
        // What was refused stays there to be fixed; another digit starts over.
        if std::mem::take(&mut self.rejected) && c.is_ascii_digit() {
            self.typed.clear();
        }
        self.typed.push(c);
        let digits: String = self.typed.chars().filter(char::is_ascii_digit).collect();
        let only_clock = self.typed.chars().all(|c| c.is_ascii_digit() || ": -".contains(c));
        if only_clock
            && digits.len() == 4
            && self.typed.chars().all(|c| c.is_ascii_digit())
            && let Some(why) = odd_time(&digits)
        {
            self.rejected = true;
            return Pressed::Says(why);
        }
        // Two times with their minutes are a night, even if an hour has one digit.
        let minutes = self.typed.rsplit(':').next().map_or(0, str::len);
        let two_times = self.typed.matches(':').count() == 2 && minutes == 2 && c.is_ascii_digit();
        if only_clock && (digits.len() == 8 || two_times) {
            return match self.settle() {
                Ok(()) => self.step(1),
                Err(why) => {
                    self.rejected = true;
                    Pressed::Says(why)
                }
            };
        }
        Pressed::Taken
    }

    /// Reads what was typed into a line that takes more than a digit.
    ///
    /// # Errors
    /// A sentence; the text stays where it is.
    pub fn settle(&mut self) -> Result<(), String> {
        if self.line() == Line::Tags && !self.now.tags.is_empty() {
            self.answer_rest_no();
        }
        let typed = std::mem::take(&mut self.typed);
        if typed.trim().is_empty() {
            return Ok(());
        }
        let read = match self.line() {
            Line::Slept => typed_night(&typed).map(|night| {
                (self.now.bed, self.now.wake, self.now.sleep_hours) = match night {
                    Night::Hours(h) => (None, None, Some(h)),
                    Night::Clock(bed, wake) => (Some(bed), Some(wake), None),
                };
            }),
            Line::RestingHr => {
                in_range(Line::RestingHr, &typed, &checkin::RESTING_HR).map(|n| self.now.resting_hr = Some(n))
            }
            Line::Hrv => in_range(Line::Hrv, &typed, &checkin::HRV).map(|n| self.now.hrv = Some(n)),
            Line::Nap => read::hours(&as_clock(&typed))
                .and_then(|h| Line::Nap.check(&checkin::NAP, h))
                .map(|h| self.now.nap = Some(h).filter(|h| *h > 0.0)),
            Line::Latency => {
                in_range(Line::Latency, &typed, &checkin::LATENCY).map(|n| self.now.latency = Some(n as u16))
            }
            Line::Awakenings => {
                in_range(Line::Awakenings, &typed, &checkin::AWAKENINGS).map(|n| self.now.awakenings = Some(n as u8))
            }
            _ => Ok(()),
        };
        read.inspect_err(|_| self.typed = typed)
    }
}

/// `030` and `0130` as `0:30` and `01:30`: a length of time typed like a clock time.
fn as_clock(typed: &str) -> String {
    let digits = typed.bytes().all(|b| b.is_ascii_digit()) && matches!(typed.len(), 3 | 4);
    if digits { format!("{}:{}", &typed[..typed.len() - 2], &typed[typed.len() - 2..]) } else { typed.to_owned() }
}

impl Over for Drawer {
    fn scope(&self) -> Scope {
        Scope::CheckIn
    }

    fn types(&self) -> bool {
        self.line() == Line::Note
    }

    fn acts(&self, verb: Verb) -> bool {
        match verb {
            Verb::StepUp | Verb::StepDown | Verb::AsYesterday => self.line().scale().is_some(),
            Verb::Pain => matches!(self.line(), Line::Sore(_)),
            Verb::Clear => self.line() != Line::Note,
            Verb::Left | Verb::Right => {
                [true, false].into_iter().any(|right| beside(self.line(), right, &self.lines).is_some())
            }
            _ => true,
        }
    }

    fn point(&mut self, spot: Spot, sight: &Sight<'_>) -> Reply {
        let pressed = match spot {
            Spot::Line(n) if n < self.lines.len() => self.go(n),
            Spot::Answer(n, digit) if n < self.lines.len() => match self.go(n) {
                Pressed::Taken if self.line() == Line::Tags => self.switch(digit),
                Pressed::Taken => self.answer(digit),
                other => other,
            },
            _ => Pressed::Taken,
        };
        self.reply(pressed, sight)
    }

    fn key(&mut self, press: Press, sight: &Sight<'_>) -> Reply {
        let pressed = self.press(press);
        self.reply(pressed, sight)
    }

    /// Pastes into the note or a line that takes more than a digit; anywhere else a paste does nothing.
    fn paste(&mut self, text: &str, _: &Sight<'_>) {
        if self.line() == Line::Note {
            self.note.paste(text);
            return;
        }
        // It is read when the line is left, as typed text is.
        if let Some(takes) = self.line().letters() {
            if std::mem::take(&mut self.rejected) {
                self.typed.clear();
            }
            let room = LONGEST_ANSWER.saturating_sub(self.typed.chars().count());
            self.typed.extend(text.trim().chars().filter(|c| takes.contains(c.to_ascii_lowercase())).take(room));
        }
    }

    fn overflow(&mut self) -> Option<String> {
        self.note.overflow()
    }
}

/// `00:40 → 06:30   5h50`, what is typed so far, or `–`.
pub fn night_text(d: &Drawer) -> String {
    if d.line() == Line::Slept && !d.typed.is_empty() {
        return d.typed.clone();
    }
    match d.night() {
        (Some(bed), Some(wake), Some(h)) => format!("{bed} → {wake}   {}", hours_and_minutes(h)),
        (_, _, Some(h)) => hours_and_minutes(h),
        _ => "–".into(),
    }
}
