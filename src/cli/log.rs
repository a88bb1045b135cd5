//! `recoup log`.

use std::io::{self, IsTerminal};

use super::{Failure, Words, dialogue, out};
use crate::domain::calendar::day_name;
use crate::domain::calendar::{Toward, parse_day};
use crate::domain::checkin::{self, CheckIn, Night, Question, Scale, parse_night};
use crate::domain::session::Status;
use crate::domain::tag::parse_tags;
use crate::domain::{Day, Days, Kind, Region, Session, WeekId, read};
use crate::edit::NoteChange;
use crate::edit::{Edit, LogEdit};
use crate::planning::counsel::Stance;
use crate::recovery::heart::Signal;
use crate::runtime::workspace::Workspace;
use crate::words;

#[derive(clap::Args, Clone, Debug, Default)]
pub struct Args {
    /// Which morning: a date, a weekday's name, today, yesterday [default: today]
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    /// Last night: 7h30, 7.5, or bed and wake time like 23:10-06:40
    #[arg(long, value_name = "NIGHT", allow_hyphen_values = true)]
    sleep: Option<String>,
    /// How you slept, 1 awful to 5 great
    #[arg(long, value_name = "1-5", allow_hyphen_values = true)]
    quality: Option<String>,
    /// Soreness 0 to 10, as chest=6,quads=3 or one number for the whole body
    #[arg(long, value_name = "REGION=N,…", allow_hyphen_values = true)]
    soreness: Option<String>,
    /// Energy, 1 to 5, 3 is normal for you
    #[arg(long, value_name = "1-5", allow_hyphen_values = true)]
    energy: Option<String>,
    /// Mood, 1 to 5, 3 is normal for you
    #[arg(long, value_name = "1-5", allow_hyphen_values = true)]
    mood: Option<String>,
    /// Stress, 1 to 5, 5 is worst
    #[arg(long, value_name = "1-5", allow_hyphen_values = true)]
    stress: Option<String>,
    /// Resting heart rate in beats a minute
    #[arg(long, value_name = "BPM", allow_hyphen_values = true)]
    resting_hr: Option<String>,
    /// Heart-rate variability, rMSSD in milliseconds
    #[arg(long, value_name = "MS", allow_hyphen_values = true)]
    hrv: Option<String>,
    /// A nap on that day, like 0:30; the next morning counts it
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    nap: Option<String>,
    /// Minutes to fall asleep
    #[arg(long, value_name = "MIN", allow_hyphen_values = true)]
    latency: Option<String>,
    /// Times you woke in the night
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    awakenings: Option<String>,
    /// Yes-or-no words of your own, like "alcohol, no travel"
    #[arg(long, value_name = "TAG,…")]
    tag: Option<String>,
    /// Ill this morning
    #[arg(long, value_name = "yes|no", num_args = 0..=1, default_missing_value = "yes")]
    ill: Option<String>,
    /// Regions that hurt
    #[arg(long, value_name = "REGION,…")]
    pain: Option<String>,
    /// How ready you feel, 0 to 10; kept for comparison
    #[arg(long, value_name = "0-10", allow_hyphen_values = true)]
    ready: Option<String>,
    /// A line for the day's note
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    words: Words,
}

impl Args {
    /// The option that answers a question.
    pub(super) fn answer_to(&mut self, question: Question) -> &mut Option<String> {
        match question {
            Question::Sleep => &mut self.sleep,
            Question::Quality => &mut self.quality,
            Question::Energy => &mut self.energy,
            Question::Mood => &mut self.mood,
            Question::Stress => &mut self.stress,
            Question::Ready => &mut self.ready,
            Question::AllOver | Question::Regions => &mut self.soreness,
            Question::RestingHr => &mut self.resting_hr,
            Question::Hrv => &mut self.hrv,
            Question::Nap => &mut self.nap,
            Question::Latency => &mut self.latency,
            Question::Awakenings => &mut self.awakenings,
            Question::Tags => &mut self.tag,
            Question::Ill => &mut self.ill,
            Question::Note => &mut self.note,
        }
    }

    /// Whether nothing is answered yet.
    fn is_bare(&self) -> bool {
        let mut args = self.clone();
        self.pain.is_none() && Question::ALL.into_iter().all(|q| args.answer_to(q).is_none())
    }

