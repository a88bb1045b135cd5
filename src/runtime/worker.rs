//! The store at work on a thread of its own.

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::{Effect, Msg};
use crate::runtime::effects;
use crate::store::Store;

/// The store at work beside the screen, so that no key waits for a disk.
pub struct Worker {
    jobs: Option<Sender<Effect>>,
    answers: Receiver<Option<Msg>>,
    busy: usize,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Over a store; `ring` is written to when there is an answer.
    pub fn start(store: &Store, mut ring: UnixStream) -> Self {
        let (jobs, work) = channel::<Effect>();
        let (tell, answers) = channel();
        let store = store.clone();
        let thread = thread::spawn(move || {
            for job in work {
                if tell.send(effects::perform(&store, &job)).is_err() {
                    break;
                }
                // A pipe that is full wakes as well as one more byte would.
                let _ = ring.write(&[1]);
            }
        });
        Self { jobs: Some(jobs), answers, busy: 0, thread: Some(thread) }
    }

    /// Gives it something to do.
    pub fn ask(&mut self, job: Effect) {
        if self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok()) {
            self.busy += 1;
        }
    }

    /// Whether it has not answered everything yet.
    pub fn is_busy(&self) -> bool {
        self.busy > 0
    }

    /// The next answer that is there.
    pub fn answer(&mut self) -> Option<Msg> {
        while let Ok(answer) = self.answers.try_recv() {
            self.busy -= 1;
            if answer.is_some() {
                return answer;
            }
        }
        None
    }

    /// The next answer, waiting for it.
    pub fn wait(&mut self, patience: Duration) -> Option<Msg> {
        loop {
            let answer = self.answers.recv_timeout(patience).ok()?;
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
        // One that still waits for a disk is left to it: the program ends all the same.
        if self.busy == 0
            && let Some(thread) = self.thread.take()
        {
            let _ = thread.join();
        }
    }
}
