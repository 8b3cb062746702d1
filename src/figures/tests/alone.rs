//! A figure used alone: it looks as it does in the report where the font of charts is not installed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::pixels::{Cells, cells};
use super::*;

/// Two places in which to draw: one that knows the font of charts alone, and one that knows none.
struct Fonts {
    folder: tempfile::TempDir,
}

impl Fonts {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("noto")).unwrap();
        std::fs::write(at("noto/regular.ttf"), notosans::REGULAR_TTF).unwrap();
        std::fs::write(at("noto/bold.ttf"), notosans::BOLD_TTF).unwrap();
        let cache = format!("<cachedir>{}</cachedir>", at("cache").display());
        let dir = format!("<dir>{}</dir>", at("noto").display());
        std::fs::write(at("with.conf"), format!("<fontconfig>{dir}{cache}</fontconfig>")).unwrap();
        std::fs::write(at("without.conf"), format!("<fontconfig>{cache}</fontconfig>")).unwrap();
        Fonts { folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The picture that `program` makes of the document, knowing the fonts of `conf`; its bytes.
    fn picture(&self, program: &Path, conf: &str, (svg, (w, h)): (&str, (f64, f64))) -> Vec<u8> {
        let (from, to) = (self.file("figure.svg"), self.file("figure.png"));
        std::fs::write(&from, svg).unwrap();
        let _ = std::fs::remove_file(&to);
        let mut command = Command::new(program);
        if program.file_stem() == Some(OsStr::new("rsvg-convert")) {
            command.args(["-d", "96", "-p", "96", "-o"]).arg(&to).arg(&from);
        } else {
            let pixels = |mm: f64| (mm / 25.4 * 96.0).round();
            command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]);
            command.arg(format!("--window-size={},{}", pixels(w), pixels(h)));
            command.arg(format!("--screenshot={}", to.display())).arg(&from);
        }
        let done = command.env("FONTCONFIG_FILE", self.file(conf)).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        std::fs::read(&to)
            .unwrap_or_else(|_| panic!("{} made no picture: {said}", program.display()))
    }
}

/// The first of these programs on the search path.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = names.iter().flat_map(|n| folders.iter().map(move |f| f.join(n)));
    found.into_iter().find(|file| file.is_file())
}

/// How far the two pictures are apart where they are furthest, 0 alike to 1.
fn apart(one: &Cells, other: &Cells) -> f64 {
    assert_eq!(one.across, other.across);
    let pairs = one.shades.iter().zip(&other.shades);
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// Figures of a kind each: tiles, rows of names, texts that stand upright, a page of small type.
fn some() -> Vec<Figure> {
    let exhibits = WORLD.exhibits();
    let profile = id_of("profile", &exhibits.panel.areas[0]);
    let wanted = ["map_index", "ranks", "heatmap", &profile].map(str::to_owned);
    draw(&exhibits, Some(&wanted)).unwrap()
}

/// Against the same sheet as text, drawn where the font is.
#[test]
fn a_figure_needs_no_font() {
    let fonts = Fonts::new();
    let Some(rsvg) = program(&["rsvg-convert"]) else {
        return println!("skipped: no rsvg-convert on the search path");
    };
    let browser = program(&["chromium", "chromium-browser", "google-chrome", "headless_shell"]);
    if browser.is_none() {
        println!("skipped in a browser: no chromium on the search path");
    }
    for figure in some() {
        let (alone, size) = figure.sheet(&WORLD.look, &WORLD.words).unwrap();
        let as_text = cells(&fonts.picture(&rsvg, "with.conf", (&alone, size)));
        let alone = crate::drawing::outlined(&alone);
        assert_eq!(
            fonts.picture(&rsvg, "without.conf", (&alone, size)),
            fonts.picture(&rsvg, "with.conf", (&alone, size)),
        );
        for program in std::iter::once(&rsvg).chain(&browser) {
            let far =
                apart(&as_text, &cells(&fonts.picture(program, "without.conf", (&alone, size))));
            assert!(far < 0.12, "{} by {}: {far:.2}", figure.id, program.display());
        }
        let bare =
            cells(&fonts.picture(&rsvg, "without.conf", (&alone.replace("<use ", "<a "), size)));
        assert!(apart(&as_text, &bare) > 0.3, "{}: the comparison sees no letters", figure.id);
    }
}

/// What is seen as outlines is still text: with a title and a description, in its order, as wide.
#[test]
fn a_figure_alone_stays_text_for_readers() {
    for figure in some() {
        let (plain, _) = figure.sheet(&WORLD.look, &WORLD.words).unwrap();
        let alone = figure.standalone(&WORLD.look, &WORLD.words).unwrap();
        let texts = |svg: &str| -> Vec<String> {
            let lines = svg.lines().filter(|line| line.starts_with("<text "));
            lines.map(|line| line.split_once('>').unwrap().1.to_owned()).collect()
        };
        assert_eq!(texts(&plain), texts(&alone), "{}", figure.id);
        let unseen = |line: &str| line.contains("fill=\"none\"") && line.contains("textLength=");
        assert!(alone.lines().filter(|l| l.starts_with("<text ")).all(unseen), "{}", figure.id);
        for part in ["role=\"img\"", "aria-labelledby=", "<title id=", "<desc id="] {
            assert!(alone.contains(part), "{}: {part}", figure.id);
        }
        for used in alone.split("xlink:href=\"#").skip(1) {
            let id = used.split('"').next().unwrap();
            assert!(alone.contains(&format!("<path id=\"{id}\" d=\"M")), "{}: {id}", figure.id);
        }
    }
}
