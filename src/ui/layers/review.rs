//! A week in review: what was planned and done, mornings, sleep and load beside the four weeks before, hard days, and what is
//! prepared for the next week. Facts side by side; no colour says good or bad.

use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::Prepared;
use crate::app::layers::review::Review;
use crate::app::pointer::Spot;
use crate::domain::checkin::hours_and_minutes;
use crate::domain::session::Status;
use crate::domain::{Kind, WeekId};
use crate::keys::Key;
use crate::planning::Figures;
use crate::planning::practices::Counts;
use crate::planning::review::{self, Line};
use crate::recovery::{Band, Component};
use crate::text::{upper_first, width, without_asides, wrap};
use crate::ui::canvas::Canvas;
use crate::ui::glyphs::Glyphs;
use crate::ui::layout::{COLUMNS, WIDE};
use crate::ui::shapes::{bar, scores};
use crate::ui::theme::Role;
use crate::words::review as text;
use crate::words::review::{Row, Signs};

/// What the page shows.
struct Page<'m> {
    model: &'m Model,
    review: &'m review::Review,
    offers: &'m [Prepared],
    at: usize,
    counts: Counts,
}

/// The whole review; it scrolls if it does not fit.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, layer: &Review, area: Rect) {
    canvas.clear(area);
    let sight = model.sight();
    let review = layer.review(&sight);
    let offers = Review::prepared(&review, &sight);
    layer.prepared.set(offers.len());
    let counts = Counts::of(
        &model.shown(layer.id).0,
        model.setup.content.practices(),
        model.first_logged(),
        model.weeks.today(),
    );
    let at = layer.at.min(offers.len().saturating_sub(1));
    let page = Page { model, review: &review, offers: &offers, at, counts };
    canvas.heading(area, &text::title(&review));
    let place = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    // As many blank rows as all of it still fits with.
    let airs = [3, 2, 1, 0];
    let rows = |air: u16| page.rows(area.width, air);
    let air = airs.into_iter().find(|air| rows(*air) <= place.height).unwrap_or(0);
    let rows = rows(air);
    let (skip, scrolls) = layer.scroll.window(usize::from(rows), usize::from(place.height));
    canvas.scrolls = scrolls || offers.len() > 1;
    canvas.page(place, rows, skip as u16, |canvas, whole| page.draw(canvas, whole, air));
}

/// Indent of a session's outcome on a line of its own.
const INDENT: usize = 10;

/// Fits a row of columns into `room`: the last ones that do not fit go onto indented lines below.
fn torn(row: &str, room: usize) -> Vec<String> {
    let mut kept = row.trim_end();
    while width(kept) > room {
        let Some(at) = kept.trim_end().rfind("  ") else { break };
        kept = kept[..at].trim_end();
    }
    let more = row[kept.len()..].split_whitespace().collect::<Vec<_>>().join(" ");
    let below = wrap(&more, room.saturating_sub(INDENT)).into_iter().map(|l| format!("{}{l}", " ".repeat(INDENT)));
    std::iter::once(kept.to_owned()).chain(below).collect()
}

/// The places of the parts above what is prepared; there are none where there is only room for lines.
struct Parts {
    planned: Rect,
    mean: Rect,
    sleep: Rect,
    load: Rect,
    hard: Rect,
    prepared: u16,
}