    /// The answers of a morning.
    ///
    /// # Errors
    /// A sentence about the first answer that is not valid.
    pub(super) fn answers(&self) -> Result<CheckIn, String> {
        let mut c = CheckIn {
            sleep_quality: small(self.quality.as_deref(), "quality", &checkin::SLEEP_QUALITY)?,
            energy: small(self.energy.as_deref(), "energy", &checkin::ENERGY)?,
            mood: small(self.mood.as_deref(), "mood", &checkin::MOOD)?,
            stress: small(self.stress.as_deref(), "stress", &checkin::STRESS)?,
            resting_hr: number(self.resting_hr.as_deref(), "resting-hr", &checkin::RESTING_HR)?,
            hrv: number(self.hrv.as_deref(), "hrv", &checkin::HRV)?,
            ready: small(self.ready.as_deref(), "ready", &checkin::READY)?,
            ..CheckIn::default()
        };
        c.nap = match self.nap.as_deref() {
            None => None,
            Some(text) => Some(checkin::NAP.check(read::hours(text).map_err(|e| format!("nap {e}"))?)?),
        };
        match self.sleep.as_deref().map(parse_night).transpose()? {
            Some(Night::Hours(h)) => c.sleep_hours = Some(h),
            Some(Night::Clock(bed, wake)) => (c.bed, c.wake) = (Some(bed), Some(wake)),
            None => {}
        }
        let list = self.soreness.as_deref().unwrap_or_default();
        for part in list.split(',').filter(|p| !p.trim().is_empty()) {
            let split = || part.split_once('=').or_else(|| part.trim().rsplit_once(' '));
            let (region, value) = match split() {
                Some((region, value)) => (Region::parse(region)?, value),
                // A single number is for the whole body. Between commas it would be half of something.
                None if list.trim() == part.trim() && read::number(part).is_ok() => (Region::General, part),
                None => {
                    return Err(format!("soreness '{part}' has no number; write chest=6, or 4 for the whole body"));
                }
            };
            let name = format!("soreness {}", region.name());
            if c.soreness.contains_key(&region) {
                return Err(format!("{name} is given twice; which is it?"));
            }
            c.soreness.extend(small(Some(value), &name, &checkin::SORENESS)?.map(|n| (region, n)));
        }
        c.ill = match self.ill.as_deref() {
            None => None,
            Some("yes" | "y") => Some(true),
            Some("no" | "n") => Some(false),
            Some(other) => return Err(format!("ill '{other}' should be yes or no")),
        };
        c.latency = number(self.latency.as_deref(), "latency", &checkin::LATENCY)?.map(|n| n as u16);
        c.awakenings = small(self.awakenings.as_deref(), "awakenings", &checkin::AWAKENINGS)?;
        c.tags = parse_tags(self.tag.as_deref().unwrap_or_default())?.into_iter().collect();
        for part in self.pain.iter().flat_map(|s| s.split(',')).filter(|p| !p.trim().is_empty()) {
            c.pain.insert(Region::parse(part)?);
        }
        Ok(c)
    }
}

/// A number on a scale, named in messages as on the command line.
fn number(text: Option<&str>, name: &str, scale: &Scale) -> Result<Option<f64>, String> {
    let Some(text) = text else { return Ok(None) };
    let n = read::number(text).map_err(|e| format!("{name} {e}; it goes from {} to {}", scale.low, scale.high))?;
    scale.check_as(name, n).map(Some)
}

fn small(text: Option<&str>, name: &str, scale: &Scale) -> Result<Option<u8>, String> {
    Ok(number(text, name, scale)?.map(|n| n as u8))
}

