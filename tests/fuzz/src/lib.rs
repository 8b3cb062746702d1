//! Any bytes in; a panic out where a reader can't cope, or loses count of its rows.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use ssj::fault::Result;
use ssj::ingest::{AreaCodes, Expected, Ingested, Selection, Source, examine, read};
use ssj::method::area_codes;
use ssj::model::{Original, Reader};

static AREAS: LazyLock<AreaCodes> = LazyLock::new(|| {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    area_codes(&root.join("datasets/reference/areas.csv")).expect("the reference table")
});

/// One file of this process, in memory where the system has such a folder.
static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() { memory } else { std::env::temp_dir() };
    folder.join(format!("ssj-fuzz-{}", std::process::id()))
});

/// Reads `bytes` in the form of `reader`: everything, one series, and as a file that was fetched.
pub fn try_reader(reader: Reader, bytes: &[u8]) {
    let bytes = match (reader, bytes.iter().position(|&byte| byte == 0)) {
        (Reader::Table, Some(end)) => {
            let mut sidecar = FILE.clone().into_os_string();
            sidecar.push(".toml");
            fs::write(sidecar, &bytes[..end]).expect("a sidecar to read");
            &bytes[end + 1..]
        }
        _ => bytes,
    };
    fs::write(&*FILE, bytes).expect("a file to read");
    let provider = reader.name().to_owned();
    let only = [("GENDER".to_owned(), "F".to_owned())].into();
    let original = Original {
        provider: provider.clone(),
        code: "A".to_owned(),
        sex: None,
        only,
        multiply: 100.0,
        estimated: true,
        bounds: None,
    };
    let one = Selection::of([("S", &original)]);
    for selection in [Selection::Everything, one] {
        let (path, name) = (FILE.clone(), "f".to_owned());
        let source =
            Source { path, name, provider: provider.clone(), reader, selection, sha256: None };
        for areas in [None, Some(&*AREAS)] {
            let expected = Expected { areas, undated: Some(2020), ..Expected::default() };
            check(read(&source, &expected));
        }
    }
    let _ = examine(reader, &FILE);
}

fn check(read: Result<Ingested>) {
    let Ok(ingested) = read else { return };
    for count in &ingested.counts {
        assert!(count.balances(), "{count:?}");
    }
    assert!(ingested.observations.iter().all(|o| o.value.is_finite()));
}
