//! Asks for a morning line by line, in plain text: for a shell, and for a screen reader.

use std::io::{self, BufRead};

use super::log::Args;
use super::{Failure, out};
use crate::domain::checkin::{CheckIn, Question, hours_and_minutes};
use crate::domain::tag::tags_text;

/// Removes an answer.
const OFF: &str = "-";

/// Asks what a check-in asks, fills in the answers, and returns the questions answered now: their old answers are dropped.
/// An empty line keeps the old answer; the end of the input ends the dialogue.
///
/// # Errors
/// If the input cannot be read.
pub fn ask(args: &mut Args, questions: &[Question], held: &CheckIn, day: &str) -> Result<Vec<Question>, Failure> {
    out::line(&format!(
        "The morning of {day}. Enter keeps a line as it is, - clears it; ctrl-d saves what was answered so far, ctrl-c nothing."
    ));
    let mut anew = Vec::new();
    let mut lines = io::stdin().lock().lines();
    for question in Question::ALL.into_iter().filter(|q| is_asked(*q, questions)) {
        loop {
            let now = now(question, held).map_or(String::new(), |n| format!(" [{n}]"));
            out::bytes(format!("{}{now}: ", prompt(question)).as_bytes());
            let Some(line) =
                lines.next().transpose().map_err(|e| Failure::io(format!("cannot read the input: {e}")))?
            else {
                out::line("");
                return Ok(anew);
            };
            let typed = line.trim();
            if typed.is_empty() {
                break;
            }
            if typed == OFF && question != Question::Note {
                anew.push(question);
                break;
            }
            let mut one = Args::default();
            *one.answer_to(question) = Some(typed.to_owned());
            match one.answers() {
                Ok(_) => {
                    *args.answer_to(question) = Some(typed.to_owned());
                    anew.push(question);
                    break;
                }
                Err(why) => out::line(&why),
            }
        }
    }
    Ok(anew)
}

/// A morning without the answers to a question.
pub fn without(mut c: CheckIn, question: Question) -> CheckIn {
    match question {
        Question::Sleep => (c.bed, c.wake, c.sleep_hours) = (None, None, None),
        Question::Quality => c.sleep_quality = None,
        Question::Energy => c.energy = None,
        Question::Mood => c.mood = None,
        Question::Stress => c.stress = None,
        Question::Ready => c.ready = None,
        Question::AllOver | Question::Regions => c.soreness.clear(),
        Question::RestingHr => c.resting_hr = None,
        Question::Hrv => c.hrv = None,
        Question::Nap => c.nap = None,
        Question::Latency => c.latency = None,
        Question::Awakenings => c.awakenings = None,
        Question::Tags => c.tags.clear(),
        Question::Ill => c.ill = None,
        Question::Note => {}
    }
    c
}

/// Whether it is asked here. Soreness is one question: a number for the whole body, or regions.
fn is_asked(question: Question, asked: &[Question]) -> bool {
    match question {
        Question::AllOver => asked.contains(&Question::AllOver) || asked.contains(&Question::Regions),
        // A nap comes later in the day.
        Question::Regions | Question::Nap => false,
        question => asked.contains(&question),
    }
}

fn prompt(question: Question) -> &'static str {
    match question {
        Question::Sleep => "Sleep, like 7h30, 7.5 or 23:10-06:40",
        Question::Quality => "Sleep quality, 1 awful to 5 great",
        Question::Energy => "Energy, 1 to 5, 3 is normal for you",
        Question::Mood => "Mood, 1 to 5, 3 is normal for you",
        Question::Stress => "Stress, 1 to 5, 5 is worst",
        Question::Ready => "How ready you feel, 0 to 10",
        Question::AllOver | Question::Regions => "Soreness 0 to 10, one number overall, or like chest=6,quads=3",
        Question::RestingHr => "Resting heart rate, beats a minute",
        Question::Hrv => "HRV, rMSSD in milliseconds",
        Question::Nap => "A nap, like 0:30",
        Question::Latency => "Minutes to fall asleep",
        Question::Awakenings => "Times you woke in the night",
        Question::Tags => "Tags, like alcohol, no travel",
        Question::Ill => "Ill, yes or no",
        Question::Note => "Note",
    }
}

/// What was answered before.
fn now(question: Question, held: &CheckIn) -> Option<String> {
    match question {
        Question::Sleep => match (held.bed, held.wake) {
            (Some(bed), Some(wake)) => Some(format!("{bed}-{wake}")),
            _ => held.hours().map(hours_and_minutes),
        },
        Question::Quality => held.sleep_quality.map(|n| n.to_string()),
        Question::Energy => held.energy.map(|n| n.to_string()),
        Question::Mood => held.mood.map(|n| n.to_string()),
        Question::Stress => held.stress.map(|n| n.to_string()),
        Question::Ready => held.ready.map(|n| n.to_string()),
        Question::AllOver | Question::Regions => {
            let all: Vec<String> = held.soreness.iter().map(|(r, n)| format!("{}={n}", r.name())).collect();
            Some(all.join(",")).filter(|t| !t.is_empty())
        }
        Question::RestingHr => held.resting_hr.map(|n| n.to_string()),
        Question::Hrv => held.hrv.map(|n| n.to_string()),
        Question::Nap => held.nap.map(hours_and_minutes),
        Question::Latency => held.latency.map(|n| n.to_string()),
        Question::Awakenings => held.awakenings.map(|n| n.to_string()),
        Question::Tags => Some(tags_text(&held.tags)).filter(|t| !t.is_empty()),
        Question::Ill => held.ill.map(|ill| if ill { "yes" } else { "no" }.to_owned()),
        Question::Note => None,
    }
}
