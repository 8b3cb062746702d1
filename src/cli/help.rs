//! Which of the options that every command takes matter to a command: its help lists these alone, and one
//! that would be left aside is refused. Out: the command line as clap has it.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, Error, FromArgMatches};

use super::Arguments;

/// The widest a line of help gets.
const WIDEST: usize = 100;

const HEADING: &str = "Options of most commands";

/// Words that people try, and the command that does what they mean.
const MEANT: [(&str, &str); 11] = [
    ("show why country state info", "explain"),
    ("rank ranks ranking compute calculate", "score"),
    ("compare changes what-if", "diff"),
    ("check validate lint test list ls status", "doctor"),
    ("reproduce", "verify"),
    ("draw plot chart graph map", "figures"),
    ("run make all update rebuild", "build"),
    ("open view web serve", "explore"),
    ("zip pack publish release archive", "package"),
    ("download get pull", "fetch"),
    ("load parse convert", "read"),
];

/// By option: whether leaving it aside would be a promise not kept, and the commands that heed it.
const HEEDED: [(&str, bool, &str); 14] = [
    (
        "project",
        false,
        "build report ingest score simulate audit figures explore fetch revisions explain \
         verify brief package diff read export import doctor",
    ),
    (
        "edition",
        false,
        "build report ingest score simulate audit figures explore explain verify brief \
         package diff export doctor revisions",
    ),
    (
        "out",
        true,
        "build report ingest score simulate audit figures explore explain verify brief \
         package diff read export import revisions doctor",
    ),
    ("strict", true, "build report ingest score simulate audit figures explore brief read export"),
    (
        "originals",
        true,
        "build report ingest score simulate audit figures explore explain brief package diff \
         export",
    ),
    ("allow_restricted", true, "build report figures explore brief package export"),
    (
        "format",
        true,
        "build report ingest score simulate audit figures explore diff read revisions",
    ),
    ("only", true, "build report"),
    ("language", true, "build report figures audit brief explore diff explain"),
    (
        "threads",
        false,
        "build report ingest score simulate audit figures explore explain verify brief diff \
         read export import revisions",
    ),
    (
        "wait",
        false,
        "build report ingest score simulate audit figures explore brief package diff read \
         export import revisions fetch",
    ),
    (
        "quiet",
        false,
        "build report ingest score simulate audit figures explore verify brief package export \
         import fetch",
    ),
    ("typst", false, "build report figures brief verify doctor"),
    (
        "json",
        false,
        "build report ingest score simulate audit figures explore explain verify brief \
         package diff read export import revisions doctor fetch",
    ),
];

/// The command line; each command's help shows the options that matter to it.
pub fn command() -> Command {
    let mut command = Arguments::command().max_term_width(WIDEST);
    let every: Vec<_> =
        command.get_arguments().filter(|arg| arg.is_global_set()).cloned().collect();
    for arg in &every {
        command = command.mut_arg(arg.get_id(), |arg| arg.help_heading(HEADING));
    }
    let names: Vec<String> =
        command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in names {
        let aside = every.iter().filter(|arg| !heeds(arg.get_id().as_str(), &name));
        let aside: Vec<_> = aside.map(|arg| arg.clone().hide(true)).collect();
        // What a command has of its own is not handed down to it again.
        command = command.mut_subcommand(name, |command| command.args(aside));
    }
    command
}

fn heeds(option: &str, command: &str) -> bool {
    let known = HEEDED.iter().find(|(known, ..)| *known == option);
    known.is_none_or(|(_, _, commands)| commands.split(' ').any(|known| known == command))
}

/// The arguments of this run.
///
/// # Errors
/// They make no sense, or help is asked for.
pub fn parse() -> Result<Arguments, Error> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(std::env::args_os()).map_err(|mut error| {
        // A word that sounds alike is no help beside what is meant.
        if meant(&error).is_some() {
            error.remove(ContextKind::SuggestedSubcommand);
        }
        error
    })?;
    check(&mut command, &matches)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Refuses an option that the command would leave aside though it promises something.
