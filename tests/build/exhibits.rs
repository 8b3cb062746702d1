//! The ledger of a built edition beside what its PDF says: no number without a row.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use ssj::report::Typst;
use ssj::words::numerals;

use super::verified::change;
use super::{MEMBERS, files, small_project, workdir::Workdir};

/// The text of a PDF, page by page; `None` where there is no program that reads it.
fn pages(pdf: &Path) -> Option<Vec<String>> {
    let read = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().ok()?;
    let text = String::from_utf8(read.stdout).unwrap();
    Some(text.split('\u{c}').map(str::to_owned).collect())
}

/// The numbers in files that are written by hand and printed as they stand there: limits of ages, poverty
/// lines and conventions in words and definitions; goalposts' reasons and names in the framework;
/// addresses and vintages of publishers. The manifest pins each of these files.
fn written_by_hand(project: &Path) -> BTreeSet<String> {
    let written = files(project).into_iter().filter(|(name, _)| {
        let is_toml = name.extension().is_some_and(|ending| ending == "toml");
        is_toml && !name.starts_with("datasets/examples")
    });
    let texts = written.map(|(_, bytes)| String::from_utf8(bytes).unwrap());
    texts.flat_map(|text| numerals(&text)).collect()
}

type Row = std::collections::BTreeMap<String, String>;

/// What the ledger says of pages is so by another reader of the PDF, and said of nearly everything.
fn stand_on_their_pages(rows: &[Row], pages: &[String]) {
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let letters: Vec<String> = pages.iter().map(|page| bare(page)).collect();
    let mut without = Vec::new();
    for row in rows.iter().filter(|row| row["kind"] != "input") {
        let told = row["page"].split(' ').filter(|page| !page.is_empty());
        let told: Vec<usize> = told.map(|page| page.parse().unwrap()).collect();
        for page in &told {
            let is_there = match row["kind"].as_str() {
                "number" if row["place"].starts_with("figure ") => continue,
                "figure" if row["place"].starts_with("countries ") => {
                    letters[page - 1].contains(&bare(row["caption"].split(':').next().unwrap()))
                }
                "number" => letters[page - 1].contains(&bare(&row["printed"])),
                _ => letters[page - 1].contains(&bare(&row["caption"])),
            };
            let text = bare(&row["caption"]);
            let on = (1..=letters.len()).filter(|p| letters[p - 1].contains(&text));
            assert!(is_there, "page {page} has no {row:?}; {:?} have", on.collect::<Vec<_>>());
        }
        // A State's page is where its name stands as a head.
        if row["place"].starts_with("countries ") {
            assert!(told.len() <= 1, "{row:?}");
        }
        if told.is_empty() {
            without.push(row);
        }
    }
    let of = |kind: &str| without.iter().filter(|row| row["kind"] == kind).count();
    assert!(of("table") + of("figure") == 0, "{without:?}");
    let all = rows.iter().filter(|row| row["kind"] == "number").count();
    let numbers = of("number");
    let keys: BTreeSet<(&str, &str)> =
        without.iter().map(|row| (row["place"].as_str(), row["key"].as_str())).collect();
    assert!(numbers * 20 < all, "{numbers} of {all} numbers have no page: {keys:#?}");
}

#[test]
fn every_number_of_the_pdf_stands_in_the_ledger() {
    if Typst::look(None).ok().flatten().is_none() {
        println!("skipped: there is no typst");
        return;
    }
    let dir = Workdir::new();
    let project = small_project(&dir, &MEMBERS);
    change(&project.join("datasets/framework.toml"), "runs = 10_000", "runs = 40");
    let by_hand = written_by_hand(&project);
    let root = project.display().to_string();
    dir.run(&["build", "--project", &root, "--out", "out", "--quiet"]).ok();
    let rows = dir.rows("out/exhibits.csv");
    let of = |kind: &'static str| rows.iter().filter(move |row| row["kind"] == kind);

    let drawn: BTreeSet<String> = files(&dir.path("out/figures"))
        .into_keys()
        .filter_map(|name| name.display().to_string().strip_suffix(".svg").map(str::to_owned))
        .collect();
    let told: BTreeSet<String> = of("figure").map(|row| row["code"].clone()).collect();
    assert_eq!(told, drawn, "a row for each figure");
    assert!(of("table").count() > 20 && of("table").all(|row| !row["caption"].is_empty()));
    assert!(of("input").any(|row| row["code"] == "datasets/snapshot/worldbank.csv"));
    let sentence = of("number").find(|row| row["key"] == "cover.cut_off {states}").unwrap();
    assert_eq!((sentence["value"].as_str(), sentence["printed"].as_str()), ("9", "9"));
    assert!(of("number").all(|row| row["stage"].ends_with(" en") && row["sha256"].len() == 64));

    let Some(pages) = pages(&dir.path("out/state-of-social-justice-2026-H2.en.pdf")) else {
        println!("skipped: there is no pdftotext");
        return;
    };
    stand_on_their_pages(&rows, &pages);
    let ledger: BTreeSet<String> = of("number").flat_map(|row| numerals(&row["printed"])).collect();
    // Set by typst alone: numbers of pages, figures and tables.
    let counted: BTreeSet<String> = (1..=pages.len()).map(|n| n.to_string()).collect();
    let mut known = 0;
    for (page, text) in pages.iter().enumerate() {
        for number in numerals(text) {
            let is_known = ledger.contains(&number);
            assert!(
                is_known || by_hand.contains(&number) || counted.contains(&number),
                "page {}: {number} is in no row",
                page + 1
            );
            known += usize::from(is_known);
        }
    }
    assert!(known > 3000, "{known} numbers are of the ledger");
}
