//! The typesetting program: found, checked and run. A folder with templates in, a PDF out.
//!
//! The PDF depends on nothing but that folder and the time stamp: no system font, no environment,
//! no clock.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use super::install;
use super::install::PINNED;
use crate::fault::{Fault, Place, Result};
use crate::outputs::ending::Started;

/// Font families the templates name; typst itself only warns where one is missing.
pub const FAMILIES: [&str; 2] = ["Noto Sans", "Libertinus Serif"];

/// A typst program that answered when asked for its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typst {
    pub program: PathBuf,
    pub version: String,
}

impl Typst {
    /// The first that exists of: `explicit`, the environment's `SSJ_TYPST`, the search path, our own
    /// cache. With none, the pinned version is installed into the cache, telling of it on standard
    /// error unless `quiet`. Gives the program and warnings for the reader.
    ///
    /// # Errors
    /// A named program that is not there or is not typst; or the installation failed.
    pub fn find(explicit: Option<&Path>, quiet: bool) -> Result<(Self, Vec<String>)> {
        // Of several that look at once, one installs it and the others find it.
        static LOOKING: Mutex<()> = Mutex::new(());
        let _looking = LOOKING.lock();
        match Typst::look(explicit)? {
            Some(found) => Ok(found),
            None => Typst::ask(&install::with_cargo(dirs::cache_dir().as_deref(), quiet)?)
                .map_err(Into::into),
        }
    }

    /// As [`Typst::find`], but nothing is installed: `None` where there is none.
    ///
    /// # Errors
    /// A program is there or named, and it is not typst.
    pub fn look(explicit: Option<&Path>) -> Result<Option<(Self, Vec<String>)>> {
        let named = explicit.map(|p| (p.to_owned(), "--typst"));
        let named = named.or_else(|| {
            let path = std::env::var_os("SSJ_TYPST").filter(|p| !p.is_empty())?;
            Some((PathBuf::from(path), "SSJ_TYPST"))
        });
        let (program, hint) = match named {
            Some((program, by)) => {
                (program, format!("{by} names this program; leave it out to find or install one"))
            }
            None => {
                match installed(std::env::var_os("PATH").as_deref(), dirs::cache_dir().as_deref()) {
                    Some(program) => (
                        program,
                        "remove this program, or name another with --typst PROGRAM".to_owned(),
                    ),
                    None => return Ok(None),
                }
            }
        };
        Typst::ask(&program).map(Some).map_err(|fault| fault.hint(hint).into())
    }

    /// Asks `program` for its version. A version outside the pinned minor is a warning.
    fn ask(program: &Path) -> std::result::Result<(Self, Vec<String>), Fault> {
        let output = bare(program)
            .arg("--version")
            .output()
            .map_err(|e| Fault::io("run the typesetting program", program, &e))?;
        let answer = String::from_utf8_lossy(&output.stdout);
        let version = version_in(&answer).ok_or_else(|| {
            Fault::new(format!("this is not typst: `--version` answers `{}`", answer.trim()))
                .at(Place::file(program))
        })?;
        let warnings = if minor(version) == minor(PINNED) {
            Vec::new()
        } else {
            vec![format!(
                "typst {version} is used, the report is made for {PINNED}: pages may look different"
            )]
        };
        Ok((Typst { program: program.to_owned(), version: version.to_owned() }, warnings))
    }

    /// Typesets `main` in the folder `stage` into `pdf`, a tagged PDF/UA-1 and PDF/A-3a whose date is
    /// `timestamp` (seconds since 1970, UTC). Gives typst's warnings, one text each.
    ///
    /// # Errors
    /// A font family is missing, typst can't be run, or it refuses the document: holds its message.
    pub fn compile(
        &self,
        stage: &Path,
        main: &str,
        pdf: &Path,
        timestamp: u64,
        threads: usize,
    ) -> Result<Vec<String>> {
        self.check_families(stage)?;
        let said = self.run("typeset the report", arguments(stage, main, pdf, timestamp, threads));
        said.map(|said| messages(&said)).map_err(|fault| {
            let hint = "the templates are report/*.typ and the sentences report/words.*.toml";
            fault.at(Place::file(&stage.join(main))).hint(hint).into()
        })
    }

    /// Runs typst to the end; what it said on standard error.
    pub(super) fn run(
        &self,
        what: &str,
        arguments: Vec<OsString>,
    ) -> std::result::Result<String, Fault> {
        let (success, said) = bare(&self.program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .and_then(Started::said)
            .map_err(|e| Fault::io("run the typesetting program", &self.program, &e))?;
        let told = if said.trim().is_empty() { "no message" } else { said.trim() };
        match success {
            false => Err(Fault::new(format!("typst {} could not {what}: {told}", self.version))),
            true => Ok(said),
        }
    }

    /// Every family the templates use must be there, or typst would quietly use another.
    fn check_families(&self, stage: &Path) -> Result<()> {
        let output = bare(&self.program)
            .args(["fonts", "--ignore-system-fonts", "--font-path"])
            .arg(stage.join("fonts"))
            .output()
            .map_err(|e| Fault::io("list the fonts with", &self.program, &e))?;
        let listed = String::from_utf8_lossy(&output.stdout);
        let missing = missing_families(&listed);
        if missing.is_empty() {
            return Ok(());
        }
        Err(Fault::new(format!("typst does not know the font {}", missing.join(", ")))
            .at(Place::file(&stage.join("fonts")))
            .hint(format!("use typst {PINNED}, which brings Libertinus Serif along"))
            .into())
    }
}

/// The arguments of one run of typst.
fn arguments(
    stage: &Path,
    main: &str,
    pdf: &Path,
    timestamp: u64,
    threads: usize,
) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["compile".into(), "--root".into(), stage.into()];
    arguments.extend(["--ignore-system-fonts".into(), "--font-path".into()]);
    arguments.push(stage.join("fonts").into());
    arguments.extend(["--creation-timestamp".into(), timestamp.to_string().into()]);
    arguments.extend(["--pdf-standard".into(), "a-3a,ua-1".into()]);
    // Heads of rows in tables: typst keeps them apart until their interface is settled.
    arguments.extend(["--features".into(), "a11y-extras".into()]);
    arguments.extend(["--jobs".into(), threads.max(1).to_string().into()]);
    arguments.extend(["--diagnostic-format".into(), "short".into()]);
    arguments.extend([stage.join(main).into(), pdf.into()]);
    arguments
}

