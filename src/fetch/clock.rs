//! The only clock: when something was fetched. Nothing that is computed may depend on it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::model::Moment;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The present moment.
#[expect(clippy::disallowed_methods, reason = "the time of retrieval is part of a source's record")]
pub fn now() -> Moment {
    Moment(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

/// How long a `Retry-After` asks to wait: seconds, or a date (RFC 9110, section 10.2.3).
pub(super) fn retry_after(text: &str, now: Moment) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let Moment(then) = http_date(text)?;
    Some(Duration::from_secs(then.saturating_sub(now.0)))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the form that servers must send.
fn http_date(text: &str) -> Option<Moment> {
    let (_, rest) = text.split_once(", ")?;
    let parts: Vec<&str> = rest.split(' ').collect();
    let [day, month, year, time, "GMT"] = parts[..] else { return None };
    let month = 1 + MONTHS.iter().position(|name| *name == month)? as u64;
    let time: Option<Vec<u64>> = time.split(':').map(|part| part.parse().ok()).collect();
    Moment::at(year.parse().ok()?, month, day.parse().ok()?, time?.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_read_from_seconds_and_from_a_date() {
        // The date is the example of RFC 9110, section 5.6.7.
        let now = Moment::parse("1994-11-06T08:49:30Z").unwrap();
        let wait = |text| retry_after(text, now).map(|wait| wait.as_secs());
        assert_eq!(wait(" 120 "), Some(120));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(7));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:00 GMT"), Some(0));
        for text in ["soon", "-1", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 31 Feb 1994 08:49:37 GMT"] {
            assert_eq!(wait(text), None, "{text}");
        }
    }
}
