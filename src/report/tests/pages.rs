//! The report as typst sets it.

use super::*;

/// A typst to test with, if there is one.
pub(super) fn program() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH");
    let named = std::env::var_os("SSJ_TYPST").map(PathBuf::from);
    named.or_else(|| typst::installed(on_path.as_deref(), dirs::cache_dir().as_deref()))
}

#[test]
fn typst_sets_a_hostile_name() {
    let Some(program) = program() else { return eprintln!("skipped: no typst here") };
    let folder = tempfile::tempdir().unwrap();
    let (staged, pdf) = (folder.path().join("stage"), folder.path().join("report.pdf"));
    stage(&WORLD.project.root, &staged, &written(&small_world()), &[]).unwrap();
    let (typst, _) = Typst::find(Some(&program), true).unwrap();
    let warnings = typst.compile(&staged, MAIN, &pdf, 0, 1).unwrap();
    assert_eq!(warnings, Vec::<String>::new());
    assert!(pages(&std::fs::read(&pdf).unwrap()).unwrap() > 30);
    assert_eq!(typeset::boxes::faults(&pdf), [""; 0]);
    assert_eq!(typeset::tags::faults(&pdf, "Title"), [""; 0]);

    std::fs::write(staged.join(MAIN), "#panic(\"no page\")").unwrap();
    let text = typst.compile(&staged, MAIN, &pdf, 0, 1).unwrap_err().to_string();
    assert!(text.contains("could not typeset") && text.contains("no page"), "{text}");
    assert!(text.contains("hint:"), "{text}");
}

/// Pages of the report as typst sets it.
fn page_count(program: &Path, content: &Content, figures: &[Figure]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (staged, pdf) = (folder.path().join("stage"), folder.path().join("report.pdf"));
    stage(&WORLD.project.root, &staged, content, figures).unwrap();
    let (typst, _) = Typst::find(Some(program), true).unwrap();
    typst.compile(&staged, MAIN, &pdf, 0, 1).unwrap();
    pages(&std::fs::read(&pdf).unwrap()).unwrap()
}

#[test]
fn every_state_has_exactly_one_page() {
    let Some(program) = program() else { return eprintln!("skipped: no typst here") };
    let words = words();
    let exhibits = Exhibits { words: &words, ..WORLD.exhibits() };
    let figures = crate::figures::draw(&exhibits, Some(&["profile".to_owned()])).unwrap();
    let mut content = content(&exhibits, &Texts::default(), &figures).unwrap();
    content.chapters.retain(|chapter| chapter.id == "countries");
    let blocks = &mut content.chapters[0].blocks;
    // The list of States refers to pages that the shorter report has not.
    blocks.retain(|block| !matches!(block, Block::CountryIndex { .. }));
    let states = blocks.iter().filter(|block| matches!(block, Block::Country(_))).count();
    let with = page_count(&program, &content, &figures);
    // Against one page of a State: without any, how to read them would be set closer.
    let mut kept = 0;
    content.chapters[0].blocks.retain(|block| {
        kept += usize::from(matches!(block, Block::Country(_)));
        !matches!(block, Block::Country(_)) || kept == 1
    });
    assert_eq!(states, WORLD.panel.areas.len());
    assert_eq!(with - page_count(&program, &content, &figures), states - 1);
}
