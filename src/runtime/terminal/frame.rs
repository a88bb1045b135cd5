//! Collects what a frame writes: the terminal gets it in one piece, and nothing if nothing changed.

use std::cell::RefCell;
use std::io::{self, Write, stdout};
use std::rc::Rc;

/// A terminal that knows these shows everything between them at once.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Longest run of bytes that can be about nothing but the cursor.
const CURSOR: usize = 32;

/// The bytes of the frame that is being drawn. Copies share them.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    bytes: Rc<RefCell<Vec<u8>>>,
    sent: Rc<RefCell<Vec<u8>>>,
}

impl Write for Frame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: a frame is written as a whole by [`Frame::send`].
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Frame {
    /// Sends the terminal what was collected.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub fn send(&self) -> io::Result<()> {
        let bytes = std::mem::take(&mut *self.bytes.borrow_mut());
        if self.is_news(&bytes) {
            let mut out = stdout().lock();
            out.write_all(&[BEGIN, &bytes, END].concat())?;
            out.flush()?;
            *self.sent.borrow_mut() = bytes;
        }
        Ok(())
    }

    /// Whether these bytes do more than repeat where the cursor is. Bytes that change cells are never the same twice, since
    /// the first time changed them.
    fn is_news(&self, bytes: &[u8]) -> bool {
        !bytes.is_empty() && (bytes.len() > CURSOR || *self.sent.borrow() != bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_is_sent() {
        let frame = Frame::default();
        assert!(!frame.is_news(b""));
        assert!(frame.is_news(b"\x1b[?25l"));
        *frame.sent.borrow_mut() = b"\x1b[?25l".to_vec();
        assert!(!frame.is_news(b"\x1b[?25l"));
        assert!(frame.is_news(b"\x1b[?25l\x1b[3;4H"));
        // A full redraw may repeat the same bytes, for a terminal that has lost its screen.
        let whole = [b'x'; 100];
        *frame.sent.borrow_mut() = whole.to_vec();
        assert!(frame.is_news(&whole));
    }
}
