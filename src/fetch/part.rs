//! A file on its way: `<file>` in the folder of parts, and `<file>.part.toml` while it can be
//! resumed. A part without that can only be begun again.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// By what a server tells one state of a file from another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// When the provider's catalogue says that it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<String>,
}

impl Validators {
    /// What `If-Range` may hold: a strong tag, else the date (RFC 9110, section 13.1.5).
    pub(super) fn strong(&self) -> Option<&str> {
        let tag = self.etag.as_deref().filter(|tag| !tag.starts_with("W/"));
        tag.or(self.last_modified.as_deref())
    }
}

/// What must be the same for a part to be resumed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct State {
    pub address: String,
    #[serde(flatten)]
    pub validators: Validators,
}

/// The file that has come, and how far.
pub(super) struct Part<'a> {
    file: &'a Path,
    state: PathBuf,
}

impl<'a> Part<'a> {
    pub fn at(file: &'a Path) -> Self {
        Part { file, state: state_of(file) }
    }

    /// How many bytes have come from this address, and its state then; `None` where the file must
    /// be begun again.
    pub fn resumable(&self, address: &str) -> Option<(u64, State)> {
        let bytes = fs::metadata(self.file).ok()?.len();
        let state: State = toml::from_str(&fs::read_to_string(&self.state).ok()?).ok()?;
        let fits = bytes > 0 && state.address == address && state.validators.strong().is_some();
        fits.then_some((bytes, state))
    }

    /// Begins the file, and says how it can be resumed, if it can.
    pub fn begin(&self, state: Option<&State>) -> io::Result<File> {
        discard(self.file)?;
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        if let Some(state) = state {
            fs::write(&self.state, toml::to_string(state).map_err(io::Error::other)?)?;
        }
        File::create(self.file)
    }

    /// Opens the file to go on with it.
    pub fn resume(&self) -> io::Result<File> {
        File::options().append(true).open(self.file)
    }

    /// The file is whole: nothing is left to resume.
    pub fn complete(&self) -> io::Result<()> {
        remove(&self.state)
    }

    /// The first bytes, to see what it is.
    pub fn head(&self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(File::open(self.file)?, 2048), &mut head)?;
        Ok(head)
    }
}

/// Removes a part and what is known of it.
///
/// # Errors
/// The disk refuses.
pub fn discard(file: &Path) -> io::Result<()> {
    remove(&state_of(file)).and_then(|()| remove(file))
}

/// Removes from `folder` and the folders in it every part that can't be resumed, and every link: a
/// part is none, and what one leads to is not ours.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, kind) = (entry.path(), entry.file_type().ok());
        let twin = match path.to_str().and_then(|name| name.strip_suffix(SUFFIX)) {
            Some(file) => PathBuf::from(file),
            None => state_of(&path),
        };
        if kind.is_some_and(|kind| kind.is_dir()) {
            sweep(&path);
        } else if kind.is_none_or(|kind| kind.is_symlink()) || !twin.is_file() {
            // What stays is swept the next time.
            let _ = fs::remove_file(path);
        }
    }
}

const SUFFIX: &str = ".part.toml";

fn state_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(SUFFIX);
    name.into()
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}
