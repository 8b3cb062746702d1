//! What can go wrong, said so that a user can act on it.
//!
//! A [`Fault`] names what failed, where, and what to do next; [`Faults`] carries *all* offenders of
//! one step, never only the first. Doubtful data are not faults: those are rows of `problems.csv`.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use crate::characters::visible;

/// A spot in a file; line and column count from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: PathBuf,
    pub line: Option<u64>,
    pub column: Option<String>,
}

impl Place {
    pub fn file(file: &Path) -> Self {
        Place { file: file.to_owned(), line: None, column: None }
    }

    pub fn line(file: &Path, line: u64) -> Self {
        Place { line: Some(line), ..Place::file(file) }
    }

    pub fn column(mut self, column: impl ToString) -> Self {
        self.column = Some(column.to_string());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}

/// One failure: what failed, where, and hints that say what to do next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub message: String,
    pub place: Option<Place>,
    pub hints: Vec<String>,
    /// Whether nothing was refused, and it tells of what was found on the way.
    pub is_finding: bool,
}

impl Fault {
    pub fn new(message: impl Into<String>) -> Self {
        Fault { message: message.into(), place: None, hints: Vec::new(), is_finding: false }
    }

    /// The same, of something found on the way rather than refused.
    #[must_use]
    pub fn found(self) -> Self {
        Fault { is_finding: true, ..self }
    }

    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// A hint naming the known word nearest to `found`, if one is near enough to be a typo.
    pub fn nearest<'a>(self, found: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(found, known) {
            Some(word) => self.hint(format!("did you mean `{word}`?")),
            None => self,
        }
    }

    /// A hint naming the file or folder whose name is nearest to the first part of `path` that is not
    /// there, if one is near enough to be a typo.
    pub fn nearest_path(self, path: &Path) -> Self {
        let is_missing = |part: &&Path| !part.as_os_str().is_empty() && !part.exists();
        let missing = path.ancestors().take_while(is_missing).last();
        let Some((parent, name)) = missing.and_then(|m| Some((m.parent()?, m.file_name()?))) else {
            return self;
        };
        let folder = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut known: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        known.sort_unstable();
        match nearest(&name.to_string_lossy(), known.iter().map(String::as_str)) {
            Some(near) => self.hint(format!("did you mean `{}`?", parent.join(near).display())),
            None => self,
        }
    }

    /// An operating system's refusal, in words: what was tried on which path, and why it failed.
    pub fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        let fault = Fault::new(format!("cannot {doing} ({error})")).at(Place::file(path));
        match error.kind() {
            std::io::ErrorKind::PermissionDenied => {
                fault.hint("check the permissions of the path, or choose another with --out DIR")
            }
            std::io::ErrorKind::NotFound => {
                fault.nearest_path(path).hint("check the path; is the file there?")
            }
            _ => fault,
        }
    }
}

/// A text as it is told: nothing in it that a terminal obeys, no line longer than anyone reads.
fn shown(text: &str) -> String {
    const READ: usize = 1000;
    let cut = |line: &str| match line.char_indices().nth(READ) {
        Some((end, _)) => format!("{}… ({} characters)", &line[..end], line.chars().count()),
        None => line.to_owned(),
    };
    visible(text).split('\n').map(cut).collect::<Vec<_>>().join("\n")
}

/// For machines: `at` is the place in words, with its parts beside it.
impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let place = self.place.as_ref();
        serde_json::json!({
            "message": visible(&self.message),
            "at": place.map(|place| visible(&place.to_string()).into_owned()),
            "file": place.map(|place| visible(&place.file.display().to_string()).into_owned()),
            "line": place.and_then(|place| place.line),
            "column": place.and_then(|place| Some(visible(place.column.as_ref()?))),
            "hints": self.hints.iter().map(|hint| visible(hint)).collect::<Vec<_>>(),
        })
        .serialize(serializer)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", shown(&self.message))?;
        if let Some(place) = &self.place {
            write!(f, "\n  at: {}", visible(&place.to_string()))?;
        }
        for hint in &self.hints {
            write!(f, "\n  hint: {}", shown(hint))?;
        }
        Ok(())
    }
}

/// All offenders of one step; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Faults(pub Vec<Fault>);

/// What every fallible step of the pipeline gives.
pub type Result<T> = std::result::Result<T, Faults>;

impl Faults {
    /// `Ok(value)` where nothing was collected, otherwise all of it.
    pub fn check<T>(collected: Vec<Fault>, value: T) -> Result<T> {
        if collected.is_empty() { Ok(value) } else { Err(Faults(collected)) }
    }
}

impl Faults {
    /// The same; those that name no place get this one.
    #[must_use]
    pub fn or_at(mut self, place: &Place) -> Self {
        for fault in self.0.iter_mut().filter(|fault| fault.place.is_none()) {
            fault.place = Some(place.clone());
        }
        self
    }
}

impl Faults {
    /// For machines: `{"errors": […]}`, each with its message, its place and its hints.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(&serde_json::json!({ "errors": self.0 })).unwrap_or_default()
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Faults(vec![fault])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// The known word nearest to `found`, if near enough to be a typo (Damerau–Levenshtein, case folded).
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = found.to_lowercase();
    let limit = (found.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&folded, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("wieght", ["weight", "unit"]), Some("weight"));
        assert_eq!(nearest("BRZ", ["BRA", "BRN"]), Some("BRA"));
        assert_eq!(nearest("colour", ["weight", "unit"]), None);
    }

    #[test]
    fn a_path_that_is_not_there_names_the_nearest_that_is() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        std::fs::write(folder.path().join("data/figures.csv"), "").unwrap();
        let told = |path: &str| {
            let path = folder.path().join(path);
            let error = std::fs::read(&path).unwrap_err();
            Fault::io("read the file", &path, &error).to_string()
        };
        assert!(told("data/figurs.csv").contains("data/figures.csv`?"));
        assert!(told("dta/figures.csv").contains("/data`?"), "{}", told("dta/figures.csv"));
        assert!(!told("data/other").contains("did you mean"));
    }

    #[test]
    fn a_fault_floods_no_terminal_and_steers_none() {
        let told = Fault::new(format!("\u{1b}[2J{}", "x".repeat(5000))).hint("a\nb").to_string();
        assert!(told.starts_with("error: \\u{1b}[2Jxxx") && told.len() < 1100, "{told}");
        assert!(told.contains("… (5009 characters)") && told.ends_with("hint: a\nb"), "{told}");
    }

    #[test]
    fn a_fault_reads_as_message_place_and_hint() {
        let fault = Fault::new("weight must be above 0 (found -1)")
            .at(Place::line(Path::new("framework.toml"), 12))
            .hint("leave the indicator out with `scored = false`");
        assert_eq!(
            fault.to_string(),
            "error: weight must be above 0 (found -1)\n  at: framework.toml:12\n  \
             hint: leave the indicator out with `scored = false`"
        );
    }
}
