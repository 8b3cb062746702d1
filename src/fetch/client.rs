//! Asks for a file, and again where that helps.

use std::path::Path;
use std::thread;
use std::time::Duration;

use ureq::Agent;

use super::failure::Failure;
use super::pace::Pace;
use super::part::{Part, Validators, discard};
use crate::fault::{Fault, Result};

/// How often a host that can't be reached at all is tried.
const UNREACHABLE: u32 = 3;

/// How patient the client is. The defaults suit services that compute a reply for half a minute.
#[derive(Debug, Clone)]
pub struct Settings {
    /// To reach a host, with the handshake.
    pub connect: Duration,
    /// For the beginning of a reply, and between two pieces of it.
    pub silence: Duration,
    /// A reply that over so long ...
    pub window: Duration,
    /// ... stays under so many bytes a second is given up.
    pub bytes_per_second: u64,
    pub attempts: u32,
    /// After the first failure; doubled after each further one, with no chance in it.
    pub first_wait: Duration,
    /// A provider that asks for a longer wait is left for another day.
    pub longest_wait: Duration,
    pub redirects: usize,
    /// How often the progress of a long reply is told.
    pub tell_every: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            connect: Duration::from_secs(30),
            silence: Duration::from_secs(120),
            window: Duration::from_secs(60),
            bytes_per_second: 1000,
            attempts: 5,
            first_wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(300),
            redirects: 5,
            tell_every: Duration::from_secs(2),
        }
    }
}

/// What to ask for, and where to put it.
pub struct Request<'a> {
    pub address: &'a str,
    /// Of the file that is there already: it is not sent again where it is still the same.
    pub known: Option<&'a Validators>,
    /// Where the file grows; resumed where an earlier run was interrupted.
    pub part: &'a Path,
    /// In bytes; what is larger is refused.
    pub largest: u64,
}

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The file is still the one that is known.
    Unchanged,
    /// The whole file, at [`Request::part`].
    Whole { bytes: u64, validators: Validators },
}

/// The network, as it is asked.
pub struct Client {
    pub(super) agent: Agent,
    pub(super) settings: Settings,
}

impl Client {
    pub fn new(settings: Settings) -> Self {
        let name = "The State of Social Justice; statistics pipeline";
        let config = Agent::config_builder()
            .user_agent(format!("ssj/{} ({name})", env!("CARGO_PKG_VERSION")))
            // The publisher's bytes, as they are.
            .accept_encoding("identity")
            .http_status_as_error(false)
            // Each step of a redirect is looked at before it is taken.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(settings.connect))
            .timeout_connect(Some(settings.connect))
            .timeout_send_request(Some(settings.silence))
            .timeout_recv_response(Some(settings.silence))
            .timeout_per_read(Some(settings.silence))
            .build();
        Client { agent: config.into(), settings }
    }

    /// Fetches a file whole, at the provider's pace. What failed in passing is tried again after
    /// waits that double, or after the time that the provider asks for.
    ///
    /// # Errors
    /// The last reason, and how often it was tried. A part that can be resumed stays.
    pub fn get(&self, request: &Request, pace: &mut Pace, tell: &dyn Fn(&str)) -> Result<Reply> {
        if let Some(why) = &pace.closed {
            let message = format!("cannot fetch {} (not asked for: {why})", request.address);
            return Err(Fault::new(message).hint("nothing was replaced; try again later").into());
        }
        let mut wait = self.settings.first_wait;
        let mut attempts = 1;
        loop {
            pace.wait();
            let failure = match self.attempt(request, tell) {
                Ok(reply) => return Ok(reply),
                Err(failure) => failure,
            };
            let pause = failure.after.unwrap_or_default().max(wait);
            let too_long = failure.after.is_some_and(|after| after > self.settings.longest_wait);
            let most = if failure.unreachable { UNREACHABLE } else { u32::MAX };
            if !failure.passing || attempts >= self.settings.attempts.min(most) || too_long {
                return Err(self.give_up(failure, request, attempts, pace).into());
            }
            tell(&format!("{}; again in {:.0} s", failure.why, pause.as_secs_f64().ceil()));
            thread::sleep(pause);
            wait = (wait * 2).min(self.settings.longest_wait);
            attempts += 1;
        }
    }

    /// The error after the last attempt; what can't be resumed is removed.
    fn give_up(
        &self,
        mut failure: Failure,
        request: &Request,
        attempts: u32,
        pace: &mut Pace,
    ) -> Fault {
        if !failure.passing || Part::at(request.part).resumable(request.address).is_none() {
            // A refusal to remove it is no better news than the failure itself.
            let _ = discard(request.part);
        }
        if let Some(after) = failure.after.filter(|after| *after > self.settings.longest_wait) {
            let asked = format!("the provider asks to wait {} s", after.as_secs());
            pace.closed = Some(asked.clone());
            failure = failure.hint(asked);
        } else if failure.unreachable {
            pace.closed = Some(failure.why.clone());
        }
        failure.fault(request.address, attempts)
    }
}
