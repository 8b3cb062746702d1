//! Addresses: filled in from the catalogue, allowed or not, and where a redirect leads.

use std::net::IpAddr;

use ureq::http::Uri;

use super::failure::Failure;

/// A template of the catalogue with its `{code}` and `{page}` filled in. What no address may hold
/// is percent-encoded.
pub fn fill(template: &str, code: &str, page: Option<u32>) -> String {
    let page = page.map(|page| page.to_string()).unwrap_or_default();
    template.replace("{page}", &page).replace("{code}", &encode(code))
}

fn encode(code: &str) -> String {
    let mut encoded = String::new();
    for byte in code.bytes() {
        match byte {
            b'!' | b'$'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => {
                encoded.push(byte.into());
            }
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

/// The parsed address, if it may be asked: over TLS, or on this machine where `loopback` says so.
pub(super) fn permit(address: &str, loopback: bool) -> Result<Uri, Failure> {
    let no_address = |e| {
        Failure::lasting(format!("it is no address: {e}"))
            .hint("correct it in datasets/sources.toml")
    };
    let uri: Uri = address.parse().map_err(no_address)?;
    match uri.scheme_str() {
        _ if is_loopback(&uri) && !loopback => {
            Err(Failure::lasting("a provider elsewhere redirects to this very machine"))
        }
        Some("https") => Ok(uri),
        Some("http") if is_loopback(&uri) => Ok(uri),
        _ => Err(Failure::lasting("only https:// addresses are fetched")
            .hint("use the provider's https:// address in datasets/sources.toml")),
    }
}

/// Whether an address lies on this machine.
pub(super) fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Where a redirect from `base` leads: a whole address, one on the same host, or beside `base`.
pub(super) fn resolve(base: &Uri, location: &str) -> String {
    let location = location.split('#').next().unwrap_or_default();
    let scheme = base.scheme_str().unwrap_or("https");
    let authority = base.authority().map_or("", |authority| authority.as_str());
    let has_scheme =
        location.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '?']));
    if has_scheme {
        location.to_owned()
    } else if location.starts_with("//") {
        format!("{scheme}:{location}")
    } else if location.starts_with('/') {
        format!("{scheme}://{authority}{location}")
    } else if location.starts_with('?') {
        format!("{scheme}://{authority}{}{location}", base.path())
    } else {
        let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{location}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_and_codes_keep_what_an_address_may_hold() {
        let filled = fill("https://h/{code}/p?page={page}", "A@B,1.0/X+Y", Some(3));
        assert_eq!(filled, "https://h/A@B,1.0/X+Y/p?page=3");
        assert_eq!(fill("https://h/{code}", "a b#é", None), "https://h/a%20b%23%C3%A9");
    }

    #[test]
    fn only_tls_or_this_machine_is_asked() {
        let permitted = |address| permit(address, true).is_ok();
        assert!(permitted("https://example.org/x"));
        assert!(permitted("http://127.0.0.1:80/x") && permitted("http://[::1]/"));
        for address in ["http://example.org/", "ftp://example.org/", "example.org", "not one"] {
            assert!(!permitted(address), "{address}");
        }
        assert!(permit("https://127.0.0.1/", false).is_err());
    }

    #[test]
    fn a_redirect_leads_where_a_browser_would_go() {
        let base: Uri = "https://h:8/a/b?c=1".parse().unwrap();
        for (location, target) in [
            ("https://other/x#part", "https://other/x"),
            ("//other/x", "https://other/x"),
            ("/x?y=a:b", "https://h:8/x?y=a:b"),
            ("x", "https://h:8/a/x"),
            ("?y", "https://h:8/a/b?y"),
        ] {
            assert_eq!(resolve(&base, location), target);
        }
    }
}