impl Page<'_> {
    fn parts(&self, columns: u16, air: u16) -> Option<Parts> {
        if columns < COLUMNS {
            return None;
        }
        let lines = self.review.lines.len().max(1) as u16 + 1;
        let weeks = self.review.weeks.len() as u16;
        // With blank rows to spare, each has a row of names under its title.
        let head = 1 + u16::from(air >= 2);
        let top = u16::from(air >= 1);
        let said = wrap(&text::mean_against(self.review), usize::from(columns / 3)).len() as u16;
        let first = head + (lines + u16::from(air >= 3)).max(weeks + said + u16::from(air >= 2));
        let split = if columns >= WIDE { columns * 62 / 100 } else { columns * 58 / 100 };
        let second = top + first + u16::from(air >= 1);
        let facts = u16::from(self.review.under().1 > 0) + u16::from(self.review.under().0 > 0);
        let hard = self.review.hard.len().max(1) as u16 + facts + u16::from(self.review.inside.1 > 0);
        let third = columns / 3;
        let [short, load] = self.comparison_lines(third);
        let said = short.len().max(load.len()) as u16;
        let height = 1 + (weeks + said).max(hard);
        let of = |x: u16, y: u16, width: u16, height: u16| Rect::new(x, y, width, height);
        Some(Parts {
            planned: of(0, top, split - 2, first),
            mean: of(split, top, columns - split, first),
            sleep: of(0, second, third - 1, height),
            load: of(third, second, third - 1, height),
            hard: of(2 * third, second, columns - 2 * third, height),
            prepared: second + height + u16::from(air >= 1),
        })
    }

    /// How sleep and load compare with the weeks before, wrapped to a third of the page; in brief if that is too long.
    fn comparison_lines(&self, third: u16) -> [Vec<String>; 2] {
        let room = usize::from(third.saturating_sub(4));
        let whole = [text::short_against(self.review), text::load_against(self.review)];
        let brief = [text::short_in_brief(self.review), text::load_against(self.review)];
        let lines = |all: [Option<String>; 2]| all.map(|t| t.map_or(Vec::new(), |t| wrap(&t, room)));
        let whole = lines(whole);
        if whole.iter().all(|l| l.len() <= 2) { whole } else { lines(brief) }
    }

    fn rows(&self, columns: u16, air: u16) -> u16 {
        let above = match self.parts(columns, air) {
            Some(p) => p.prepared,
            None => self.lines(columns).len() as u16 + 1,
        };
        above + self.prepared(columns).iter().map(|(_, _, lines)| lines.len() as u16).sum::<u16>() + 1
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, air: u16) {
        let y = match self.parts(area.width, air) {
            Some(p) => {
                self.sessions(canvas, p.planned, air);
                self.scores(canvas, p.mean, air);
                let [short, heavy] = self.comparison_lines(area.width / 3);
                let need = self.model.setup.basis.sleep_need;
                let sleep =
                    |w: &Figures| (w.sleep.map_or("–".to_owned(), hours_and_minutes), w.sleep.unwrap_or(0.0) / need);
                let aside = format!("need {}", hours_and_minutes(need));
                self.bars(canvas, p.sleep, ("Sleep", &aside), &sleep, Role::Loss(Component::Sleep), &short);
                let most = self.review.weeks.iter().map(|w| w.load).fold(1.0, f64::max);
                let load = |w: &Figures| (format!("{:.0}", w.load), w.load / most);
                self.bars(canvas, p.load, ("Load", "minutes × RPE"), &load, Role::Kind(Kind::Strength), &heavy);
                self.hard(canvas, p.hard);
                p.prepared
            }
            None => {
                let lines = self.lines(area.width);
                for (y, (line, role)) in (0..).zip(&lines) {
                    canvas.put(0, y, area.width, line, *role);
                }
                lines.len() as u16 + 1
            }
        };
        let texts = ["nothing changes until you press its key".to_owned()];
        canvas.heading_with(Rect { y, ..area }, "Prepared", &texts);
        let mut y = y + 1;
        for (n, (key, role, lines)) in self.prepared(area.width).into_iter().enumerate() {
            let place = Rect::new(0, y, area.width, lines.len() as u16);
            match Key::shown_as(&key) {
                // A click on a line with a key presses that key; a click on any other line selects it.
                Some(key) => canvas.spot(place, Spot::Key(key)),
                None => canvas.spot(place, Spot::Line(n)),
            }
            if role == Role::Strong {
                canvas.put(0, y, 1, canvas.glyphs.pointer(), Role::Frame);
            }
            if !key.is_empty() {
                canvas.chip(1, y, 5, &key);
            }
            for line in lines {
                canvas.put(6, y, area.width.saturating_sub(7), &line, role);
                y += 1;
            }
        }
    }

    /// What a key can apply: the key, the role (strong if selected), and its lines.
    fn prepared(&self, columns: u16) -> Vec<(String, Role, Vec<String>)> {
        let spell = |text: &str| self.model.setup.keymap.spell(text);
        let room = usize::from(columns.saturating_sub(7));
        let mut out = Vec::new();
        for (n, p) in self.offers.iter().enumerate() {
            let here = n == self.at;
            let key = if here { spell("⟦review.take⟧") } else { String::new() };
            let role = if here { Role::Strong } else { Role::Text };
            out.push((key, role, wrap(&upper_first(&p.text), room)));
        }
        let nights = text::nights(self.review);
        let bed = nights.map_or("tonight's bed time".to_owned(), |why| format!("tonight's bed time · {why}"));
        out.push((spell("⟦review.bed-time⟧"), Role::Text, wrap(&bed, room)));
        out.push((spell("⟦review.wins⟧"), Role::Text, vec!["what went well".to_owned()]));
        out
    }

    /// All of it in lines, for screens with no room for columns.
    fn lines(&self, columns: u16) -> Vec<(String, Role)> {
        let room = usize::from(columns.saturating_sub(3));
        let glyphs = Glyphs::of(self.model.view.ascii);
        let signs = Signs { kind: &|kind: Kind| glyphs.kind(kind), bar: glyphs.bar() };
        let mut out: Vec<(String, Role)> = Vec::new();
        for row in text::rows(self.review, self.model.setup.basis.sleep_need, self.counts, signs) {
            match row {
                Row::Heading(text) => {
                    let (title, more) = without_asides(&text, room);
                    out.push((format!(" {title}"), Role::Title));
                    out.extend(wrap(more, room).into_iter().map(|l| (format!("  {l}"), Role::Muted)));
                }
                Row::Text(text) => out.extend(torn(&text, room).into_iter().map(|l| (format!("  {l}"), Role::Text))),
                Row::Quiet(text) => out.extend(wrap(&text, room).into_iter().map(|l| (format!("  {l}"), Role::Muted))),
                Row::Gap => out.push((String::new(), Role::Text)),
            }
        }
        out
    }

    /// One row per session: what was planned, what came of it, and the morning's forecast and score.
    fn sessions(&self, canvas: &mut Canvas<'_>, area: Rect, air: u16) {
        let r = self.review;
        let of = |(n, all): (usize, usize)| format!("{n} of {all}");
        let rest = if r.rest.1 > 0 { format!(" · rest kept {}", of(r.rest)) } else { String::new() };
        let skipped = r.lines.iter().filter(|l| l.session.status == Status::Skipped).count();
        let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
        let sessions = format!("sessions {}", of(r.sessions));
        let texts = [format!("{sessions}{skipped}{rest}"), format!("{sessions}{skipped}"), sessions];
        canvas.heading_with(area, "Planned and done", &texts);
        let wide = area.width >= 70;
        let x = area.x + 1;
        let right = area.right().saturating_sub(1);
        let mut y = area.y + 1;
        let [title, planned, done, felt] = if wide { [x + 9, x + 28, x + 38, x + 54] } else { [x + 6, 0, x + 23, 0] };
        if wide && air >= 2 {
            for (at, name) in [(planned, "planned"), (done, "done"), (felt, "felt")] {
                canvas.put(at, y, 8, name, Role::Muted);
            }
            canvas.put(felt + 7, y, 9, "~  score", Role::Muted);
            y += 1;
        } else if air >= 2 {
            y += 1;
        }
        let mut last = None;
        for l in &r.lines {
            let s = &l.session;
            if last != Some(l.date) {
                let format = if wide { "%a %-d" } else { "%a" };
                canvas.put(x, y, 6, &l.date.format(format).to_string(), Role::Muted);
            }
            canvas.put(title - 2, y, 1, canvas.glyphs.kind(s.kind), Role::Kind(s.kind));
            let name_room = if wide { 18 } else { 16 };
            let name = self.model.setup.short(s, usize::from(name_room));
            canvas.put(title, y, name_room, name, Role::Text);
            if wide {
                let amounts = text::planned(l);
                if width(&amounts) < 10 {
                    canvas.put(planned, y, 9, &amounts, Role::Muted);
                } else if let Some(m) = s.minutes {
                    canvas.put(planned, y, 9, &format!("{m}'"), Role::Muted);
                }
                canvas.put(done, y, 15, &text::outcome(l), Role::Text);
                canvas.put(felt, y, 7, l.felt.map_or("", |f| f.name()), Role::Muted);
            } else {
                canvas.put(done, y, right.saturating_sub(done + 3), &text::outcome(l), Role::Text);
            }
            if last != Some(l.date) {
                self.morning(canvas, l, (if wide { felt + 7 } else { right - 3 }, y), right);
            }
            last = Some(l.date);
            y += 1;
        }
        if r.lines.is_empty() {
            canvas.put(x, y, right - x, "nothing was planned or done", Role::Muted);
            y += 1;
        }
        y += u16::from(air >= 3);
        let load = format!("load {:.0} planned, {:.0} done", r.load.0, r.load.1);
        let Counts { days, moved, stretched, .. } = self.counts;
        let habits = format!("{load} · moved {moved} of {days} days, stretched {stretched}");
        let line = if width(&habits) <= usize::from(right - x) { habits } else { load };
        canvas.put(x, y, right - x, &line, Role::Muted);
    }

    /// `~84 83 ━━━━━─`: a morning's forecast and its score.
    fn morning(&self, canvas: &mut Canvas<'_>, l: &Line, (x, y): (u16, u16), right: u16) {
        let mut at = x;
        if right.saturating_sub(x) >= 8 {
            if let Some(f) = l.forecast {
                canvas.put(at, y, 3, &format!("~{f}"), Role::Muted);
            }
            at += 4;
        }
        let Some(score) = l.score else {
            canvas.put(at, y, 3, "–", Role::Muted);
            return;
        };
        let at = canvas.put(at, y, 3, &format!("{score:>2}"), Role::Score(Band::of(score))) + 1;
        let columns = right.saturating_sub(at);
        if columns >= 5 {
            bar::score(canvas, (at, y), columns.min(12), score);
        }
    }

    /// Scores of five weeks as points, with their means.
    fn scores(&self, canvas: &mut Canvas<'_>, area: Rect, air: u16) {
        let texts = ["without ill and away mornings", "0 to 100"].map(str::to_owned);
        canvas.heading_with(area, "Mean score", &texts);
        let (x, mut y) = (area.x + 1, area.y + 1 + u16::from(air >= 2));
        let right = area.right().saturating_sub(1);
        for w in &self.review.weeks {
            let own = w.first == self.review.id.monday();
            canvas.put(
                x,
                y,
                2,
                &format!("{:>2}", WeekId::of(w.first).number()),
                if own { Role::Strong } else { Role::Muted },
            );
            match w.mean {
                Some(mean) => {
                    let band = Band::of(mean.round().clamp(0.0, 100.0) as u8);
                    canvas.put_right(x + 6, y, 3, &format!("{mean:.0}"), Role::Score(band));
                    scores::draw(canvas, (x + 8, y), right.saturating_sub(x + 8), &w.scores, mean);
                }
                None => drop(canvas.put(x + 4, y, 12, "not logged", Role::Muted)),
            }
            y += 1;
        }
        y += u16::from(air >= 2);
        let said = text::mean_against(self.review);
        for (y, line) in (y..area.bottom()).zip(wrap(&said, usize::from(right - x))) {
            canvas.put(x, y, right - x, &line, Role::Text);
        }
    }

    /// One bar per week, and lines that compare the week with those before.
    fn bars(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        (name, aside): (&str, &str),
        value: &dyn Fn(&Figures) -> (String, f64),
        role: Role,
        said: &[String],
    ) {
        canvas.heading_with(area, name, &[aside.to_owned()]);
        let (x, mut y) = (area.x + 1, area.y + 1);
        let right = area.right().saturating_sub(1);
        let columns = right.saturating_sub(x + 9);
        for w in &self.review.weeks {
            let own = w.first == self.review.id.monday();
            let number = format!("{:>2}", WeekId::of(w.first).number());
            canvas.put(x, y, 2, &number, if own { Role::Strong } else { Role::Muted });
            let (text, share) = value(w);
            canvas.put_right(x + 8, y, 5, &text, if own { Role::Strong } else { Role::Text });
            let full = (share.clamp(0.0, 1.0) * f64::from(columns)).round() as u16;
            canvas.repeat(x + 9, y, full, canvas.glyphs.block(), role);
            y += 1;
        }
        for (y, line) in (y..area.bottom()).zip(said) {
            canvas.put(x, y, right - x, line, Role::Muted);
        }
    }

    /// Hard days: what was forecast for them, and what they scored.
    fn hard(&self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.heading_with(area, "Hard days", &["RPE 7 or more".to_owned()]);
        let (x, mut y) = (area.x + 1, area.y + 1);
        let right = area.right().saturating_sub(1);
        let r = self.review;
        if r.hard.is_empty() {
            canvas.put(x, y, right - x, "none", Role::Muted);
        }
        for h in &r.hard {
            canvas.put(x, y, 4, &h.date.format("%a").to_string(), Role::Muted);
            let became = h.became.map_or("not logged".to_owned(), |n| format!("scored {n}"));
            let forecast = h.forecast.map_or(String::new(), |f| format!("~{f} "));
            let text = format!("{forecast}{became}");
            canvas.put_right(right, y, width(&text) as u16, &text, Role::Text);
            let room = right.saturating_sub(x + 4 + width(&text) as u16 + 1);
            if width(&h.title) <= usize::from(room) {
                canvas.put(x + 4, y, room, &h.title, Role::Text);
            }
            y += 1;
        }
        let of = |n: usize, all: usize| format!("{n} of {all}");
        let (under, forecast, came) = r.under();
        let mut facts: Vec<(&str, String)> = Vec::new();
        if forecast > 0 {
            facts.push(("forecast under 65", of(under, forecast)));
            if under > 0 {
                facts.push(("came in under 65", of(came, under)));
            }
        }
        if r.inside.1 > 0 {
            facts.push(("inside the range", of(r.inside.0, r.inside.1)));
        }
        for (name, value) in facts {
            if y < area.bottom() {
                canvas.put(x, y, 18, name, Role::Muted);
                canvas.put(x + 18, y, right.saturating_sub(x + 18), &value, Role::Text);
            }
            y += 1;
        }
    }
}
