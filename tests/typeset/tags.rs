//! A tagged PDF in; out, what someone who listens to it would stumble over.
//!
//! The tree comes from `pdfinfo -struct-text`; where that is not installed nothing is checked, and a line
//! says so. It takes long for hundreds of pages.

use std::path::Path;
use std::process::Command;

/// A line of the tree: how deep it stands, and what it says.
struct Line<'a> {
    depth: usize,
    said: &'a str,
}

/// Headings and heads of tables without text, levels of headings left out, tables whose rows have no
/// head, and a document that doesn't begin with `title`.
pub fn faults(pdf: &Path, title: &str) -> Vec<String> {
    let asked = Command::new("pdfinfo").arg("-struct-text").arg(pdf).output();
    let Ok(answer) = asked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    else {
        println!("skipped: no pdfinfo to ask for the structure");
        return Vec::new();
    };
    let lines: Vec<Line> = answer.lines().map(line).collect();
    assert!(lines.len() > 1, "pdfinfo told nothing of {}", pdf.display());
    let mut found = Vec::new();
    let texts = lines.iter().filter(|l| l.said.starts_with('"'));
    let first: Vec<&str> = texts.take(3).map(|l| l.said.trim_matches('"')).collect();
    if !first.iter().any(|text| text.contains(title)) {
        found.push(format!("the document begins with {first:?}, not with its title"));
    }
    let mut level = 0;
    for (n, line) in lines.iter().enumerate() {
        let under = inside(&lines, n);
        let kind = line.said.split([' ', ':']).next().unwrap_or_default();
        let depth = kind.strip_prefix('H').and_then(|digit| digit.parse::<usize>().ok());
        let has_text = under.iter().any(|l| l.said.starts_with('"') && l.said.len() > 2);
        if (depth.is_some() || kind == "TH") && !has_text {
            found.push(format!("{} is empty", line.said));
        }
        if let Some(depth) = depth {
            if depth > level + 1 {
                found.push(format!("{} stands under a heading of level {level}", line.said));
            }
            level = depth;
        }
        if kind == "Table" && !under.iter().any(|l| l.said.starts_with("/Scope /Row")) {
            found.push(format!("a table has no heads of rows: {}", first_text(under)));
        }
    }
    found
}

fn line(told: &str) -> Line<'_> {
    let said = told.trim_start();
    Line { depth: told.len() - said.len(), said }
}

/// The lines deeper than the one at `n` that follow it.
fn inside<'a>(lines: &'a [Line<'a>], n: usize) -> &'a [Line<'a>] {
    let rest = &lines[n + 1..];
    let end = rest.iter().position(|line| line.depth <= lines[n].depth).unwrap_or(rest.len());
    &rest[..end]
}

fn first_text<'a>(lines: &[Line<'a>]) -> &'a str {
    lines.iter().map(|line| line.said).find(|said| said.starts_with('"')).unwrap_or("no text")
}
