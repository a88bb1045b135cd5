//! A planner without a terminal: keys go through the real update, effects to a real store, and what is drawn is a buffer.
//! It makes the pictures of the README and the plain look at the sample weeks.

use std::collections::VecDeque;
use std::io;
use std::path::Path;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;

use crate::app::key::Key;
use crate::app::{Model, Msg, Start};
use crate::config::paths;
use crate::demo::Maker;
use crate::outside;
use crate::store::Store;
use crate::store::format::Sheet;
use crate::ui;
use crate::workspace::Workspace;

/// A model over a workspace, with a size.
pub struct Stage<'a> {
    store: &'a Store,
    /// The model.
    pub model: Model,
    size: (u16, u16),
}

impl<'a> Stage<'a> {
    /// Opens the planner at that size.
    pub fn new(ws: &'a Workspace, size: (u16, u16)) -> Self {
        let model = Model::new(start(ws, false));
        let mut stage = Self { store: &ws.store, model, size };
        let effects = stage.model.start();
        stage.model.update(Msg::Resize(size.0));
        stage.perform(effects.into());
        stage
    }

    /// Presses keys: characters as they are, others as `<esc>` or `<ctrl-r>`.
    pub fn keys(mut self, text: &str) -> Self {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|r| r.split_once('>')).filter(|(name, _)| name.len() > 1);
            let key = match named {
                Some((name, tail)) => {
                    rest = tail;
                    Key::parse(name).unwrap_or(Key::char('?'))
                }
                None => {
                    rest = &rest[first.len_utf8()..];
                    Key::char(first)
                }
            };
            let effects = self.model.update(Msg::Key(key));
            self.perform(effects.into());
        }
        self
    }

    fn perform(&mut self, mut effects: VecDeque<crate::app::Effect>) {
        while let Some(effect) = effects.pop_front() {
            if let Some(msg) = outside::perform(self.store, &effect) {
                effects.extend(self.model.update(msg));
            }
            self.model.update(outside::depth(self.store));
        }
    }

    /// The screen.
    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        ui::draw(&self.model, &mut buffer);
        buffer
    }
}

/// What a model starts from in a workspace.
pub fn start(ws: &Workspace, no_color: bool) -> Start {
    Start {
        today: ws.today,
        settings: ws.settings.clone(),
        splits: ws.splits.clone(),
        basis: ws.basis.clone(),
        ascii: ws.glyphs().is_ascii(),
        no_color,
        data_dir: paths::with_tilde(ws.store.dir()),
        content: ws.content.clone(),
        library: ws.library.clone(),
        themes: ws.themes.clone(),
        keymap: ws.keymap.clone(),
        fact_told: ws.store.fact_told(),
        sample: ws.sample,
    }
}

/// The text of a buffer, without spaces at line ends.
pub fn text_of(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let line = |y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..area.height).map(line).collect()
}

/// A workspace over a throw-away copy of the sample weeks, with the folder that goes when it is dropped.
///
/// # Errors
/// What the file system says.
pub fn sample(ws: &Workspace) -> io::Result<(Workspace, TempDir)> {
    let dir = tempfile::Builder::new().prefix("recoup-demo-").tempdir()?;
    lay_out(ws, dir.path())?;
    let store = Store::new(dir.path(), &dir.path().join("state"));
    Ok((ws.over(store), dir))
}

/// Writes the sample weeks into a folder.
fn lay_out(ws: &Workspace, dir: &Path) -> io::Result<()> {
    let split = ws.splits.get("five-day").cloned().unwrap_or_else(|| ws.splits.get_or_default(None));
    let maker = Maker { today: ws.today, split: &split, basis: &ws.basis, practices: &ws.content.practices };
    let store = Store::new(dir, &dir.join("state"));
    for week in maker.weeks() {
        let fresh = Sheet::open(week.id, None).map_err(|e| io::Error::other(e.to_string()))?;
        let texts = Sheet::rewrite(&[fresh], &[&week]).map_err(io::Error::other)?;
        if let Some(text) = texts.into_iter().flatten().next() {
            crate::store::atomic::write(&store.path(week.id), text.as_bytes())?;
        }
    }
    Ok(())
}
