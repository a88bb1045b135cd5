//! The loop: what happened → message → update → draw → effects.

use std::collections::VecDeque;
use std::io::{self, Write, stdout};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::layout::Rect;

use crate::app::key::{Code, Key};
use crate::app::mouse::{Mouse, Spot};
use crate::app::{Effect, Model, Msg, Tour};
use crate::clock;
use crate::config::paths;
use crate::domain::WeekId;
use crate::outside;
use crate::sample::{self, headless};
use crate::terminal::{self, Input, Inputs, Pointer};
use crate::ui;
use crate::watch::Watcher;
use crate::workspace::Workspace;

/// How long to wait before unsaved changes are tried again. A choice.
const RETRY: Duration = Duration::from_secs(2);
/// How often to look whether the day has changed while nothing happens. A choice.
const DAY_CHECK: Duration = Duration::from_secs(600);

/// Two presses within this time are a double click. The usual choice.
const TWICE: Duration = Duration::from_millis(400);

type Screen = Terminal<CrosstermBackend<io::Stdout>>;

/// Runs the planner until it is quit.
///
/// # Errors
/// What the terminal says; it has been given back then.
pub fn run(ws: &Workspace, no_color: bool) -> io::Result<()> {
    terminal::leave_on_panic();
    terminal::enter(ws.settings.mouse)?;
    let result = Runner::new(ws, no_color).and_then(Runner::run);
    terminal::leave();
    result
}

struct Runner<'a> {
    ws: &'a Workspace,
    model: Model,
    screen: Screen,
    inputs: Inputs,
    /// Whether a save failed, so that it is tried again after a while.
    failing: bool,
    watcher: Watcher,
    /// When and where the mouse was last pressed.
    pressed: Option<(Instant, Spot)>,
    /// Whether it begins with the tour.
    touring: bool,
    /// When a running timer was last told the time.
    ticked: Option<Instant>,
    /// The shown week's file as it was last looked at.
    seen: Option<(WeekId, Option<(SystemTime, u64)>)>,
}

impl<'a> Runner<'a> {
    fn new(ws: &'a Workspace, no_color: bool) -> io::Result<Self> {
        let start = headless::start(ws, no_color);
        let screen = Terminal::new(CrosstermBackend::new(stdout()))?;
        let inputs = Inputs::new()?;
        let watcher = Watcher::new(&ws.store.folder(), inputs.ring()?);
        Ok(Self {
            ws,
            model: Model::new(start),
            screen,
            inputs,
            failing: false,
            watcher,
            pressed: None,
            touring: false,
            ticked: None,
            seen: None,
        })
    }

    fn run(mut self) -> io::Result<()> {
        let start = self.model.start();
        self.model.update(Msg::Resize(self.screen.backend().size()?.width));
        self.perform(start.into())?;
        self.tell_depth();
        if self.touring {
            self.model.tour = Some(Tour::begin(&self.model));
        }
        if let Some(notice) = self.ws.notices.first() {
            self.model.update(Msg::Say(notice.clone()));
        }
        self.draw()?;
        // After the first frame: a watch takes time that nobody should wait for.
        self.watcher.ensure();
        // What was written between reading and watching is not missed.
        if let Some(load) = self.changed_outside() {
            self.perform([load].into())?;
            self.draw()?;
        }
        if let [first, rest @ ..] = self.ws.store.conflicts().as_slice() {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            let told = format!("{first}{more}: a sync could not merge it; take from it what you miss, then remove it");
            self.model.update(Msg::Say(told));
            self.draw()?;
        }
        loop {
            let timeout = if self.failing { RETRY } else { DAY_CHECK };
            let timeout = self.model.wakes_in().map_or(timeout, |t| t.min(timeout));
            let inputs = self.inputs.wait(Some(timeout))?;
            let mut effects: VecDeque<Effect> = VecDeque::new();
            // A running timer is told how long it was waited; what comes in between counts too.
            if let Some(since) = self.ticked.replace(Instant::now()) {
                effects.extend(self.model.update(Msg::Passed(since.elapsed())));
            }
            if inputs.is_empty() && self.failing {
                effects.extend(self.model.update(Msg::Retry));
            }
            let today = clock::today(self.ws.settings.day_starts);
            if !self.ws.today_named && today != self.model.today {
                effects.extend(self.model.update(Msg::Day(today)));
            }
            effects.extend(self.changed_outside());
            for input in inputs {
                let msg = match input {
                    Input::Key(Key { code: Code::Char('c'), ctrl: true, .. }) | Input::End => {
                        let last = self.model.interrupted();
                        self.perform(last.into())?;
                        return Ok(());
                    }
                    Input::Key(key) => Msg::Key(key),
                    Input::Mouse(what, x, y) => Msg::Mouse(self.mouse(what, x, y)?),
                    Input::Paste(text) => Msg::Paste(text),
                    Input::Focus => {
                        effects.push_back(Effect::Load(self.model.at_hand()));
                        continue;
                    }
                    Input::Suspend => {
                        terminal::suspend();
                        self.back()?;
                        continue;
                    }
                    Input::Resize => Msg::Resize(self.screen.backend().size()?.width),
                };
                effects.extend(self.model.update(msg));
                // What has to be read comes before the frame, what has to be written after it.
                if effects.iter().any(|e| !matches!(e, Effect::Save(_)))
                    && self.perform(std::mem::take(&mut effects))?
                {
                    return Ok(());
                }
            }
            // One that stands still, or none at all, is told nothing when it goes on.
            if self.model.wakes_in().is_none() {
                self.ticked = None;
            }
            if let Err(e) = self.draw() {
                // The terminal is gone, what was changed is not: write it all the same.
                effects.extend(self.model.interrupted());
                self.perform(effects)?;
                return Err(e);
            }
            if !effects.is_empty() {
                if self.perform(effects)? {
                    return Ok(());
                }
                self.draw()?;
            }
        }
    }

