//! The terminal: entering it, giving it back, and waiting for what happens.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write, stdin, stdout};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event::{
    self, DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::crossterm::style::{Print, force_color_output};
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::crossterm::{cursor, execute};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};

use crate::app::key::{Code, Key};

/// Presses, drags and the wheel, in SGR coordinates. What crossterm asks for would report every movement too, and wake an
/// idle program with each of them.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";

static ENTERED: AtomicBool = AtomicBool::new(false);

/// Takes the terminal over. [`leave`] gives it back; a panic on this thread does so too, before it is reported.
///
/// # Errors
/// What the terminal says.
pub fn enter(mouse: bool) -> io::Result<()> {
    // Themes decide about colour. Left to itself, crossterm answers NO_COLOR with a reset behind the modifiers, and the
    // selection would vanish.
    force_color_output(true);
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, cursor::Hide, EnableBracketedPaste, EnableFocusChange)?;
    if mouse { execute!(stdout(), Print(MOUSE)) } else { Ok(()) }
}

/// Gives the terminal back, once; a second call does nothing.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    // Whoever hung up cannot be told so.
    // Mouse reports are ended whether they were asked for or not.
    let _ = execute!(
        stdout(),
        DisableMouseCapture,
        DisableFocusChange,
        DisableBracketedPaste,
        cursor::Show,
        LeaveAlternateScreen
    );
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

/// Gives the terminal back before a panic of this thread is reported.
pub fn leave_on_panic() {
    let owner = thread::current().id();
    let next = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == owner {
            leave();
        }
        next(info);
    }));
}

/// What the mouse did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pointer {
    /// The left button went down.
    Down,
    /// It moved with the left button held.
    Drag,
    /// The left button went up.
    Up,
    /// The wheel turned down.
    WheelDown,
    /// The wheel turned up.
    WheelUp,
}

/// Something that came in.
#[derive(Debug)]
pub enum Input {
    /// A key.
    Key(Key),
    /// What the mouse did, and at which cell.
    Mouse(Pointer, u16, u16),
    /// Pasted text.
    Paste(String),
    /// Another size.
    Resize,
    /// The window is looked at again.
    Focus,
    /// Ctrl-Z.
    Suspend,
    /// A signal, or the terminal itself, asks to end.
    End,
}

/// Waits for input and signals.
pub struct Inputs {
    tty: Option<OwnedFd>,
    wake: UnixStream,
    ring: UnixStream,
    end: Arc<AtomicBool>,
}

impl Inputs {
    /// Listens for signals that end the program or change the window.
    ///
    /// # Errors
    /// What the system says.
    pub fn new() -> io::Result<Self> {
        let (wake, ring) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let end = Arc::new(AtomicBool::new(false));
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
            signal_hook::flag::register(signal, Arc::clone(&end))?;
            signal_hook::low_level::pipe::register(signal, ring.try_clone()?)?;
        }
        for signal in [SIGWINCH, SIGCONT] {
            signal_hook::low_level::pipe::register(signal, ring.try_clone()?)?;
        }
        let tty = if stdin().is_terminal() { None } else { Some(File::open("/dev/tty")?.into()) };
        Ok(Self { tty, wake, ring, end })
    }

    /// What wakes the waiting when it is written to.
    ///
    /// # Errors
    /// What the system says.
    pub fn ring(&self) -> io::Result<UnixStream> {
        let ring = self.ring.try_clone()?;
        ring.set_nonblocking(true)?;
        Ok(ring)
    }

    /// Everything that came in, after waiting for it at most `timeout`; empty if nothing did.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Input>> {
        let stdin = stdin();
        let tty: BorrowedFd<'_> = self.tty.as_ref().map_or_else(|| stdin.as_fd(), |t| t.as_fd());
        let mut fds = [PollFd::new(&tty, PollFlags::IN), PollFd::new(&self.wake, PollFlags::IN)];
        let timeout = timeout.and_then(|t| Timespec::try_from(t).ok());
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(e) => return Err(e.into()),
        }
        let gone = fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        // The bytes only wake; what woke is asked of the flags and of crossterm.
        let _ = self.wake.read(&mut [0; 64]);
        // A terminal that is gone must not be read: crossterm would try for ever.
        if gone || self.end.load(Ordering::SeqCst) {
            return Ok(vec![Input::End]);
        }
        self.drain()
    }

    fn drain(&mut self) -> io::Result<Vec<Input>> {
        let mut out = Vec::new();
        while event::poll(Duration::ZERO)? {
            out.extend(input(event::read()?));
        }
        Ok(out)
    }
}

fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => {
            key_of(key).map(|k| if k.ctrl && k.code == Code::Char('z') { Input::Suspend } else { Input::Key(k) })
        }
        Event::Mouse(mouse) => pointer(mouse),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(..) => Some(Input::Resize),
        Event::FocusGained => Some(Input::Focus),
        _ => None,
    }
}

fn pointer(event: MouseEvent) -> Option<Input> {
    let what = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointer::Down,
        MouseEventKind::Drag(MouseButton::Left) => Pointer::Drag,
        MouseEventKind::Up(MouseButton::Left) => Pointer::Up,
        MouseEventKind::ScrollDown => Pointer::WheelDown,
        MouseEventKind::ScrollUp => Pointer::WheelUp,
        _ => return None,
    };
    Some(Input::Mouse(what, event.column, event.row))
}

fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let shows_shift = matches!(code, Code::Char(_) | Code::BackTab);
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: event.modifiers.contains(KeyModifiers::SHIFT) && !shows_shift,
    })
}

/// Stops this program as Ctrl-Z does; returns when it is brought back.
pub fn suspend() {
    leave();
    // Whatever it answers, the terminal is taken over again.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}
