//! The loop: what happened → message → update → draw → effects.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Write, stdout};
use std::mem::ManuallyDrop;
use std::thread;
use std::time::{Duration, Instant};

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::MoveTo;
use ratatui::crossterm::{execute, queue};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tempfile::TempDir;

use crate::app::pointer::Mouse;
use crate::app::{Effect, Model, Msg};
use crate::clock;
use crate::config::face::Face;
use crate::config::paths;
use crate::config::put;
use crate::domain::WeekId;
use crate::domain::progress::unwatched;
use crate::edit::saving::Stamp;
use crate::formats::kept::Reach;
use crate::keys::{Code, Key};
use crate::runtime::editor::edit;
use crate::runtime::effects;
use crate::runtime::effects::DRAFT;
use crate::runtime::presses::Presses;
use crate::runtime::terminal;
use crate::runtime::terminal::frame::Frame;
use crate::runtime::terminal::paper::Asking;
use crate::runtime::terminal::{Input, Inputs, Pointer};
use crate::runtime::worker::Worker;
use crate::runtime::workspace::Workspace;
use crate::store::atomic;
use crate::store::watch::Watcher;
use crate::text::ambiguous_is_wide;
use crate::ui;

/// How long to wait before a failed save is tried again. A choice.
const RETRY: Duration = Duration::from_secs(1);
/// The same while the program ends: there is only a second in all.
const LAST_RETRY: Duration = Duration::from_millis(100);
/// How long saving may take at the end. A choice: a save takes milliseconds.
const LAST: Duration = Duration::from_secs(1);
/// How often to look whether the day has changed while nothing happens: a clock can be set. A choice.
const DAY_CHECK: Duration = Duration::from_secs(600);

/// On a terminal that hung up, dropping it would complain to that terminal, and abort: it is never dropped.
type Screen = ManuallyDrop<Terminal<CrosstermBackend<Frame>>>;

/// Makes a workspace over a throw-away copy of the sample weeks, with its folder, which is removed when dropped.
pub type Sample = fn(&Workspace) -> io::Result<(Workspace, TempDir)>;

/// Runs the planner until it is quit; `sample` is what it opens for the demo and the tour. The sentence says what could not be saved.
///
/// # Errors
/// If the terminal fails; it has been given back by then.
pub fn run(ws: &Workspace, no_color: bool, sample: Sample) -> io::Result<Option<String>> {
    terminal::leave_on_panic();
    terminal::enter(ws.setup.settings.mouse)?;
    // Until the terminal says otherwise.
    ambiguous_is_wide(paths::wide_signs());
    let result = Asking::ask(&ws.store, &ws.setup.settings.theme, no_color, ws.today)
        .and_then(|asking| Ok((asking, Inputs::new()?)))
        .and_then(|(asking, mut inputs)| {
            let mut runner = Runner::new(ws, asking.face(), sample, &mut inputs)?;
            runner.asking = Some(asking);
            runner.run()
        });
    terminal::leave();
    result.map(|(unsaved, _)| unsaved)
}

struct Runner<'a> {
    ws: &'a Workspace,
    sample: Sample,
    model: Model,
    screen: Screen,
    /// What the screen writes until it is sent.
    frame: Frame,
    inputs: &'a mut Inputs,
    /// What the terminal was asked.
    asking: Option<Asking>,
    /// What was typed before it answered.
    early: Vec<Input>,
    worker: Worker,
    /// Whether something happened since the screen was drawn.
    dirty: bool,
    /// When a failed save is tried again.
    retry: Option<Instant>,
    watcher: Watcher,
    presses: Presses,
    /// Whether it begins with the tour.
    touring: bool,
    /// The name of the kept text that was offered and should not be offered again.
    offered: Option<String>,
    /// When a running timer was last told the time.
    ticked: Option<Instant>,
    /// The stamp of each week's file when it was last read, so that this program's own writes do not count as news.
    seen: BTreeMap<WeekId, Stamp>,
    /// Files beside the weeks that a sync could not merge and that have been reported.
    conflicts: Vec<String>,
    /// Whether the planner that opened this one ends too, as on a signal.
    ends_all: bool,
}

/// What is left to say when it has ended, and whether the planner that opened it ends too.
type Ended = (Option<String>, bool);

/// Whether the loop continues.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Next {
    /// It continues.
    On,
    /// It ends.
    End,
}