pub fn run(ws: &Workspace, args: &Args) -> Result<(), Failure> {
    let date =
        args.date.as_deref().map_or(Ok(ws.today), |d| parse_day(d, ws.today, Toward::Past)).map_err(Failure::data)?;
    let mut args = args.clone();
    let mut anew = Vec::new();
    if args.is_bare() && io::stdin().is_terminal() && io::stdout().is_terminal() {
        let (book, _) = ws.book_around(date);
        let held = (&book as &dyn Days).day(date).and_then(|d| d.checkin.clone()).unwrap_or_default();
        // A morning that cannot be logged is refused before any question is asked.
        let (was, to, note) =
            (Box::default(), Box::new(CheckIn { ill: Some(false), ..held.clone() }), NoteChange::Keep);
        ws.desk(&book).trial(&Edit::Log(LogEdit::CheckIn { date, was, to, note }))?;
        if let Some(why) = ws.store.unwritable_folders().first() {
            return Err(Failure::io(why));
        }
        let settings = &ws.setup.settings;
        let asks = |q: &Question| *q != Question::Tags || !settings.tags.is_empty();
        let questions: Vec<Question> = settings.ask.iter().copied().filter(asks).collect();
        anew = dialogue::ask(&mut args, &questions, &held, &day_name(date, ws.today))?;
        if args.is_bare() && anew.is_empty() {
            out::line("nothing was answered, so nothing was saved");
            return Ok(());
        }
    }
    let answers = args.answers().map_err(Failure::data)?;
    if answers.is_empty() && args.note.is_none() && anew.is_empty() {
        return Err(Failure::usage(
            "nothing to log; give an answer, like --sleep 7h30 --energy 3 (recoup log --help lists them)",
        ));
    }
    let (book, _) = ws.book_around(date);
    let was = (&book as &dyn Days).day(date).and_then(|d| d.checkin.clone()).unwrap_or_default();
    let says = !answers.is_empty() || !anew.is_empty();
    let kept = anew.into_iter().fold(was.clone(), dialogue::without);
    let to = if says { CheckIn { unfinished: false, ..kept.overlaid(&answers) } } else { was.clone() };
    let to = if date == ws.today && says { ws.desk(&book).with_forecast(&to) } else { to };
    let note = args.note.as_deref().map(str::trim).filter(|n| !n.is_empty());
    let note = note.map_or(NoteChange::Keep, |n| NoteChange::Add(n.to_owned()));
    super::commit(ws, &book, Edit::Log(LogEdit::CheckIn { date, was: Box::new(was), to: Box::new(to), note }))?;
    let (book, problems) = ws.book_around(date);
    problems.iter().for_each(|p| out::complain(p));
    if let Some(odd) = checkin::odd_night(&answers) {
        out::complain(&format!("{odd} It is saved as it is; `recoup log --sleep` corrects it"));
    }
    for (signal, reading) in [(Signal::RestingHr, answers.resting_hr), (Signal::Hrv, answers.hrv)] {
        let odd = reading.and_then(|n| signal.odd(n, signal.expected(&book, date, None)));
        odd.iter().for_each(|odd| out::complain(odd));
    }
    let day = day_name(date, ws.today);
    let shown = |text: &str| args.words.of(ws, text);
    out::line(&shown(&match ws.desk(&book).recovery(date) {
        Some(r) => format!(
            "logged {day}: {}{} {}, confidence {}",
            r.number(),
            r.range(),
            r.band().name().to_uppercase(),
            r.confidence().name()
        ),
        None => format!("logged {day}; a score needs sleep, soreness or energy"),
    }));
    if date == ws.today {
        let desk = ws.desk(&book);
        let (learnt, ahead) = desk.look();
        let counsel = ws.counsel(&desk, &learnt, &ahead);
        let mut lines = vec![words::counsel::stance(&counsel)];
        lines.extend(words::counsel::because(&counsel));
        // What was settled is also said when something else comes first.
        if counsel.stance != Stance::Settled {
            lines.extend(settled(desk.shown(WeekId::of(date)).0.day(date)));
        }
        let walks = |s: &Session| s.status == Status::Planned && s.kind != Kind::Rest && s.instead.is_some();
        if desk.day(date).sessions.iter().any(walks) {
            lines.push("recoup rest today makes it full rest.".to_owned());
        }
        lines.iter().for_each(|line| out::line(&shown(line)));
    }
    Ok(())
}

/// What this morning's answers decided about sessions that depended on them.
fn settled(day: &Day) -> Vec<String> {
    let Some(checkin) = &day.checkin else { return Vec::new() };
    let open = day.sessions.iter().filter(|s| s.status == Status::Planned);
    open.filter_map(|s| words::counsel::settled(s, checkin)).map(|line| format!("{line}.")).collect()
}
