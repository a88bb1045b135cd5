//! The terminal: entering it, giving it back, and waiting for input and signals.
//!
//! Bytes are read here and not by crossterm, which mistakes a terminal that hung up for one that has nothing to say yet and
//! reads it forever (`UnixInternalEventSource::try_read` of 0.29 continues after an empty read and after EIO), and which
//! mistakes the answers of a terminal for keys.

mod decode;
pub(super) mod frame;
pub(super) mod paper;

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write, stdin, stdout};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
};
use ratatui::crossterm::style::{Print, force_color_output};
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::crossterm::{cursor, execute};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGWINCH, SIGXCPU, SIGXFSZ,
};

use crate::config::face::Rgb;
use crate::keys::{Code, Key};
use decode::{Decoder, Got};

/// Presses, drags and the wheel, in SGR coordinates. What crossterm asks for would report every movement too, and wake an
/// idle program with each of them.
const MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Signals that end a program unless it handles them.
const ENDING: [i32; 11] = [
    SIGTERM,
    SIGHUP,
    SIGQUIT,
    SIGALRM,
    SIGUSR1,
    SIGUSR2,
    SIGABRT,
    SIGXCPU,
    SIGVTALRM,
    SIGPROF,
    signal_hook::consts::SIGIO,
];

static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal's settings when it was first taken over: an editor may have left others behind.
static ORIGINAL: Mutex<Option<Termios>> = Mutex::new(None);

/// Makes a write beyond a file-size limit fail and be reported, instead of ending the program.
///
/// # Errors
/// What the system says.
pub fn survive_size_limits() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::default()).map(drop)
}

/// Does something with the terminal that keys come from.
fn with_tty<T>(what: impl FnOnce(BorrowedFd<'_>) -> rustix::io::Result<T>) -> io::Result<T> {
    let stdin = stdin();
    if stdin.is_terminal() { Ok(what(stdin.as_fd())?) } else { Ok(what(File::open("/dev/tty")?.as_fd())?) }
}

/// Takes the terminal over. [`leave`] gives it back; a panic on this thread does so too, before it is reported.
///
/// # Errors
/// What the terminal says.
pub fn enter(mouse: bool) -> io::Result<()> {
    // Themes decide about colour. Left to itself, crossterm answers NO_COLOR with a reset after the modifiers, and the
    // selection would vanish.
    force_color_output(true);
    let now = with_tty(|tty| tcgetattr(tty))?;
    let mut raw = ORIGINAL.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(now).clone();
    raw.make_raw();
    with_tty(|tty| tcsetattr(tty, OptionalActions::Now, &raw))?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, cursor::Hide, EnableBracketedPaste, EnableFocusChange)?;
    if mouse { execute!(stdout(), Print(MOUSE)) } else { Ok(()) }
}

/// Gives the terminal back, once; a second call does nothing.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    // If the terminal has hung up, there is nothing to give back.
    // Mouse reports are ended whether they were asked for or not.
    let _ = execute!(
        stdout(),
        DisableMouseCapture,
        DisableFocusChange,
        DisableBracketedPaste,
        cursor::Show,
        LeaveAlternateScreen
    );
    let _ = stdout().flush();
    if let Some(original) = &*ORIGINAL.lock().unwrap_or_else(PoisonError::into_inner) {
        let _ = with_tty(|tty| tcsetattr(tty, OptionalActions::Now, original));
    }
}

/// Drops what was typed and not read: after the key that quits, nothing is meant for anyone.
pub fn drop_unread() {
    // A terminal that is gone has nothing to drop.
    let _ = with_tty(|tty| tcflush(tty, QueueSelector::IFlush));
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
    /// The terminal changed its size.
    Resize,
    /// The window has the focus again.
    Focus,
    /// The colour of the paper.
    Paper(Rgb),
    /// The terminal's attributes, which only say that it has heard every question before this one.
    Attributes,
    /// The column of the cursor after the text that is being measured.
    Column(u16),
    /// Ctrl-Z, or a signal that says the same.
    Suspend,
    /// The program was stopped and continues: something else may have used the terminal.
    Continued,
    /// A signal, or the terminal itself, asks the program to end.
    End,
}

/// Waits for input and signals.
pub struct Inputs {
    tty: Option<OwnedFd>,
    wake: UnixStream,
    ring: UnixStream,
    end: Arc<AtomicBool>,
    interrupt: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    decoder: Decoder,
    /// When the last byte came.
    last: Instant,
}

