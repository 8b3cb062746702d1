//! The one check for names of files that come from outside: a manifest, a lock, a journal, a code.
//!
//! In: a folder and a name in it. Out: the path, of which nothing below the folder is a link; or why
//! it is refused, before anything is opened, written or removed.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Place, Result};

/// The path of `name` (`report/2026-H2/scores.csv`) in the folder `root`.
///
/// The folder itself is the user's choice and may be reached by a link. What is checked is what
/// stands on the disk now: no one else is expected to change the folder at the same moment.
///
/// # Errors
/// A name that leads out of the folder, or to the folder itself; a link on the way or at its end.
pub fn inside(root: &Path, name: &str) -> Result<PathBuf> {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(is_odd);
    if !name.split('/').all(is_plain) || Path::new(name).is_absolute() {
        return Err(Fault::new(format!("`{}` would lie outside the folder", name.escape_debug()))
            .at(Place::file(root))
            .hint("names of files come from codes, too: there, use letters, digits, `-` and `_`")
            .into());
    }
    let mut path = root.to_owned();
    for part in name.split('/') {
        path.push(part);
        if let Ok(to) = fs::read_link(&path) {
            let to = to.display();
            return Err(Fault::new(format!(
                "here is a link (to {to}), and links are not followed"
            ))
            .at(Place::file(&path))
            .hint("put a folder or a file in its place, or choose another folder with --out DIR")
            .into());
        }
    }
    Ok(path)
}

/// Control characters, and what Windows takes for a part of a path.
fn is_odd(c: char) -> bool {
    c.is_control() || (cfg!(windows) && matches!(c, '\\' | ':'))
}

/// By what to tell that two names mean the same file or folder.
#[cfg(unix)]
pub(super) fn identity(of: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (of.dev(), of.ino())
}

/// Where files have no numbers: by when they were made.
#[cfg(not(unix))]
pub(super) fn identity(of: &Metadata) -> (u64, u64) {
    let made = of.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    made.map_or((0, 0), |since| (since.as_secs(), since.subsec_nanos().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_out_is_refused_and_a_plain_one_is_not() {
        let root = tempfile::tempdir().unwrap();
        for name in ["/etc/passwd", "../x", "a/../../x", "a/..", "", ".", "a//b", "a/./b", "a\nb"] {
            let told = inside(root.path(), name).unwrap_err().to_string();
            assert!(told.contains("outside the folder"), "{name}: {told}");
            assert!(!told.contains("a\nb"), "nothing raw reaches a terminal: {told}");
        }
        for name in ["a.csv", "report/2026-H2/a b.csv", "..a", "a..b/...c"] {
            assert_eq!(inside(root.path(), name).unwrap(), root.path().join(name));
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_but_the_folder_itself_may_be_one() {
        use std::os::unix::fs::symlink;
        let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        symlink(other.path(), root.path().join("out")).unwrap();
        fs::create_dir(root.path().join("in")).unwrap();
        symlink("in", root.path().join("near")).unwrap();
        symlink("/nowhere", root.path().join("in/dangling")).unwrap();
        for name in ["out", "out/x", "near/x", "in/dangling"] {
            let told = inside(root.path(), name).unwrap_err().to_string();
            assert!(told.contains("links are not followed"), "{name}: {told}");
        }
        let by_link = root.path().join("near");
        assert_eq!(inside(&by_link, "x").unwrap(), by_link.join("x"));
    }
}
