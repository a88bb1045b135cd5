//! What any full-screen program costs: one bordered frame, redrawn on each key; `q` quits. Everything that recoup costs is
//! compared with it.

use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::text::Line;
use ratatui::widgets::{Block, Paragraph};

fn main() -> std::io::Result<()> {
    let mut keys = 0_usize;
    ratatui::run(|terminal| {
        loop {
            terminal.draw(|frame| {
                let block = Block::bordered().title("READY");
                let inner = block.inner(frame.area());
                frame.render_widget(block, frame.area());
                let row = |row| format!("row {row} keys={keys} {}", "x".repeat(60)).into();
                frame.render_widget(Paragraph::new((0..inner.height).map(row).collect::<Vec<Line<'_>>>()), inner);
            })?;
            if let Event::Key(key) = event::read()? {
                match key.code {
                    KeyCode::Char('q') => return Ok(()),
                    _ => keys += 1,
                }
            }
        }
    })
}
