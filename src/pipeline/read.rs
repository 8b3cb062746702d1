//! `ssj read`: files of any provider in full, each row accounted for; what they hold as one table.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Instant;

use serde::Serialize;

use super::delivery::{Delivery, REFUSED};
use super::options::Options;
use crate::fault::{Fault, Faults, Place, Result};
use crate::ingest::{
    self, AreaCodes, Expected, FileCount, Ingested, Pipes, Problem, Selection, Source,
};
use crate::method::area_codes;
use crate::model::{Reader, said};
use crate::project::Project;
use crate::provenance::Manifest;
use crate::summary::Summary;
use crate::tables;

/// How many series are listed before the rest is counted.
const LISTED: usize = 10;

/// What came of each file, in the order given.
#[derive(Debug, Clone, Serialize)]
pub struct ReadFiles {
    pub files: Vec<ReadFile>,
    /// Every series that a row names, as a formula says it.
    pub series: Vec<String>,
    #[serde(flatten)]
    pub summary: Summary,
}

/// How the rows of one file were accounted for.
#[derive(Debug, Clone, Serialize)]
pub struct ReadFile {
    pub reader: Reader,
    #[serde(flatten)]
    pub count: FileCount,
    /// Problems by rule.
    pub problems_by_rule: BTreeMap<String, usize>,
}

impl ReadFile {
    fn of(reader: Reader, count: FileCount, problems: &[Problem]) -> Self {
        let mut by_rule = BTreeMap::new();
        for problem in problems.iter().filter(|problem| *problem.file == *count.file) {
            *by_rule.entry(problem.rule.to_string()).or_default() += 1;
        }
        ReadFile { reader, count, problems_by_rule: by_rule }
    }
}

impl fmt::Display for ReadFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ReadFile { reader, count, problems_by_rule } in &self.files {
            writeln!(f, "{} (read as {})", count.file, reader.name())?;
            let filtered: usize = count.filtered.values().sum();
            writeln!(
                f,
                "  {} rows = {} observations + {} exact duplicates + {} problems + {filtered} filtered",
                count.rows, count.observations, count.exact_duplicates, count.problems
            )?;
            for (rule, n) in problems_by_rule {
                writeln!(f, "    problem   {rule}: {n}")?;
            }
            for (rule, n) in &count.filtered {
                writeln!(f, "    filtered  {rule}: {n}")?;
            }
        }
        if let Some(more @ 1..) = self.series.len().checked_sub(LISTED) {
            writeln!(f, "series    {} and {more} more", self.series[..LISTED].join(", "))?;
        } else if !self.series.is_empty() {
            writeln!(f, "series    {}", self.series.join(", "))?;
        }
        write!(f, "{}", self.summary)
    }
}

/// Reads `paths` in the form `reader`, or each in the one it begins like. Areas are those of the
/// project's reference table where there is a project. Under `options.out`, `observations.csv`,
/// `problems.csv` and `passed_over.csv` are written.
///
/// # Errors
/// Every file that can't be read as a whole.
pub fn read(paths: &[PathBuf], reader: Option<Reader>, options: &Options) -> Result<ReadFiles> {
    let since = Instant::now();
    let mut delivery = Delivery::of_out(options)?;
    if let Some(delivery) = &mut delivery {
        delivery.expect(paths, &["observations.csv", "problems.csv", "passed_over.csv"])?;
    }
    let codes = match Project::find(options.project.as_deref()) {
        Ok(project) => Some(area_codes(&project.root.join("datasets/reference/areas.csv"))?),
        Err(_) => None,
    };
    let mut sources = Vec::new();
    let mut faults = Vec::new();
    let mut pipes = Pipes::default();
    for path in paths {
        let recognised =
            |path: PathBuf| Ok((reader.map_or_else(|| ingest::recognise(&path), Ok)?, path));
        match pipes.settle(path).and_then(recognised) {
            Ok((reader, at)) => sources.push(Source { path: at, ..source(path, reader) }),
            Err(more) => faults.extend(pipes.named(more).0),
        }
    }
    Faults::check(faults, ())?;
    let mut ingested = every_row(&sources, codes.as_ref()).map_err(|faults| pipes.named(faults))?;
    Faults::check(std::mem::take(&mut ingested.asked), ())?;
    if options.strict && !ingested.problems.is_empty() {
        return Err(refused(&ingested, delivery)?.into());
    }
    let mut summary = Summary { stage: "read".to_owned(), ..Summary::default() };
    summary.count_rows(&ingested);
    for source in &sources {
        if let Some(n @ 2..) = ingest::pages(&source.path, source.reader)? {
            summary.notes.push(format!("{}: one page of {n}, and no more was read", source.name));
        }
    }
    if let Some(mut delivery) = delivery {
        let parts = || tables::observations(&ingested.observations);
        delivery.stage_parts("observations.csv", parts)?;
        delivery.stage_table(&tables::problems(&ingested.problems))?;
        delivery.stage_table(&tables::passed_over(&ingested.passed_over))?;
        let inputs = ingested.counts.iter().map(FileCount::hashed).collect();
        delivery.close(Manifest { inputs, ..Manifest::of("read") }, false)?.tell(&mut summary);
    }
    summary.seconds = vec![("read".to_owned(), since.elapsed().as_secs_f64())];
    // A folder is one source with a count for each of its files.
    let reader_of = |file: &str| {
        let of = sources.iter().filter(|source| file.starts_with(&source.name));
        of.max_by_key(|source| source.name.len()).map(|source| source.reader)
    };
    let files = ingested
        .counts
        .into_iter()
        .filter_map(|count| Some(ReadFile::of(reader_of(&count.file)?, count, &ingested.problems)));
    let series = ingested.series_seen.iter().map(|series| said(series).into_owned()).collect();
    Ok(ReadFiles { files: files.collect(), series, summary })
}

/// Rows that can't be used, where none may be; all of them are written where there is a place.
fn refused(ingested: &Ingested, delivery: Option<Delivery>) -> Result<Fault> {
    let first = &ingested.problems[0];
    let n = ingested.problems.len();
    let message = format!("{n} rows can't be used, and --strict was asked for");
    let place = Place::line(std::path::Path::new(&*first.file), first.row);
    let hint = match delivery {
        None => "--out DIR writes them all".to_owned(),
        Some(mut delivery) => {
            delivery.stage_table(&tables::problems(&ingested.problems))?;
            delivery.set_beside(REFUSED)?;
            let inputs = ingested.counts.iter().map(FileCount::hashed).collect();
            let manifest = Manifest { inputs, ..Manifest::of("read") };
            let files = delivery.close(manifest, true)?.files;
            format!("all {n} stand in {}", files.first().cloned().unwrap_or_default())
        }
    };
    Ok(Fault::new(message).at(place).hint(hint).found())
}

fn source(path: &std::path::Path, reader: Reader) -> Source {
    let name = path.display().to_string();
    let provider = match reader {
        Reader::Ilostat => "ilostat",
        Reader::Worldbank => "worldbank",
        Reader::Unsdg => "unsdg",
        Reader::Wid => "wid",
        Reader::Undp => "undp",
        Reader::SdmxJson => "oecd",
        Reader::SdmxCsv | Reader::Parquet | Reader::Table => "",
    };
    let selection = Selection::Everything;
    Source { path: path.into(), name, provider: provider.into(), reader, selection, sha256: None }
}

fn every_row(sources: &[Source], codes: Option<&AreaCodes>) -> Result<Ingested> {
    let expected = Expected { areas: codes, ..Expected::default() };
    ingest::ingest(sources, &expected)
}