/// A command without the environment variables that could change what typst makes.
fn bare(program: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TYPST_") || name == "SOURCE_DATE_EPOCH" {
            command.env_remove(name);
        }
    }
    command
}

/// A typst on the search path `path`, or in our own `cache`.
pub(super) fn installed(path: Option<&std::ffi::OsStr>, cache: Option<&Path>) -> Option<PathBuf> {
    let name = install::program_name();
    let on_path = path.into_iter().flat_map(std::env::split_paths).map(|folder| folder.join(&name));
    on_path.chain(cache.map(install::cached)).find(|program| program.is_file())
}

/// The version in an answer such as `typst 0.15.1 (a1b2c3)`.
fn version_in(answer: &str) -> Option<&str> {
    let version = answer.trim().strip_prefix("typst ")?.split_whitespace().next()?;
    version.starts_with(|c: char| c.is_ascii_digit()).then_some(version)
}

/// `0.15` of `0.15.1`.
fn minor(version: &str) -> Option<&str> {
    let (rest, _) = version.rsplit_once('.')?;
    Some(rest)
}

/// The families of [`FAMILIES`] that typst's list, one family a line, does not hold.
fn missing_families(listed: &str) -> Vec<&'static str> {
    FAMILIES.into_iter().filter(|family| !listed.lines().any(|l| l.trim() == *family)).collect()
}

/// Typst's messages in the short form, one a line.
fn messages(said: &str) -> Vec<String> {
    said.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// How many pages a PDF has, read from the root of its page tree; `None` where it can't be told.
pub fn pages(pdf: &[u8]) -> Option<usize> {
    const ROOT: &[u8] = b"/Type/Pages/Count ";
    let starts = pdf.windows(ROOT.len()).enumerate().filter(|(_, window)| *window == ROOT);
    let counts = starts.filter_map(|(at, _)| {
        let digits: Vec<u8> =
            pdf[at + ROOT.len()..].iter().copied().take_while(u8::is_ascii_digit).collect();
        String::from_utf8(digits).ok()?.parse().ok()
    });
    counts.max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_and_anything_else_is_not_typst() {
        assert_eq!(version_in("typst 0.15.1 (unknown commit)\n"), Some("0.15.1"));
        assert_eq!(version_in("typst 1.0.0\n"), Some("1.0.0"));
        assert_eq!(version_in("GNU bash 5.2"), None);
        assert_eq!(version_in("typst is not here"), None);
        assert_eq!(minor("0.15.9"), minor(PINNED));
        assert_ne!(minor("0.16.0"), minor(PINNED));
    }

    #[test]
    fn nothing_outside_the_folder_reaches_typst() {
        let arguments = arguments(Path::new("/s"), "report.typ", Path::new("/o/r.pdf"), 7, 0);
        let text: Vec<_> = arguments.iter().map(|a| a.to_string_lossy().into_owned()).collect();
        let expected = "compile --root /s --ignore-system-fonts --font-path /s/fonts \
                        --creation-timestamp 7 --pdf-standard a-3a,ua-1 \
                        --features a11y-extras --jobs 1 --diagnostic-format short /s/report.typ /o/r.pdf";
        assert_eq!(text.join(" ").replace('\\', "/"), expected);
    }

    #[test]
    fn a_missing_family_is_named() {
        let listed = "DejaVu Sans Mono\nLibertinus Serif\n";
        assert_eq!(missing_families(listed), ["Noto Sans"]);
        assert!(missing_families("Noto Sans\nLibertinus Serif").is_empty());
    }

    #[test]
    fn a_named_program_that_is_not_there_says_who_named_it() {
        let faults = Typst::find(Some(Path::new("/nowhere/typst")), true).unwrap_err();
        let text = faults.to_string();
        assert!(text.contains("/nowhere/typst"), "{text}");
        assert!(text.contains("--typst names this program"), "{text}");
    }

    #[test]
    fn the_cache_is_searched_after_the_path() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("cache");
        assert_eq!(installed(None, Some(&cache)), None);
        let cached = install::cached(&cache);
        std::fs::create_dir_all(cached.parent().unwrap()).unwrap();
        std::fs::write(&cached, "").unwrap();
        assert_eq!(installed(None, Some(&cache)), Some(cached));
        let on_path = folder.path().join(install::program_name());
        std::fs::write(&on_path, "").unwrap();
        assert_eq!(installed(Some(folder.path().as_os_str()), Some(&cache)), Some(on_path));
    }

    #[test]
    fn pages_are_counted_at_the_root_of_the_tree() {
        let pdf = b"<</Type/Pages/Count 8/Kids[]>> <</Type/Pages/Count 281/Kids[1 0 R]>>";
        assert_eq!(pages(pdf), Some(281));
        assert_eq!(pages(b"%PDF"), None);
    }
}