impl Inputs {
    /// Listens for signals that end the program, stop it, or change the window. To be made only once: the signals are heard until the
    /// program ends.
    ///
    /// # Errors
    /// What the system says.
    pub fn new() -> io::Result<Self> {
        let (wake, ring) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let hear = |signals: &[i32]| -> io::Result<Arc<AtomicBool>> {
            let flag = Arc::new(AtomicBool::new(false));
            for signal in signals {
                signal_hook::flag::register(*signal, Arc::clone(&flag))?;
                signal_hook::low_level::pipe::register(*signal, ring.try_clone()?)?;
            }
            Ok(flag)
        };
        let end = hear(&ENDING)?;
        let (interrupt, resized) = (hear(&[SIGINT])?, hear(&[SIGWINCH])?);
        let (stop, continued) = (hear(&[SIGTSTP])?, hear(&[SIGCONT])?);
        let tty = if stdin().is_terminal() { None } else { Some(File::open("/dev/tty")?.into()) };
        let decoder = Decoder::default();
        Ok(Self { tty, wake, ring, end, interrupt, resized, stop, continued, decoder, last: Instant::now() })
    }

    /// A stream that wakes [`Inputs::wait`] when it is written to.
    ///
    /// # Errors
    /// What the system says.
    pub fn ring(&self) -> io::Result<UnixStream> {
        let ring = self.ring.try_clone()?;
        ring.set_nonblocking(true)?;
        Ok(ring)
    }

    /// Forgets an interrupt that was meant for a program run in between, such as the editor.
    pub fn forget_interrupt(&self) {
        self.interrupt.store(false, Ordering::SeqCst);
    }

    /// Everything that came in, after waiting for it at most `timeout`; empty if nothing did. What comes together with
    /// the end is listed before it.
    ///
    /// # Errors
    /// What the system says.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Input>> {
        let patience = self.decoder.patience().map(|p| p.saturating_sub(self.last.elapsed()));
        let timeout = match (timeout, patience) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let mut gone = self.poll(timeout)?;
        // The bytes only wake; the flags say what happened.
        let _ = self.wake.read(&mut [0; 64]);
        let mut out = Vec::new();
        loop {
            let mut chunk = [0; 4096];
            match gone {
                Ready::Bytes => match self.read(&mut chunk) {
                    Ok(0) => gone = Ready::Gone,
                    Ok(n) => {
                        self.last = Instant::now();
                        out.extend(self.decoder.feed(&chunk[..n]).into_iter().map(Input::from));
                        gone = self.poll(Some(Duration::ZERO))?;
                    }
                    Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {
                        gone = self.poll(Some(Duration::ZERO))?;
                    }
                    Err(_) => gone = Ready::Gone,
                },
                Ready::Nothing => break,
                Ready::Gone => {
                    self.end.store(true, Ordering::SeqCst);
                    break;
                }
            }
        }
        if self.decoder.patience().is_some_and(|p| self.last.elapsed() >= p) {
            out.extend(self.decoder.pause().into_iter().map(Input::from));
        }
        if self.stop.swap(false, Ordering::SeqCst) {
            out.push(Input::Suspend);
        }
        if self.continued.swap(false, Ordering::SeqCst) {
            out.push(Input::Continued);
        }
        if self.resized.swap(false, Ordering::SeqCst) {
            out.push(Input::Resize);
        }
        if self.end.load(Ordering::SeqCst) || self.interrupt.load(Ordering::SeqCst) {
            out.push(Input::End);
        }
        Ok(out)
    }

    fn tty(&self) -> BorrowedFd<'_> {
        // The descriptor of standard input is valid as long as the program runs.
        match &self.tty {
            Some(tty) => tty.as_fd(),
            None => rustix::stdio::stdin(),
        }
    }

    fn read(&self, chunk: &mut [u8]) -> rustix::io::Result<usize> {
        rustix::io::read(self.tty(), chunk)
    }

    fn poll(&self, timeout: Option<Duration>) -> io::Result<Ready> {
        let tty = self.tty();
        let mut fds = [PollFd::new(&tty, PollFlags::IN), PollFd::new(&self.wake, PollFlags::IN)];
        let timeout = timeout.and_then(|t| Timespec::try_from(t).ok());
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Ok(Ready::Nothing),
            Err(e) => return Err(e.into()),
        }
        let flags = fds[0].revents();
        Ok(match () {
            () if flags.contains(PollFlags::IN) => Ready::Bytes,
            () if flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => Ready::Gone,
            () => Ready::Nothing,
        })
    }

    /// Stops this program as Ctrl-Z does; returns when it is resumed.
    pub fn suspend(&self) {
        leave();
        // Whatever this returns, the terminal is taken over again.
        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
        self.continued.store(false, Ordering::SeqCst);
        self.stop.store(false, Ordering::SeqCst);
    }
}

/// What there is to read from the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ready {
    Bytes,
    Nothing,
    Gone,
}

impl From<Got> for Input {
    fn from(got: Got) -> Self {
        match got {
            Got::Key(Key { code: Code::Char('z'), ctrl: true, .. }) => Self::Suspend,
            Got::Key(key) => Self::Key(key),
            Got::Mouse(what, x, y) => Self::Mouse(what, x, y),
            Got::Paste(text) => Self::Paste(text),
            Got::Focus => Self::Focus,
            Got::Paper(color) => Self::Paper(color),
            Got::Attributes => Self::Attributes,
            Got::Column(column) => Self::Column(column),
        }
    }
}
