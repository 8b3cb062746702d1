//! The shell, the style, the scripts and the numbers in, one file of HTML out.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::data::Data;
use super::subject::Subject;
use crate::fault::{Fault, Result};
use crate::look::Look;

const SHELL: &str = include_str!("../../report/explorer/page.html");
const STYLE: &str = include_str!("../../report/explorer/page.css");

/// A module by its name, with its text.
macro_rules! module {
    ($name:literal) => {
        ($name, include_str!(concat!("../../report/explorer/", $name, ".js")))
    };
}

/// The scripts in the order in which they are joined: each imports from those above it.
const MODULES: &[(&str, &str)] = &[
    module!("words"),
    module!("score"),
    module!("statistics"),
    module!("uncertain"),
    module!("framework"),
    module!("choice"),
    module!("dom"),
    module!("figure"),
    module!("world"),
    module!("chains"),
    module!("weights"),
    module!("ranks"),
    module!("map"),
    module!("tiers"),
    module!("heading"),
    module!("state"),
    module!("compare"),
    module!("relation"),
    module!("table"),
    module!("about"),
    module!("main"),
];

/// The page of an edition in the language of its exhibits. `chains`: what [`super::chains`] packs.
///
/// # Errors
/// Words missing; a framework whose text can't be read.
pub fn page(subject: &Subject, chains: &str) -> Result<String> {
    let words = subject.exhibits.words;
    let data = serde_json::to_string(&Data::of(subject)?)
        .map_err(|e| Fault::new(format!("cannot write the numbers of the explorer ({e})")))?;
    let (program, style) = (program(), style(subject.exhibits.look));
    let edition = subject.exhibits.edition;
    let title = edition.title.in_language(words.language());
    let filled = |name: &str| -> Result<String> {
        Ok(match name {
            "language" => words.language().code().to_owned(),
            "policy" => policy(&program, &style),
            "title" => escaped(&format!("{title} {}", edition.id)),
            "noscript" => escaped(words.get("explorer.noscript")?),
            "skip" => escaped(words.get("explorer.skip")?),
            "style" => style.clone(),
            "data" => in_script(&data),
            "chains" => chains.to_owned(),
            "program" => program.clone(),
            _ => return Err(Fault::new(format!("page.html: nothing is called `{name}`")).into()),
        })
    };
    fill(SHELL, &filled)
}

/// The shell with every `{{name}}` in it filled; what is filled in is not looked at again.
fn fill(shell: &str, filled: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let mut text = String::new();
    let mut rest = shell;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(&filled(name)?);
        rest = after;
    }
    Ok(text + rest)
}

/// The modules as they stand, one after the other, each in a function of its own: what it imports from
/// another is what that one exports.
pub(super) fn program() -> String {
    let mut joined = String::from("\"use strict\";\n(() => {\n");
    for (name, text) in MODULES {
        let _ = writeln!(joined, "const ${name} = (() => {{");
        let mut exported = Vec::new();
        for line in text.lines() {
            joined.push_str(&match (line.strip_prefix("import "), line.strip_prefix("export ")) {
                (Some(import), _) => imported(import),
                (_, Some(own)) => {
                    exported.push(declared(own));
                    own.to_owned()
                }
                _ => line.to_owned(),
            });
            joined.push('\n');
        }
        let _ = writeln!(joined, "return {{ {} }};\n}})();", exported.join(", "));
    }
    joined + "})();\n"
}

/// `{ a, b } from "./c.js";` as what the function of `c` has returned.
fn imported(import: &str) -> String {
    let (names, from) = import.split_once(" from ").unwrap_or((import, ""));
    let module = from.trim_start_matches("\"./").trim_end_matches(".js\";");
    format!("const {names} = ${module};")
}

/// The name that a line declares: `const a = …`, `function b(…`, `async function c(…`.
fn declared(line: &str) -> &str {
    let kinds = ["async ", "function ", "const "];
    let name = kinds.iter().fold(line, |rest, kind| rest.strip_prefix(kind).unwrap_or(rest));
    name.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or(name)
}

/// The style, after the colours of the look under the names that the style has for them.
fn style(look: &Look) -> String {
    let colours = &look.colours;
    let named = [
        ("ink", colours.ink),
        ("secondary", colours.secondary),
        ("hairline", colours.hairline),
        ("tint", colours.tint),
        ("shade", colours.shade),
        ("paper", colours.paper),
        ("context", colours.context),
        ("hatch", colours.hatch),
        ("emphasis", colours.emphasis),
    ];
    let mut style =
        format!(":root {{ --serif: \"{}\"; --sans: \"{}\";", look.serif.family, look.sans.family);
    for (name, colour) in named {
        let _ = write!(style, " --{name}: {colour};");
    }
    style + " }\n" + STYLE
}

/// No request to anywhere: only the script and the style of the page itself, known by their hashes, and
/// what the script makes (its own worker, pictures to be saved).
fn policy(program: &str, style: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
    format!(
        "default-src 'none'; connect-src 'none'; script-src {}; style-src {}; worker-src blob:; \
         img-src blob: data:; base-uri 'none'; form-action 'none'",
        hash(program),
        hash(style)
    )
}

/// JSON that can't end the script it stands in, nor begin a comment.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// RFC 4648.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            match digit <= three.len() {
                true => text.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize & 63])),
                false => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_by_the_examples_of_its_standard() {
        let of = |text: &str| base64(text.as_bytes());
        assert_eq!([of(""), of("f"), of("fo"), of("foo")], ["", "Zg==", "Zm8=", "Zm9v"]);
        assert_eq!([of("foob"), of("fooba"), of("foobar")], ["Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again_and_ends_nothing() {
        let filled = |name: &str| Ok(format!("<{{{{{name}}}}}>"));
        assert_eq!(fill("a {{b}} c {{d}}", &filled).unwrap(), "a <{{b}}> c <{{d}}>");
        assert_eq!(in_script("[\"</script><!--\"]"), "[\"\\u003c/script>\\u003c!--\"]");
        assert_eq!(escaped("<b> & \"c\""), "&lt;b&gt; &amp; &quot;c&quot;");
    }

    #[test]
    fn scripts_and_style_hold_nothing_that_would_end_them() {
        let (program, style) = (program(), style(&crate::look::of_the_project()));
        let names: Vec<&str> = MODULES.iter().map(|(name, _)| *name).collect();
        for (at, (name, text)) in MODULES.iter().enumerate() {
            for import in text.lines().filter_map(|line| line.strip_prefix("import ")) {
                let module = import.rsplit_once("./").unwrap().1.trim_end_matches(".js\";");
                assert!(
                    names[..at].contains(&module),
                    "{name} imports {module}, which stands below"
                );
            }
        }
        assert!(!program.contains("</script") && !style.contains("</style"));
        assert!(!program.contains("\nimport ") && !program.contains("\nexport "));
        assert_eq!(imported("{ a, b } from \"./c.js\";"), "const { a, b } = $c;");
        assert_eq!(
            ["const a = 1;", "function b(x) {", "async function c() {"].map(declared),
            ["a", "b", "c"]
        );
    }
}
