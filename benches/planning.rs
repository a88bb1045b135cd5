//! What a key costs: forecasts, findings, the best arrangement, a frame. Run with `cargo bench`.

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use recoup::config::{regions, splits};
use recoup::domain::session::{Session, Status};
use recoup::domain::{Book, CheckIn, Region, Week, WeekId};
use recoup::planning::Desk;
use recoup::planning::rules::Limits;
use std::sync::Arc;

use recoup::recovery::{Basis, Mornings, assess};

fn main() {
    divan::main();
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap_or_default()
}

fn basis() -> Arc<Basis> {
    Arc::new(Basis::new(8.0, regions::default()))
}

/// Half a year of full weeks, and this week with its seven days badly ordered.
fn book() -> Book {
    let split = splits::built_in("five-day").get_or_default(None).into_owned();
    let mut book = Book::default();
    for back in -1..=27i64 {
        let mut week = Week::new(WeekId::of(today()).shift(-back));
        split.lay(&mut week, today());
        for day in &mut week.days {
            if day.date <= today() {
                let n = (day.date - today()).num_days();
                day.checkin = Some(CheckIn {
                    sleep_hours: Some(7.0 + (n % 3) as f64 / 2.0),
                    energy: Some(2 + (n.rem_euclid(4)) as u8),
                    soreness: [(Region::Quads, n.rem_euclid(5) as u8)].into(),
                    resting_hr: Some(50.0 + n.rem_euclid(4) as f64),
                    ..CheckIn::default()
                });
            }
            if day.date < today() {
                day.sessions.iter_mut().for_each(|s: &mut Session| s.status = Status::Done);
            }
        }
        if back == 0 {
            for (a, b) in [(1, 4), (3, 5), (2, 6)] {
                let taken = std::mem::take(&mut week.days[a].sessions);
                week.days[a].sessions = std::mem::replace(&mut week.days[b].sessions, taken);
            }
        }
        book.put(week);
    }
    book
}

#[divan::bench]
fn score_of_a_morning(bencher: Bencher<'_, '_>) {
    let (book, basis) = (book(), basis());
    bencher.bench_local(|| assess(black_box(&book), today(), &basis));
}

/// Asks something of a desk over this book, with default settings.
fn at_a_desk<T>(book: &Book, ask: impl FnOnce(&Desk<'_>) -> T) -> T {
    let (basis, mornings, limits) = (basis(), Mornings::default(), Limits::default());
    let splits = splits::built_in("five-day");
    let desk = Desk { book, today: today(), splits: &splits, basis: &basis, mornings: &mornings, limits: &limits };
    ask(&desk)
}

/// Includes the replay of half a year.
#[divan::bench]
fn forecast_of_seven_days(bencher: Bencher<'_, '_>) {
    let book = book();
    bencher.bench_local(|| at_a_desk(black_box(&book), |desk| desk.look()));
}

#[divan::bench]
fn best_arrangement_of_seven_days(bencher: Bencher<'_, '_>) {
    let book = book();
    at_a_desk(&book, |desk| {
        let (_, ahead) = desk.look();
        bencher.bench_local(|| desk.arrangement(black_box(WeekId::of(today())), &ahead));
    });
}
