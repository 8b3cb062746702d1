//! Files in, a zip out: in their order, without times, so that the same files give the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::item::Item;
use crate::fault::{Fault, Result};

/// The zip of files.
///
/// # Errors
/// A file of more than 4 GB.
pub fn zip(items: &[Item]) -> Result<Vec<u8>> {
    let written = write(items);
    written.map_err(|e| Fault::new(format!("the files can't be packed ({e})")).into())
}

fn write(items: &[Item]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for item in items {
        writer.start_file(&item.name, options)?;
        writer.write_all(&item.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::package::item::Part;

    #[test]
    fn files_come_out_as_they_went_in_with_the_same_bytes_every_time() {
        let item = |name: &str, text: &str| Item {
            name: name.to_owned(),
            bytes: text.into(),
            part: Part::About,
        };
        let items = [item("a/b.csv", "x,y\n1,2\n"), item("é.md", "")];
        let bytes = zip(&items).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(2100));
        assert!(bytes == zip(&items).unwrap(), "the time of day is in the zip");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for item in &items {
            let mut read = Vec::new();
            archive.by_name(&item.name).unwrap().read_to_end(&mut read).unwrap();
            assert_eq!(read, item.bytes);
        }
        assert_eq!(archive.len(), 2);
    }
}
