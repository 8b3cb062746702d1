//! What a manifest says of the program: the compiler, and a mark that changes with the code.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said = Command::new(rustc).arg("--version").output();
    let said = said.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    println!("cargo:rustc-env=SSJ_RUSTC={}", said.unwrap_or_default());
    let mut files = Vec::new();
    for part in ["Cargo.toml", "Cargo.lock", "build.rs", "src"] {
        println!("cargo:rerun-if-changed={part}");
        collect(Path::new(part), &mut files);
    }
    // What is embedded of the explorer, beside which others' packages may lie.
    println!("cargo:rerun-if-changed=report/explorer");
    let mut page = Vec::new();
    collect(Path::new("report/explorer"), &mut page);
    page.retain(|file| file.parent() == Some(Path::new("report/explorer")));
    files.extend(page);
    files.sort();
    // FNV-1a: the mark tells versions apart, and guards against nothing.
    let mut mark: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let bytes = std::fs::read(&file).unwrap_or_default();
        let name = file.to_string_lossy().replace('\\', "/");
        for byte in name.bytes().chain([0]).chain(bytes) {
            mark = (mark ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    println!("cargo:rustc-env=SSJ_CODE={mark:016x}");
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}
