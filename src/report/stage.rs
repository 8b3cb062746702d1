//! The folder typst reads: templates, content, drawings, look and fonts, and nothing from outside.

use std::path::Path;

use super::content::Content;
use crate::drawing::cuts::OTHER_SCRIPTS;
use crate::fault::{Fault, Result};
use crate::figures::Figure;

/// The template that typst is given.
pub const MAIN: &str = "report.typ";
/// That of a brief.
pub const BRIEF: &str = "brief.typ";

/// The fonts that come with the program, by file name.
pub const FONTS: [(&str, &[u8]); 4] = [
    ("NotoSans-Regular.ttf", notosans::REGULAR_TTF),
    ("NotoSans-Bold.ttf", notosans::BOLD_TTF),
    ("NotoSans-Italic.ttf", notosans::ITALIC_TTF),
    ("NotoSans-BoldItalic.ttf", notosans::BOLD_ITALIC_TTF),
];

/// Fills the folder `stage` with everything one PDF is made from: the templates and the look of
/// `project`'s `report/`, `content.json`, the drawings with their data, and the fonts.
///
/// # Errors
/// A template can't be read, the folder can't be written, or the content is no JSON.
pub fn stage(project: &Path, stage: &Path, content: &Content, figures: &[Figure]) -> Result<()> {
    let report = project.join("report");
    for folder in [stage.to_owned(), stage.join("figures"), stage.join("fonts")] {
        std::fs::create_dir_all(&folder).map_err(|e| Fault::io("create", &folder, &e))?;
    }
    for name in templates(&report)? {
        let from = report.join(&name);
        let text = std::fs::read(&from).map_err(|e| Fault::io("read", &from, &e))?;
        write(&stage.join(&name), &text)?;
    }
    let json = serde_json::to_vec(content)
        .map_err(|e| Fault::new(format!("the report's content can't be written as JSON: {e}")))?;
    write(&stage.join("content.json"), &json)?;
    for figure in figures {
        let file = |ending: &str| stage.join("figures").join(format!("{}.{ending}", figure.id));
        write(&file("svg"), figure.drawing.as_bytes())?;
        write(&file("csv"), figure.csv().as_bytes())?;
    }
    for (name, bytes) in FONTS.into_iter().chain(OTHER_SCRIPTS) {
        write(&stage.join("fonts").join(name), bytes)?;
    }
    Ok(())
}

/// The templates of the folder and the look they read, by name.
fn templates(report: &Path) -> Result<Vec<String>> {
    let listed = std::fs::read_dir(report).map_err(|e| Fault::io("list", report, &e))?;
    let names = listed.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|n| n.ends_with(".typ")).collect();
    names.push("look.toml".to_owned());
    names.sort();
    if names.iter().any(|n| n == MAIN) {
        return Ok(names);
    }
    let fault = Fault::new(format!("the template {MAIN} is missing"));
    Err(fault.at(crate::fault::Place::file(report)).hint("restore it from the repository").into())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).map_err(|e| Fault::io("write", path, &e).into())
}
