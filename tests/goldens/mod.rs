//! What was made, by name, held against the hashes kept in `hashes.txt`: no byte changes unsaid.
//!
//! `SSJ_GOLDENS=update cargo test --release` writes the hashes anew; the commit says what changed.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

/// Asserts that the world of this name made these things with the bytes it made before.
#[track_caller]
pub fn hold(world: &str, made: &BTreeMap<String, impl AsRef<[u8]>>) {
    let found: BTreeMap<String, String> =
        made.iter().map(|(name, bytes)| (format!("{world}/{name}"), hash(bytes))).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/hashes.txt");
    let update = std::env::var_os("SSJ_GOLDENS").is_some_and(|asked| asked == "update");
    let mut file =
        std::fs::File::options().read(true).write(update).open(path).expect("the kept hashes");
    // Tests run side by side, and each writes its own world only.
    if update { file.lock() } else { file.lock_shared() }.unwrap();
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    let mut kept: BTreeMap<String, String> =
        lines.map(|(hash, name)| (name.to_owned(), hash.to_owned())).collect();
    let mut before = BTreeMap::new();
    kept.retain(|name, hash| {
        let other = name.rsplit_once('/').is_none_or(|(of, _)| of != world);
        if !other {
            before.insert(name.clone(), hash.clone());
        }
        other
    });
    if update {
        kept.extend(found);
        let text: String = kept.iter().map(|(name, hash)| format!("{hash} {name}\n")).collect();
        file.seek(SeekFrom::Start(0)).unwrap();
        file.set_len(0).unwrap();
        return file.write_all(text.as_bytes()).unwrap();
    }
    let names = found.keys().chain(before.keys());
    let differ: std::collections::BTreeSet<&String> =
        names.filter(|name| found.get(*name) != before.get(*name)).collect();
    assert!(
        differ.is_empty(),
        "other bytes than before in {differ:#?}; if that is meant: SSJ_GOLDENS=update cargo test"
    );
}

/// The first half of the SHA-256, enough to tell versions apart.
pub fn hash(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
