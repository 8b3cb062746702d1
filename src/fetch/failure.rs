//! Why one attempt failed, and whether another is worth it.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::fault::Fault;

/// What went wrong in one attempt.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Failure {
    pub why: String,
    /// Another attempt may go well.
    pub passing: bool,
    /// How long the provider asks to wait before it.
    pub after: Option<Duration>,
    /// No reply came at all: what else the provider has can't be fetched now either.
    pub unreachable: bool,
    pub hint: Option<String>,
}

impl Failure {
    pub fn passing(why: impl Into<String>) -> Self {
        Failure { why: why.into(), passing: true, after: None, unreachable: false, hint: None }
    }

    pub fn lasting(why: impl Into<String>) -> Self {
        Failure { passing: false, ..Failure::passing(why) }
    }

    pub fn hint(self, hint: impl Into<String>) -> Self {
        Failure { hint: Some(hint.into()), ..self }
    }

    /// Nothing was reached that could answer.
    fn unreachable(why: impl Into<String>) -> Self {
        let hint = "check the network, and the address in datasets/sources.toml";
        Failure { unreachable: true, ..Failure::passing(why).hint(hint) }
    }

    fn untrusted(why: &dyn std::fmt::Display) -> Self {
        Failure { unreachable: true, ..Failure::lasting(format!("no trusted connection: {why}")) }
    }

    /// What the library says, in words that a user can act on.
    pub fn of(error: ureq::Error) -> Self {
        use ureq::{Error, Timeout};
        match error {
            Error::HostNotFound => Failure::unreachable("its host is not found"),
            Error::Timeout(Timeout::Resolve | Timeout::Connect) | Error::ConnectionFailed => {
                Failure::unreachable("its host can't be reached")
            }
            Error::Timeout(_) => Failure::passing("it did not answer in time"),
            Error::BadUri(_) | Error::Http(_) => {
                Failure::lasting("it is no address").hint("correct it in datasets/sources.toml")
            }
            Error::Rustls(error) => Failure::untrusted(&error),
            Error::Tls(_) | Error::TlsRequired => Failure::untrusted(&error),
            Error::Io(error) => Failure::io(&error),
            other => Failure::passing(other.to_string()),
        }
    }

    fn io(error: &io::Error) -> Self {
        use io::ErrorKind;
        match error.kind() {
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
                Failure::passing("the connection ended before the reply did")
            }
            ErrorKind::ConnectionRefused => Failure::unreachable("its host takes no connection"),
            ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable => Failure::unreachable(error.to_string()),
            // A refused certificate comes as data that can't be right.
            ErrorKind::InvalidData => Failure::untrusted(error),
            // The standard library gives a failed lookup no kind of its own.
            _ if error.to_string().starts_with("failed to lookup address") => {
                Failure::unreachable("its host is not found")
            }
            _ => Failure::passing(error.to_string()),
        }
    }

    /// The error that the user sees, after `attempts` attempts.
    pub fn fault(self, address: &str, attempts: u32) -> Fault {
        let tried = if attempts > 1 { format!("; tried {attempts} times") } else { String::new() };
        let fault = Fault::new(format!("cannot fetch {address} ({}{tried})", self.why));
        match self.hint {
            Some(hint) => fault.hint(hint),
            None if self.passing => fault.hint("nothing was replaced; try again later"),
            None => fault,
        }
    }
}

/// A refusal of the disk under a fetch.
pub(super) fn local(doing: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::lasting(format!("cannot {doing} {}: {error}", path.display()))
        .hint("check the permissions and the free space of the disk")
}
