//! The fonts of charts, compiled in: a weight in, its cut of Noto Sans and those for other scripts out.

use std::sync::LazyLock;

use rustybuzz::Face;

/// Regular or bold, the two cuts charts use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    #[default]
    Regular,
    Bold,
}

/// Cuts of the scripts that Noto Sans itself lacks, by file.
pub const OTHER_SCRIPTS: [(&str, &[u8]); 4] = [
    ("NotoSansArabic-Regular.ttf", include_bytes!("../../report/fonts/NotoSansArabic-Regular.ttf")),
    ("NotoSansHebrew-Regular.ttf", include_bytes!("../../report/fonts/NotoSansHebrew-Regular.ttf")),
    ("NotoSansArabic-Bold.ttf", include_bytes!("../../report/fonts/NotoSansArabic-Bold.ttf")),
    ("NotoSansHebrew-Bold.ttf", include_bytes!("../../report/fonts/NotoSansHebrew-Bold.ttf")),
];

type Cuts = [Face<'static>; 3];

static REGULAR: LazyLock<Cuts> =
    LazyLock::new(|| [notosans::REGULAR_TTF, OTHER_SCRIPTS[0].1, OTHER_SCRIPTS[1].1].map(face));
static BOLD: LazyLock<Cuts> =
    LazyLock::new(|| [notosans::BOLD_TTF, OTHER_SCRIPTS[2].1, OTHER_SCRIPTS[3].1].map(face));

fn face(bytes: &'static [u8]) -> Face<'static> {
    Face::from_slice(bytes, 0).expect("the font is compiled in, and a test has read it")
}

impl Weight {
    /// Noto Sans, then what has the letters that it lacks.
    pub(super) fn faces(self) -> &'static Cuts {
        match self {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        }
    }

    pub(super) fn face(self) -> &'static Face<'static> {
        &self.faces()[0]
    }

    /// The first of them that has a letter.
    pub(super) fn face_of(self, c: char) -> Option<usize> {
        self.faces().iter().position(|face| face.glyph_index(c).is_some())
    }
}
