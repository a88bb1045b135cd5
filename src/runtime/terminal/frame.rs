//! What a frame writes, gathered: the terminal gets it in one piece, and nothing where nothing changed.

use std::cell::RefCell;
use std::io::{self, Write, stdout};
use std::rc::Rc;

/// A terminal that knows these shows what stands between them at once.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Longest run of bytes that can be about the cursor alone.
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

    /// A frame is whole when it is sent, and not before.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Frame {
    /// Gives the terminal what was gathered.
    ///
    /// # Errors
    /// What the terminal says.
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

    /// Whether it says more than where the cursor is, which the frame before said too. What changes cells is never the same
    /// twice, since the first time changed them.
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
        // A whole screen that is drawn anew may be what it was, on a terminal that has lost it.
        let whole = [b'x'; 100];
        *frame.sent.borrow_mut() = whole.to_vec();
        assert!(frame.is_news(&whole));
    }
}
