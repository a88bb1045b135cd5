//! Runs the store on a thread of its own.

use std::cell::Cell;
use std::io::Write;
use std::ops::ControlFlow;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::app::{Effect, Msg};
use crate::domain::progress::{SAID_AFTER, SAID_EVERY, Step};
use crate::runtime::effects;
use crate::store::Store;

/// A message from the thread.
enum Heard {
    /// How far it has come.
    Step(Step),
    /// It has done something, which may have an answer.
    Done(Option<Msg>),
}

/// Runs the store beside the screen, so that no key waits for a disk.
pub struct Worker {
    jobs: Option<Sender<Effect>>,
    answers: Receiver<Heard>,
    busy: usize,
    /// Whether a long job should stop.
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread over a store; `ring` is written to when there is an answer.
    pub fn start(store: &Store, ring: UnixStream) -> Self {
        let (jobs, work) = channel::<Effect>();
        let (tell, answers) = channel();
        let store = store.clone();
        let stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopped);
        let thread = thread::spawn(move || {
            for job in work {
                let next = Cell::new(Instant::now() + SAID_AFTER);
                let progress = |step| {
                    if stop.load(Ordering::Relaxed) {
                        return ControlFlow::Break(());
                    }
                    if Instant::now() >= next.get() {
                        next.set(Instant::now() + SAID_EVERY);
                        let _ = tell.send(Heard::Step(step));
                        let _ = (&ring).write(&[1]);
                    }
                    ControlFlow::Continue(())
                };
                let answer = effects::perform(&store, &job, &progress);
                if tell.send(Heard::Done(answer)).is_err() {
                    break;
                }
                // A full pipe wakes the loop just as well as one more byte would.
                let _ = (&ring).write(&[1]);
            }
        });
        Self { jobs: Some(jobs), answers, busy: 0, stopped, thread: Some(thread) }
    }

    /// Gives it something to do.
    pub fn ask(&mut self, job: Effect) {
        if job.is_long_job() {
            self.stopped.store(false, Ordering::Relaxed);
        }
        if self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok()) {
            self.busy += 1;
        }
    }

    /// Stops a long job; a write that has begun is finished.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it has not answered everything yet.
    pub fn is_busy(&self) -> bool {
        self.busy > 0
    }

    /// The next answer, if there is one.
    pub fn answer(&mut self) -> Option<Msg> {
        while let Ok(heard) = self.answers.try_recv() {
            match heard {
                Heard::Step(step) => return Some(Msg::Step(step)),
                Heard::Done(answer) => {
                    self.busy -= 1;
                    if answer.is_some() {
                        return answer;
                    }
                }
            }
        }
        None
    }

    /// The next answer, waiting at most `patience` for it.
    pub fn wait(&mut self, patience: Duration) -> Option<Msg> {
        let end = Instant::now() + patience;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Heard::Done(answer) = self.answers.recv_timeout(left).ok()? else { continue };
            self.busy -= 1;
            if answer.is_some() || self.busy == 0 {
                return answer.or(Some(Msg::Retry));
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        // A thread that still waits for a disk is left alone: the program ends all the same.
        if self.busy == 0
            && let Some(thread) = self.thread.take()
        {
            let _ = thread.join();
        }
    }
}
