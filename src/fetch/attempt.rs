//! One attempt: the request with its conditions, redirects step by step, what the status says.

use std::collections::BTreeSet;
use std::io::Read;

use ureq::Body as UreqBody;
use ureq::http::{HeaderMap, Response, StatusCode, header};

use super::address::{is_loopback, permit, resolve};
use super::body::Body;
use super::client::{Client, Reply, Request};
use super::clock::{now, retry_after};
use super::failure::{Failure, local};
use super::part::{Part, State, Validators};

type Headers = Vec<(header::HeaderName, String)>;

impl Client {
    pub(super) fn attempt(&self, request: &Request, tell: &dyn Fn(&str)) -> Result<Reply, Failure> {
        let part = Part::at(request.part);
        let begun = part.resumable(request.address);
        let headers = conditions(request, begun.as_ref());
        let mut response = self.follow(request.address, &headers)?;
        let status = response.status();
        match (status, begun) {
            (StatusCode::OK, _) => self.whole(request, &part, &mut response, tell),
            (StatusCode::PARTIAL_CONTENT, Some((already, state))) => {
                self.rest(request, &part, (already, state), &mut response, tell)
            }
            (StatusCode::NOT_MODIFIED, None) if request.known.is_some() => Ok(Reply::Unchanged),
            (StatusCode::RANGE_NOT_SATISFIABLE, Some(_)) => {
                Err(begin_again(request, "what had come does not fit the reply any more"))
            }
            _ => Err(refusal(&mut response)),
        }
    }

    /// Asks, and follows redirects as far as they are allowed.
    fn follow(&self, address: &str, headers: &Headers) -> Result<Response<UreqBody>, Failure> {
        let mut uri = permit(address, true)?;
        let mut been = BTreeSet::new();
        loop {
            let loopback = is_loopback(&uri);
            let mut call = self.agent.get(&uri);
            if loopback {
                call = call.config().proxy(None).build();
            }
            for (name, value) in headers {
                call = call.header(name, value);
            }
            let response = call.call().map_err(Failure::of)?;
            let location = text(response.headers(), &header::LOCATION);
            let Some(location) = location.filter(|_| leads_on(response.status())) else {
                return Ok(response);
            };
            been.insert(uri.to_string());
            let next = resolve(&uri, &location);
            if been.contains(&next) {
                return Err(Failure::lasting(format!("it redirects in a circle, by {next}")));
            }
            if been.len() > self.settings.redirects {
                let n = self.settings.redirects;
                return Err(Failure::lasting(format!("it redirects more than {n} times")));
            }
            uri = permit(&next, loopback)
                .map_err(|f| Failure { why: format!("redirected to {next}: {}", f.why), ..f })?;
        }
    }

    /// A reply with the whole file.
    fn whole(
        &self,
        request: &Request,
        part: &Part,
        response: &mut Response<UreqBody>,
        tell: &dyn Fn(&str),
    ) -> Result<Reply, Failure> {
        let headers = response.headers();
        check_type(headers)?;
        let validators = validators(headers);
        let ranges = text(headers, &header::ACCEPT_RANGES).is_some_and(|units| units == "bytes");
        let resumable = ranges && validators.strong().is_some();
        let state = State { address: request.address.to_owned(), validators: validators.clone() };
        let mut file = part
            .begin(resumable.then_some(&state))
            .map_err(|e| local("write to", request.part, &e))?;
        let of = number(text(headers, &header::CONTENT_LENGTH).as_deref());
        let body = Body { path: request.part, already: 0, of, largest: request.largest };
        let mut reader = response.body_mut().as_reader();
        let bytes = body.receive(&mut reader, &mut file, &self.settings, tell)?;
        complete(part, request, bytes, validators)
    }

    /// A reply with what was still to come.
    fn rest(
        &self,
        request: &Request,
        part: &Part,
        (already, state): (u64, State),
        response: &mut Response<UreqBody>,
        tell: &dyn Fn(&str),
    ) -> Result<Reply, Failure> {
        let range = text(response.headers(), &header::CONTENT_RANGE).unwrap_or_default();
        let (start, of) = content_range(&range);
        if start != Some(already) {
            return Err(begin_again(request, "another range came than was asked for"));
        }
        tell(&format!("going on after {:.1} MB", already as f64 / 1e6));
        let mut file = part.resume().map_err(|e| local("write to", request.part, &e))?;
        let body = Body { path: request.part, already, of, largest: request.largest };
        let mut reader = response.body_mut().as_reader();
        let bytes = body.receive(&mut reader, &mut file, &self.settings, tell)?;
        complete(part, request, bytes, state.validators)
    }
}