fn check(command: &mut Command, matches: &ArgMatches) -> Result<(), Error> {
    let Some((name, _)) = matches.subcommand() else { return Ok(()) };
    let is_given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let aside =
        HEEDED.iter().find(|(id, promises, _)| *promises && is_given(id) && !heeds(id, name));
    let Some((id, _, commands)) = aside else { return Ok(()) };
    let option = id.replace('_', "-");
    let commands: Vec<&str> = commands.split(' ').collect();
    let message =
        format!("`ssj {name}` does not heed --{option}, which goes with {}", named(&commands));
    Err(command.error(ErrorKind::ArgumentConflict, message))
}

/// Of a word that is no command, the command that does what is meant; a name in capitals is a State's.
fn meant(error: &Error) -> Option<String> {
    let ContextValue::String(given) = error.get(ContextKind::InvalidSubcommand)? else {
        return None;
    };
    if given.starts_with(char::is_uppercase) {
        return Some(format!("`ssj explain {given}` tells of a State, by its name or code"));
    }
    let found = MEANT.iter().find(|(words, _)| words.split(' ').any(|word| word == given));
    found.map(|(_, command)| format!("`ssj {command}` does that: `ssj {command} --help`"))
}

/// Of an option that a command doesn't know, the commands that do; of a word that is none, what is meant.
pub fn elsewhere(error: &Error) -> Option<String> {
    if error.kind() == ErrorKind::InvalidSubcommand {
        return meant(error);
    }
    let ContextValue::String(given) = error.get(ContextKind::InvalidArg)? else { return None };
    let option = given.strip_prefix("--")?.split('=').next()?;
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let command = Arguments::command();
    let has = |command: &&Command| {
        command.get_arguments().any(|arg| !arg.is_global_set() && arg.get_long() == Some(option))
    };
    let with: Vec<&str> = command.get_subcommands().filter(has).map(Command::get_name).collect();
    let of_edition = match option {
        "runs" | "seed" => "; those of an edition stand in [uncertainty] of its framework",
        _ => "",
    };
    (!with.is_empty()).then(|| format!("--{option} goes with {}{of_edition}", named(&with)))
}

fn named(commands: &[&str]) -> String {
    let commands: Vec<String> = commands.iter().map(|name| format!("`ssj {name}`")).collect();
    match commands.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_options_and_commands_that_there_are() {
        let command = Arguments::command();
        let is_option = |id: &str| command.get_arguments().any(|arg| arg.get_id() == id);
        for (option, _, commands) in HEEDED {
            assert!(is_option(option), "{option}");
            let unknown = commands.split(' ').find(|name| command.find_subcommand(name).is_none());
            assert_eq!(unknown, None, "{option}");
        }
        let unknown = MEANT.iter().find(|(words, name)| {
            command.find_subcommand(name).is_none()
                || words.split(' ').any(|word| command.find_subcommand(word).is_some())
        });
        assert_eq!(unknown, None);
        super::command().debug_assert();
    }

    #[test]
    fn an_option_of_another_command_and_one_left_aside_are_told() {
        let try_it = |arguments: &[&str]| {
            let mut command = super::command();
            let matches = command.try_get_matches_from_mut([&["ssj"][..], arguments].concat())?;
            check(&mut command, &matches).map(|()| matches)
        };
        let told = |arguments: &[&str]| try_it(arguments).unwrap_err().to_string();
        let error = try_it(&["build", "--runs", "5"]).unwrap_err();
        assert!(elsewhere(&error).unwrap().starts_with("--runs goes with `ssj simulate`;"));
        let hint = |word: &str| elsewhere(&try_it(&[word]).unwrap_err());
        assert_eq!(hint("compare").unwrap(), "`ssj diff` does that: `ssj diff --help`");
        assert!(hint("India").unwrap().starts_with("`ssj explain India`"));
        assert_eq!(hint("nonsense"), None);
        let text = told(&["score", "--language", "fr"]);
        assert!(text.contains("`ssj score` does not heed --language"), "{text}");
        assert!(
            told(&["--only", "BRA", "verify"]).contains("goes with `ssj build` and `ssj report`")
        );
        assert!(try_it(&["--language", "fr", "build", "--only", "BRA"]).is_ok());
        assert!(try_it(&["export", "coinr", "--strict", "--out", "x"]).is_ok());
        let help = told(&["schema", "--help"]);
        assert!(!help.contains("--typst") && !help.contains("--out"), "{help}");
        let help = told(&["build", "--help"]);
        assert!(help.contains("--typst") && help.contains("--only"), "{help}");
    }
}
