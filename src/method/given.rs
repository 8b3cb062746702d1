//! The files that the user names as data: folders opened, pipes read to their end, readers chosen.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Faults, Place, Result};
use crate::ingest::{self, Pipes, Source};
use crate::model::Reader;

/// The files given, and of the folders given every `.csv` and `.csv.gz`, in order of their names, and
/// all Parquet as one source.
pub(super) fn given(
    data: &[PathBuf],
    pipes: &mut Pipes,
    name_of: &dyn Fn(&Path) -> String,
) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    let mut faults = Vec::new();
    for path in data {
        match std::fs::read_dir(path) {
            _ if ingest::is_standard_input(path) => paths.push(path.clone()),
            Ok(entries) => {
                let mut inside: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
                inside.retain(|p| is_csv(p));
                inside.sort();
                if ingest::holds_parquet(path) {
                    inside.push(path.clone());
                }
                if inside.is_empty() {
                    faults.push(
                        Fault::new("the folder holds no .csv, .csv.gz or .parquet")
                            .at(Place::file(path)),
                    );
                }
                paths.extend(inside);
            }
            Err(_) if path.exists() => paths.push(path.clone()),
            Err(error) => faults.push(Fault::io("find the data", path, &error)),
        }
    }
    // A file counts once, by whatever names it is given.
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    let mut sources = Vec::new();
    for named in paths {
        let stem = named.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let provider = stem.split('.').next().unwrap_or_default().to_owned();
        match pipes.settle(&named) {
            Ok(path) => {
                let is_parquet = ingest::holds_parquet(&path);
                let beside = if is_parquet { Ok(None) } else { ingest::reader_beside(&path) };
                let own = Source::own(path, name_of(&named), provider);
                let reader = if is_parquet { Reader::Parquet } else { own.reader };
                match beside {
                    Ok(beside) => {
                        sources.push(Source { reader: beside.unwrap_or(reader), ..own });
                    }
                    Err(Faults(more)) => faults.extend(more),
                }
            }
            Err(Faults(more)) => faults.extend(more),
        }
    }
    Faults::check(faults, sources)
}

/// What stands beside tables and says how to read them.
pub(super) fn sidecars(sources: &[Source]) -> impl Iterator<Item = PathBuf> {
    let files = sources.iter().map(|source| ingest::sidecar_of(&source.path));
    files.filter(|file| file.is_file())
}

/// What files are called, without their folders.
pub(super) fn names(sources: &[Source]) -> Vec<String> {
    let name = |source: &Source| {
        let name = source.path.file_name().unwrap_or(source.path.as_os_str());
        name.to_string_lossy().into_owned()
    };
    sources.iter().map(name).collect()
}

fn is_csv(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.ends_with(".csv") || name.ends_with(".csv.gz")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_counts_once_by_whatever_names_it_is_given() {
        let folder = tempfile::tempdir().unwrap();
        let named = |name: &str| folder.path().join(name);
        std::fs::create_dir(named("in")).unwrap();
        std::fs::write(named("in/a.csv"), "x\n").unwrap();
        std::fs::write(named("in/b.csv"), "x\n").unwrap();
        let data = ["in/b.csv", "in/../in/b.csv", "in", "in/./a.csv"].map(named);
        let sources = given(&data, &mut Pipes::default(), &|path| path.display().to_string());
        let paths: Vec<PathBuf> = sources.unwrap().into_iter().map(|source| source.path).collect();
        assert_eq!(paths, ["in/b.csv", "in/a.csv"].map(named));
    }
}
