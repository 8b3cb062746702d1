//! Single files written whole or not at all, and what is written made to last through a loss of power.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::fault::{Fault, Result};

/// Writes a small file whole or not at all: beside it, under a name that the next writing of the
/// same file uses again, and then renamed.
///
/// # Errors
/// The disk refuses; then the file is as it was.
pub fn write_whole(file: &Path, bytes: &[u8]) -> Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    write_by(Path::new(&beside), file, bytes)
}

/// As [`write_whole`], by the name `temporary`.
///
/// # Errors
/// As [`write_whole`].
pub fn write_by(temporary: &Path, file: &Path, bytes: &[u8]) -> Result<()> {
    let folder = temporary.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| create(temporary))
        .and_then(|mut new| new.write_all(bytes).and_then(|()| new.sync_all()))
        .and_then(|()| fs::rename(temporary, file))
        .map_err(|e| Fault::io("write the file", file, &e))?;
    settle(file.parent().unwrap_or(Path::new(".")));
    Ok(())
}

/// A new file at `path`. What a killed run left there goes; a link there is not followed.
///
/// # Errors
/// The disk refuses.
pub fn create(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => File::create_new(path),
    }
}

/// Makes what a file holds last.
///
/// # Errors
/// The disk refuses.
pub fn last(file: &Path) -> io::Result<()> {
    File::options().append(true).open(file)?.sync_all()
}

/// Makes the names in a folder last, where the system can.
pub fn settle(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_in_the_place_of_the_temporary_file_leads_nowhere() {
        let dir = tempfile::tempdir().unwrap();
        let (victim, file) = (dir.path().join("victim"), dir.path().join("sources.lock"));
        fs::write(&victim, "mine").unwrap();
        std::os::unix::fs::symlink(&victim, dir.path().join("sources.lock.new")).unwrap();
        write_whole(&file, b"new").unwrap();
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
