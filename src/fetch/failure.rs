//! Why one attempt failed, and whether another is worth it.

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

    /// What the library says, in words that a user can act on.
    pub fn of(error: ureq::Error) -> Self {
        use ureq::{Error, Timeout};
        let unreachable = |why: &str| Failure {
            unreachable: true,
            ..Failure::passing(why)
                .hint("check the network, and the address in datasets/sources.toml")
        };
        match error {
            Error::HostNotFound => unreachable("its host is not found"),
            Error::Timeout(Timeout::Resolve | Timeout::Connect) | Error::ConnectionFailed => {
                unreachable("its host can't be reached")
            }
            Error::Io(e) if e.kind() == std::io::ErrorKind::ConnectionRefused => {
                unreachable("its host takes no connection")
            }
            Error::Timeout(_) => Failure::passing("it did not answer in time"),
            Error::BadUri(_) | Error::Http(_) => {
                Failure::lasting("it is no address").hint("correct it in datasets/sources.toml")
            }
            Error::Rustls(_) | Error::Tls(_) | Error::TlsRequired => {
                Failure::lasting(format!("no trusted connection: {error}"))
            }
            Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                Failure::passing("the connection ended before the reply did")
            }
            other => Failure::passing(other.to_string()),
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
pub(super) fn local(doing: &str, path: &std::path::Path, error: &std::io::Error) -> Failure {
    Failure::lasting(format!("cannot {doing} {}: {error}", path.display()))
        .hint("check the permissions and the free space of the disk")
}