/// The headers that make a request conditional: on what has come, else on what is known.
fn conditions(request: &Request, begun: Option<&(u64, State)>) -> Headers {
    let mut headers = Headers::new();
    if let Some((bytes, state)) = begun {
        headers.push((header::RANGE, format!("bytes={bytes}-")));
        headers.extend(state.validators.strong().map(|v| (header::IF_RANGE, v.to_owned())));
    } else if let Some(known) = request.known {
        let modified = known.last_modified.iter();
        headers.extend(known.etag.iter().map(|tag| (header::IF_NONE_MATCH, tag.clone())));
        headers.extend(modified.map(|date| (header::IF_MODIFIED_SINCE, date.clone())));
    }
    headers
}

/// The file has come; whether it is one that was asked for shows in its first bytes.
fn complete(
    part: &Part,
    request: &Request,
    bytes: u64,
    validators: Validators,
) -> Result<Reply, Failure> {
    part.complete().map_err(|e| local("write to", request.part, &e))?;
    let head = part.head().map_err(|e| local("read", request.part, &e))?;
    if head.is_empty() {
        return Err(Failure::passing("the reply is empty"));
    }
    match web_page(&head) {
        Some(title) => {
            Err(Failure::passing(format!("the reply is a web page{title}, and no data")))
        }
        None => Ok(Reply::Whole { bytes, validators }),
    }
}

fn begin_again(request: &Request, why: &str) -> Failure {
    match super::part::discard(request.part) {
        Ok(()) => Failure::passing(why),
        Err(e) => local("remove", request.part, &e),
    }
}

/// A status that brings no file, with what the provider says about it.
fn refusal(response: &mut Response<UreqBody>) -> Failure {
    let status = response.status();
    let after = text(response.headers(), &header::RETRY_AFTER);
    let mut start = Vec::new();
    // That the explanation can't be read does not change what the status says.
    let _ = response.body_mut().as_reader().take(2048).read_to_end(&mut start);
    let said = match web_page(&start) {
        Some(title) => title,
        None => quoted(&String::from_utf8_lossy(&start)),
    };
    let why = format!("the provider answers {status}{said}");
    let again = status.is_server_error() || matches!(status.as_u16(), 304 | 408 | 425 | 429);
    Failure {
        passing: again,
        after: after.and_then(|text| retry_after(&text, now())),
        ..Failure::passing(why)
    }
}

/// Kinds of content that no provider's figures come in. A wrong label on right data is common, so
/// that all others are judged by their bytes.
fn check_type(headers: &HeaderMap) -> Result<(), Failure> {
    let kind = text(headers, &header::CONTENT_TYPE).unwrap_or_default().to_lowercase();
    let never = ["image/", "audio/", "video/", "font/", "application/pdf", "text/css"];
    if never.iter().any(|prefix| kind.starts_with(prefix)) {
        return Err(Failure::lasting(format!("the reply is of the type {kind}, and no data")));
    }
    Ok(())
}

/// Whether these are the first bytes of a page in HTML or XML; then its title, to be quoted.
fn web_page(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let title = text.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    Some(title.map_or(String::new(), |(title, _)| quoted(title)))
}

/// `: “the first words”`; nothing where there are none.
fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().filter(|c| !c.is_control()).take(200).collect();
    if line.is_empty() { line } else { format!(": “{line}”") }
}

fn leads_on(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn validators(headers: &HeaderMap) -> Validators {
    Validators {
        etag: text(headers, &header::ETAG),
        last_modified: text(headers, &header::LAST_MODIFIED),
        listed: None,
    }
}

fn text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn number(text: Option<&str>) -> Option<u64> {
    text?.trim().parse().ok()
}

/// First byte and length of the whole in `bytes 100-199/1000`; an asterisk for what is not known.
fn content_range(text: &str) -> (Option<u64>, Option<u64>) {
    let Some((range, of)) = text.trim_start_matches("bytes").trim().split_once('/') else {
        return (None, None);
    };
    (number(range.split('-').next()), number(Some(of)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_from_data_by_its_first_bytes() {
        let page = web_page(b"\xef\xbb\xbf\n<!DOCTYPE html><head><title>Just a\n moment</title>");
        assert_eq!(page.as_deref(), Some(": “Just a moment”"));
        assert_eq!(web_page(b"<Error>x</Error>").as_deref(), Some(""));
        assert_eq!(web_page(b"\"<5\",\"a\""), None);
    }

    #[test]
    fn a_range_is_read_with_and_without_its_length() {
        assert_eq!(content_range("bytes 100-199/1000"), (Some(100), Some(1000)));
        assert_eq!(content_range("bytes 5-9/*"), (Some(5), None));
        assert_eq!(content_range("bytes */1000"), (None, Some(1000)));
        assert_eq!(content_range(""), (None, None));
    }
}