    /// Weeks that somebody else wrote since they were last read. Where nothing can be watched, the shown week's file is looked at.
    fn changed_outside(&mut self) -> Option<Effect> {
        let all = self.watcher.ensure();
        let mut ids = self.watcher.changed();
        let id = self.model.week_id();
        let stamp = std::fs::metadata(self.ws.store.path(id)).ok().and_then(|m| Some((m.modified().ok()?, m.len())));
        let now = (id, stamp);
        let before = self.seen.replace(now);
        if before != Some(now) && !ids.contains(&id) {
            ids.push(id);
        }
        if all {
            return Some(Effect::Load(self.model.at_hand()));
        }
        let at_hand = self.model.at_hand();
        ids.retain(|id| at_hand.contains(id));
        (!ids.is_empty()).then_some(Effect::Load(ids))
    }

    fn draw(&mut self) -> io::Result<()> {
        execute!(stdout(), BeginSynchronizedUpdate)?;
        self.screen.draw(|frame| ui::draw(&self.model, frame.buffer_mut()))?;
        execute!(stdout(), EndSynchronizedUpdate)
    }

    /// Takes the terminal over again and draws everything anew.
    fn back(&mut self) -> io::Result<()> {
        terminal::enter(self.ws.settings.mouse)?;
        self.anew()
    }

    /// Forgets what is on the screen, so that everything is drawn.
    fn anew(&mut self) -> io::Result<()> {
        let size = self.screen.backend().size()?;
        self.screen.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Does what the outside must do, and what comes of that; true to quit.
    fn perform(&mut self, mut effects: VecDeque<Effect>) -> io::Result<bool> {
        while let Some(effect) = effects.pop_front() {
            let more = match effect {
                Effect::Quit => return Ok(true),
                Effect::Editor(draft, text) => {
                    terminal::leave();
                    let edited = edit(&text);
                    self.back()?;
                    self.model.update(match edited {
                        Ok(text) => Msg::Edited(draft, text),
                        Err(why) => Msg::Say(why),
                    })
                }
                Effect::Sample(tour) => {
                    let shown = self.sample(tour);
                    self.anew()?;
                    match shown {
                        Ok(()) => Vec::new(),
                        Err(e) => self.model.update(Msg::Say(format!("the sample weeks could not be shown: {e}"))),
                    }
                }
                Effect::Bell => {
                    stdout().write_all(b"\x07")?;
                    stdout().flush()?;
                    Vec::new()
                }
                Effect::Clipboard(text) => {
                    execute!(stdout(), CopyToClipboard::to_clipboard_from(text))?;
                    Vec::new()
                }
                effect => match outside::perform(&self.ws.store, &effect) {
                    Some(msg) => {
                        self.failing =
                            matches!(msg, Msg::NotSaved(_)) || (self.failing && !matches!(msg, Msg::Saved(_)));
                        let more = self.model.update(msg);
                        self.tell_depth();
                        more
                    }
                    None => Vec::new(),
                },
            };
            effects.extend(more);
        }
        Ok(false)
    }

    /// What the mouse did, by what lies there. Two presses on one spot in quick succession are one of another kind.
    fn mouse(&mut self, what: Pointer, x: u16, y: u16) -> io::Result<Mouse> {
        let size = self.screen.backend().size()?;
        let spot = ui::hit::spot(&self.model, Rect::new(0, 0, size.width, size.height), x, y);
        Ok(match what {
            Pointer::WheelDown => Mouse::Wheel(true),
            Pointer::WheelUp => Mouse::Wheel(false),
            Pointer::Drag => Mouse::Over(spot),
            Pointer::Up => Mouse::Release(spot),
            Pointer::Down => {
                let twice = self.pressed.is_some_and(|(at, before)| before == spot && at.elapsed() < TWICE);
                self.pressed = (!twice).then(|| (Instant::now(), spot));
                if twice { Mouse::Twice(spot) } else { Mouse::Press(spot) }
            }
        })
    }

    /// Runs over a throw-away copy of the sample weeks, and comes back when that is quit.
    fn sample(&mut self, tour: bool) -> io::Result<()> {
        let (ws, _folder) = sample::sample(self.ws)?;
        let mut inner = Runner::new(&ws, self.model.no_color)?;
        inner.touring = tour;
        inner.anew()?;
        inner.run()
    }

    fn tell_depth(&mut self) {
        let depth = outside::depth(&self.ws.store);
        self.model.update(depth);
    }
}

/// The text as it comes back from the person's editor.
///
/// # Errors
/// A sentence that names the editor.
pub fn edit(text: &str) -> Result<String, String> {
    let name = paths::editor();
    let failed = |e: &dyn std::fmt::Display| format!("the editor '{name}' did not work: {e}; set $EDITOR");
    let mut file = tempfile::Builder::new().prefix("recoup-").suffix(".txt").tempfile().map_err(|e| failed(&e))?;
    file.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    let status = Command::new("sh").arg("-c").arg(format!("{name} \"$1\"")).arg("sh").arg(file.path()).status();
    match status.map_err(|e| failed(&e))? {
        status if status.success() => std::fs::read_to_string(file.path()).map_err(|e| failed(&e)),
        status => Err(failed(&status)),
    }
}