impl<'a> Runner<'a> {
    fn new(ws: &'a Workspace, face: Face, sample: Sample, inputs: &'a mut Inputs) -> io::Result<Self> {
        let start = ws.start(face);
        let frame = Frame::default();
        let backend = CrosstermBackend::new(frame.clone());
        // The terminal is asked for its size only when it says that it changed, not for every frame.
        let size = backend.size()?;
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, size.width, size.height)) };
        let screen = ManuallyDrop::new(Terminal::with_options(backend, options)?);
        let watcher = Watcher::new(&ws.store.folder(), inputs.ring()?);
        let worker = Worker::start(&ws.store, inputs.ring()?);
        Ok(Self {
            ws,
            sample,
            model: Model::new(start),
            screen,
            frame,
            inputs,
            asking: None,
            early: Vec::new(),
            worker,
            dirty: true,
            retry: None,
            watcher,
            presses: Presses::default(),
            touring: false,
            offered: None,
            ticked: None,
            seen: BTreeMap::new(),
            conflicts: Vec::new(),
            ends_all: false,
        })
    }

    fn run(mut self) -> io::Result<Ended> {
        let lived = self.live();
        if lived.is_err() {
            // The terminal is gone, but what was changed and typed is not.
            self.interrupted();
            self.end();
        }
        lived
    }

    fn live(&mut self) -> io::Result<Ended> {
        let start = self.model.start();
        let size = self.screen.backend().size()?;
        self.tell(Msg::Resize(size.width, size.height));
        self.perform(start)?;
        self.tell_journal();
        if self.touring {
            self.model.begin_tour();
        }
        if let Some(notice) =
            effects::unsaved(&self.ws.store).as_ref().or(self.ws.notices.first()).or(self.ws.of_screen.first())
        {
            self.tell(Msg::Say(notice.clone()));
        }
        if self.model.draft_offered() {
            self.offered = effects::draft(&self.ws.store).map(|(_, name)| name);
        }
        if let Some(heard) = self.asking.as_mut().map(|asking| asking.hear(self.inputs)).transpose()?.flatten() {
            (self.model.here.face, self.early) = (heard.face, heard.early);
            if let Some(columns) = heard.columns {
                ambiguous_is_wide(columns > 1);
                self.model.view.ascii = self.ws.glyphs_by(columns > 1).is_ascii();
            }
        }
        self.draw()?;
        // After the first frame: these take time that nobody should wait for.
        self.watcher.ensure();
        if !self.ws.sample {
            self.worker.ask(Effect::Keep(self.model.keep(Reach::Start)));
        }
        // What was written between reading and watching is not missed.
        if let Some(load) = self.changed_outside() {
            self.perform(vec![load])?;
            self.draw()?;
        }
        if self.name_conflicts() {
            self.draw()?;
        }
        loop {
            let inputs = match std::mem::take(&mut self.early) {
                early if early.is_empty() => self.inputs.wait(Some(self.patience()))?,
                early => early,
            };
            // Tell a running timer how much time passed while we waited for input.
            if let Some(since) = self.ticked.replace(Instant::now()) {
                let effects = self.tell(Msg::Passed(since.elapsed()));
                self.perform(effects)?;
            }
            self.hear()?;
            // Keys first, then the day: they were pressed while the old day was on the screen.
            if self.take(inputs)? == Next::End {
                return Ok((self.end(), self.ends_all));
            }
            if self.retry.is_some_and(|at| Instant::now() >= at) {
                self.retry = None;
                self.tell(Msg::Retry);
            }
            let today = clock::today(self.ws.setup.settings.day_starts);
            if !self.ws.today_named && today != self.model.weeks.today() {
                let effects = self.tell(Msg::Day(today));
                self.perform(effects)?;
            }
            if let Some(load) = self.changed_outside() {
                self.perform(vec![load])?;
            }
            if self.watcher.stirred() {
                self.name_conflicts();
                self.tell_journal();
            }
            // If the timer is paused, or there is none, the time until it runs again must not count.
            if self.model.wakes_in().is_none() {
                self.ticked = None;
            }
            // A wake-up that changes nothing, such as our own writing, draws nothing.
            if self.dirty {
                self.draw()?;
            }
            self.save();
        }
    }

    /// How long to wait for input.
    fn patience(&self) -> Duration {
        let mut out = DAY_CHECK;
        if !self.ws.today_named {
            out = out.min(clock::until_next_day(self.ws.setup.settings.day_starts));
        }
        if let Some(at) = self.retry {
            out = out.min(at.saturating_duration_since(Instant::now()));
        }
        self.model.wakes_in().map_or(out, |t| t.min(out))
    }

    /// Handles what came in, in order.
    fn take(&mut self, inputs: Vec<Input>) -> io::Result<Next> {
        for input in inputs {
            let msg = match input {
                // What follows is meant for the shell, or for nobody.
                Input::Key(Key { code: Code::Char('c'), ctrl: true, .. }) => {
                    self.interrupted();
                    terminal::drop_unread();
                    self.ends_all = true;
                    return Ok(Next::End);
                }
                Input::End => {
                    self.interrupted();
                    self.ends_all = true;
                    return Ok(Next::End);
                }
                Input::Key(key) => Msg::Key(key),
                Input::Mouse(what, x, y) => Msg::Mouse(self.mouse(what, x, y)?),
                Input::Paste(text) => Msg::Paste(text),
                Input::Focus => {
                    if let Some(load) = self.stale(self.model.at_hand()) {
                        self.perform(vec![load])?;
                    }
                    continue;
                }
                // An answer that came too late for the first frame.
                Input::Paper(_) | Input::Attributes | Input::Column(_) => continue,
                Input::Suspend => {
                    // A stopped program may never be resumed.
                    self.finish(LAST);
                    self.inputs.suspend();
                    self.back()?;
                    continue;
                }
                Input::Continued => {
                    self.back()?;
                    continue;
                }
                Input::Resize => {
                    let size = self.screen.backend().size()?;
                    self.screen.resize(Rect::new(0, 0, size.width, size.height))?;
                    Msg::Resize(size.width, size.height)
                }
            };
            let asked = self.model.asks_to_quit();
            let effects = self.tell(msg);
            if !asked && self.model.asks_to_quit() {
                // What is unsaved may only be waiting for another program's save: try that before asking anybody.
                self.finish(LAST);
                if self.model.unsaved() == 0 {
                    terminal::drop_unread();
                    return Ok(Next::End);
                }
            }
            if self.perform(effects)? == Next::End {
                terminal::drop_unread();
                return Ok(Next::End);
            }
        }
        Ok(Next::On)
    }

    /// Keeps an open check-in, and an open text to offer at the next start.
    fn interrupted(&mut self) {
        if let Some(text) = self.model.interrupted() {
            // If it cannot be kept, there is nobody left to tell.
            let _ = self.ws.store.remember(&self.draft(), Some(&text));
        }
    }

    /// The name under which this run keeps the text that is open.
    fn draft(&self) -> String {
        format!("{DRAFT}-{:016x}", self.ws.run)
    }

    /// Forgets the offered text, which has been seen.
    fn forget_offered(&mut self) {
        if let Some(name) = self.offered.take() {
            // If it cannot be removed, it is just offered once more.
            let _ = self.ws.store.remember(&name, None);
        }
    }

    /// Writes what is waiting; the sentence says what could not be written.
    fn end(&mut self) -> Option<String> {
        // Nobody is waiting for long jobs any more.
        self.worker.stop();
        self.finish(LAST);
        self.forget_offered();
        let n = self.model.unsaved();
        if n == 0 {
            return None;
        }
        let (what, them) = if n == 1 { ("1 change is".to_owned(), "it") } else { (format!("{n} changes are"), "them") };
        let why = self.model.failing_because().map_or(String::new(), |why| format!(": {why}"));
        let copy = match effects::keep_unsaved(&self.ws.store, &self.model.unsaved_changes(), self.model.weeks.book()) {
            Ok(path) => format!("; a copy with {them} is in {path}"),
            Err(_) => String::new(),
        };
        Some(format!("{what} not on disk{why}{copy}"))
    }

    /// Saves until nothing is waiting any more, for at most `patience`.
    fn finish(&mut self, patience: Duration) {
        let end = Instant::now() + patience;
        self.tell(Msg::Retry);
        loop {
            self.save();
            if !self.worker.is_busy() {
                if !self.model.is_failing() || Instant::now() + LAST_RETRY >= end {
                    break;
                }
                thread::sleep(LAST_RETRY);
                self.tell(Msg::Retry);
                continue;
            }
            let Some(msg) = self.worker.wait(end.saturating_duration_since(Instant::now())) else { break };
            self.tell(msg);
        }
        self.retry = self.model.is_failing().then(|| Instant::now() + RETRY);
    }

    /// Gives the store what is waiting to be saved, if it is not busy.
    fn save(&mut self) {
        if let Some(save) = self.model.next_save() {
            self.forget_offered();
            if let Some(asking) = &mut self.asking {
                asking.remember(&self.ws.store, self.ws.today);
            }
            self.worker.ask(save);
        }
    }

    /// Handles what the store has answered.
    fn hear(&mut self) -> io::Result<()> {
        while let Some(msg) = self.worker.answer() {
            let saved = matches!(msg, Msg::Saved(_) | Msg::Turned(..));
            match &msg {
                Msg::Saved(answer) | Msg::Turned(_, answer) => self.seen.extend(answer.stamps.iter().copied()),
                Msg::LoadedAll(weeks, _) => {
                    // Weeks at hand stay as they were read, and so do the stamps of their files.
                    let at_hand = self.model.at_hand();
                    let new = weeks.iter().filter(|(id, ..)| at_hand.binary_search(id).is_err());
                    self.seen.extend(new.map(|(id, _, stamp)| (*id, *stamp)));
                }
                _ => {}
            }
            let step = matches!(msg, Msg::Step(_));
            let effects = self.tell(msg);
            if saved {
                self.retry = self.model.is_failing().then(|| Instant::now() + RETRY);
            }
            // Progress says nothing about the journal.
            if !step {
                self.tell_journal();
            }
            self.perform(effects)?;
        }
        Ok(())
    }

    /// Weeks that somebody else wrote since they were last read. The shown week's file is always checked, in case nothing can be watched.
    fn changed_outside(&mut self) -> Option<Effect> {
        // While the store writes, a change may be its own work: check when that is done.
        if self.worker.is_busy() {
            return None;
        }
        let all = self.watcher.ensure();
        let mut ids = self.watcher.changed();
        if all {
            return Some(Effect::Load(self.model.at_hand()));
        }
        let id = self.model.week_id();
        if !ids.contains(&id) {
            ids.push(id);
        }
        let at_hand = self.model.at_hand();
        ids.retain(|id| at_hand.contains(id));
        self.stale(ids)
    }

    /// Loads those of the weeks whose file has changed since it was last read.
    fn stale(&self, mut ids: Vec<WeekId>) -> Option<Effect> {
        ids.retain(|id| self.seen.get(id) != Some(&self.ws.store.stamp(*id)));
        (!ids.is_empty()).then_some(Effect::Load(ids))
    }

    /// Notes the stamps of the files that are about to be read.
    fn look(&mut self, effect: &Effect) {
        if let Effect::Load(ids) = effect {
            for id in ids {
                self.seen.remove(id);
                if !self.ws.store.is_being_written(*id) {
                    self.seen.insert(*id, self.ws.store.stamp(*id));
                }
            }
        }
    }

    /// Reports files that a sync could not merge, once each; true if one is new.
    fn name_conflicts(&mut self) -> bool {
        let now = self.ws.store.conflicts();
        let new: Vec<&String> = now.iter().filter(|n| !self.conflicts.contains(n)).collect();
        let said = new.first().map(|first| {
            let more = if new.len() > 1 { format!(" and {} more", new.len() - 1) } else { String::new() };
            format!("{first}{more}: a sync could not merge it; copy what you need from it, then remove it")
        });
        self.conflicts = now;
        let Some(said) = said else { return false };
        self.tell(Msg::Say(said));
        true
    }

    /// Tells the model what happened; the screen is redrawn afterwards.
    fn tell(&mut self, msg: Msg) -> Vec<Effect> {
        self.dirty = true;
        self.model.update(msg)
    }

    fn draw(&mut self) -> io::Result<()> {
        self.dirty = false;
        let mut caret = None;
        self.screen.draw(|frame| caret = ui::draw(&self.model, frame.buffer_mut()))?;
        if let Some((x, y)) = caret {
            // An input method composes at the cursor, even though it is hidden.
            queue!(self.frame, MoveTo(x, y))?;
        }
        self.frame.send()
    }

    /// Takes the terminal over again and redraws everything.
    fn back(&mut self) -> io::Result<()> {
        terminal::enter(self.ws.setup.settings.mouse)?;
        self.anew()
    }

    /// Forgets what is on the screen, so that everything is redrawn.
    fn anew(&mut self) -> io::Result<()> {
        self.dirty = true;
        let size = self.screen.backend().size()?;
        self.screen.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Performs effects, and those that follow from them.
    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<Next> {
        let mut effects: VecDeque<Effect> = effects.into();
        while let Some(effect) = effects.pop_front() {
            let more = match effect {
                Effect::Quit => return Ok(Next::End),
                Effect::Editor(draft, text) => {
                    // Who knows whether this program is still there when the editor ends.
                    let open = self.model.open_text();
                    if let Some(open) = &open {
                        let _ = self.ws.store.remember(&self.draft(), Some(open));
                    }
                    terminal::leave();
                    let edited = edit(&text);
                    // Ctrl-C in the editor was meant for the editor.
                    self.inputs.forget_interrupt();
                    let more = self.tell(match edited {
                        Ok(text) => Msg::Edited(draft, text),
                        Err(e) => Msg::Say(effects::unedited(&self.ws.store, &e)),
                    });
                    if open.is_some() {
                        let _ = self.ws.store.remember(&self.draft(), None);
                    }
                    self.back()?;
                    more
                }
                Effect::Sample(tour) => {
                    let shown = self.show_sample(tour);
                    if let Ok(true) = shown {
                        self.interrupted();
                        self.ends_all = true;
                        return Ok(Next::End);
                    }
                    self.anew()?;
                    match shown {
                        Ok(_) if tour => self.tell(Msg::Toured),
                        Ok(_) => Vec::new(),
                        Err(e) => {
                            self.tell(Msg::Say(format!("the sample weeks could not be shown: {}", atomic::plain(&e))))
                        }
                    }
                }
                Effect::Bell => {
                    stdout().write_all(b"\x07")?;
                    stdout().flush()?;
                    Vec::new()
                }
                Effect::Set { puts, was } => match put::write(&self.ws.paths, &puts) {
                    Ok(text) => self.tell(Msg::Settings(text)),
                    Err(why) => {
                        let mut more = self.tell(Msg::Settings(was));
                        more.extend(self.tell(Msg::Say(why)));
                        more
                    }
                },
                Effect::Clipboard(text) => {
                    execute!(stdout(), CopyToClipboard::to_clipboard_from(text))?;
                    Vec::new()
                }
                Effect::Stop => {
                    self.worker.stop();
                    Vec::new()
                }
                // While the store saves, a read must come after it, or what is on disk and what is waiting would count twice.
                // And a long job is done there so that keys still work.
                effect if self.worker.is_busy() || effect.is_long_job() => {
                    self.look(&effect);
                    self.worker.ask(effect);
                    Vec::new()
                }
                effect => {
                    self.look(&effect);
                    let answer = effects::perform(&self.ws.store, &effect, &unwatched);
                    let more = answer.map_or_else(Vec::new, |msg| self.tell(msg));
                    self.tell_journal();
                    more
                }
            };
            effects.extend(more);
        }
        Ok(Next::On)
    }

    /// What the mouse did, and what it was on.
    fn mouse(&mut self, what: Pointer, x: u16, y: u16) -> io::Result<Mouse> {
        let size = self.screen.backend().size()?;
        let spot = ui::spot(&self.model, Rect::new(0, 0, size.width, size.height), (x, y));
        Ok(match what {
            Pointer::WheelDown => Mouse::Wheel(true, spot),
            Pointer::WheelUp => Mouse::Wheel(false, spot),
            Pointer::Drag => Mouse::Over(spot),
            Pointer::Up => Mouse::Release(spot),
            Pointer::Down => self.presses.press(Instant::now(), (x, y), spot),
        })
    }

    /// Runs over a throw-away copy of the sample weeks until that is quit; true if everything should end.
    fn show_sample(&mut self, tour: bool) -> io::Result<bool> {
        let (ws, _folder) = (self.sample)(self.ws)?;
        let mut inner = Runner::new(&ws, self.model.here.face, self.sample, self.inputs)?;
        inner.touring = tour;
        inner.anew()?;
        inner.run().map(|(_, ends_all)| ends_all)
    }

    fn tell_journal(&mut self) {
        let lost = self.model.has_lost_weeks();
        let effects = self.model.update(effects::journal(&self.ws.store));
        self.dirty |= lost != self.model.has_lost_weeks() || !effects.is_empty();
        // These only remember that something was asked.
        for effect in &effects {
            effects::perform(&self.ws.store, effect, &unwatched);
        }
    }
}
