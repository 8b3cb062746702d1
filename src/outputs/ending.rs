//! What a run does when it is told to end: on SIGINT, SIGTERM or SIGHUP what it has begun is cleaned
//! away, and it ends with 128 and the signal's number (130, 143, 129).
//!
//! In: signals, and from each part of the program how to clean up what it has begun. Out: the end of
//! the process; or, for work that can end early with what it has, a flag that it watches.

use std::io::{self, Read};
use std::process::{Child, ChildStderr, exit};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};

use crate::fault::{Fault, Result};

#[cfg(unix)]
const SIGNALS: [i32; 3] = [SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: [i32; 2] = [SIGINT, SIGTERM];

/// How often it is looked whether a signal has come.
const PAUSE: Duration = Duration::from_millis(20);

type Clean = Box<dyn FnMut() + Send>;

/// The signal that has come and is still to be answered; 0: none.
static COME: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);
/// What is begun, in order, by number.
static BEGUN: Mutex<(usize, Vec<(usize, Clean)>)> = Mutex::new((0, Vec::new()));
/// What is told to end gently, where something can.
static GENTLE: Mutex<Option<Arc<AtomicBool>>> = Mutex::new(None);
/// The signal that was answered gently.
static ANSWERED: AtomicI32 = AtomicI32::new(0);

/// Listens for signals from now on; once in a program. One that was ignored when the program was
/// started (`nohup`, a job in the background of a script) stays so.
///
/// # Errors
/// The system doesn't let it.
pub fn listen() -> Result<()> {
    for signal in SIGNALS.into_iter().filter(|&signal| !is_ignored(signal)) {
        signal_hook::flag::register_usize(signal, COME.clone(), signal as usize)
            .map_err(|e| Fault::new(format!("cannot listen for signals ({e})")))?;
    }
    std::thread::spawn(|| {
        loop {
            match COME.load(Ordering::SeqCst) {
                0 => std::thread::sleep(PAUSE),
                signal => {
                    answer(signal as i32);
                    COME.store(0, Ordering::SeqCst);
                }
            }
        }
    });
    Ok(())
}

/// Lets a signal that has come be answered, before the program ends otherwise.
pub fn settle() {
    while COME.load(Ordering::SeqCst) != 0 {
        std::thread::sleep(PAUSE);
    }
}

/// The code to end with after a signal that was answered gently.
pub fn code() -> Option<u8> {
    match ANSWERED.load(Ordering::Relaxed) {
        0 => None,
        signal => u8::try_from(128 + signal).ok(),
    }
}

fn answer(signal: i32) {
    if let Some(stop) = &*open(&GENTLE) {
        // Asked again, it ends at once.
        if !stop.swap(true, Ordering::Relaxed) {
            ANSWERED.store(signal, Ordering::Relaxed);
            return;
        }
    }
    // Held to the end, so that nothing is begun any more; the last that was begun goes first.
    let mut begun = open(&BEGUN);
    begun.1.iter_mut().rev().for_each(|(_, clean)| clean());
    exit(128 + signal);
}

/// Something that is begun, until dropped.
pub struct Begun(usize);

/// Notes how to clean up something that is being begun.
pub fn begin(clean: impl FnMut() + Send + 'static) -> Begun {
    let mut begun = open(&BEGUN);
    begun.0 += 1;
    let number = begun.0;
    begun.1.push((number, Box::new(clean)));
    Begun(number)
}

impl Drop for Begun {
    fn drop(&mut self) {
        open(&BEGUN).1.retain(|(number, _)| *number != self.0);
    }
}

/// Does what must not be broken off: a signal that comes meanwhile is answered after. Nothing may
/// begin or end in it.
pub fn undisturbed<T>(work: impl FnOnce() -> T) -> T {
    let _begun = open(&BEGUN);
    work()
}

/// While this lives, the first signal sets the flag and nothing else.
pub struct Gently;

impl Gently {
    pub fn by(stop: &Arc<AtomicBool>) -> Self {
        *open(&GENTLE) = Some(stop.clone());
        Gently
    }
}

impl Drop for Gently {
    fn drop(&mut self) {
        *open(&GENTLE) = None;
    }
}

/// A program that was started, and ends with this one.
pub struct Started {
    pub stderr: Option<ChildStderr>,
    child: Arc<Mutex<Child>>,
    _begun: Begun,
}

impl Started {
    pub fn new(mut child: Child) -> Self {
        let (stderr, child) = (child.stderr.take(), Arc::new(Mutex::new(child)));
        let other = child.clone();
        // One that is being waited for has closed its outputs, so that it ends by itself.
        let begun = begin(move || drop(other.try_lock().map(|mut child| child.kill())));
        Started { stderr, child, _begun: begun }
    }

    /// Waits for its end; whether it succeeded.
    ///
    /// # Errors
    /// The system can't tell.
    pub fn end(self) -> io::Result<bool> {
        open(&self.child).wait().map(|status| status.success())
    }

    /// Waits for the end of a program; whether it succeeded, and what it said on standard error.
    ///
    /// # Errors
    /// The system can't tell.
    pub fn said(child: Child) -> io::Result<(bool, String)> {
        let (mut started, mut said) = (Started::new(child), Vec::new());
        if let Some(mut stderr) = started.stderr.take() {
            stderr.read_to_end(&mut said)?;
        }
        Ok((started.end()?, String::from_utf8_lossy(&said).into_owned()))
    }
}

/// What is behind a lock; whoever has panicked while holding it has left it whole.
fn open<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the program was started with the signal ignored.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    // SAFETY: an action of zeros is a valid one; it is only filled with the present one, and nothing
    // is changed.
    unsafe {
        let mut present: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal, std::ptr::null(), &mut present) == 0
            && present.sa_sigaction == libc::SIG_IGN
    }
}

#[cfg(not(unix))]
fn is_ignored(_signal: i32) -> bool {
    false
}
