//! Figures as SVG in, pictures out: PNG, set by the typesetting program, so that no second one has to be
//! there.

use std::path::Path;

use super::typst::Typst;
use crate::fault::{Fault, Result};

/// How many dots a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dots {
    /// As large as in print, with as many to the inch as printers ask for.
    #[default]
    Print,
    /// So wide, and as high as the figure then is.
    Wide(u32),
    /// Exactly so wide and high: the figure as large as it fits, in the middle, on `paper`.
    Within(u32, u32),
}

/// Dots to the inch in print; elsewhere a point of the page is a dot of the picture.
const PRINT: u32 = 300;
const POINT: u32 = 72;

impl Dots {
    fn per_inch(self) -> u32 {
        if self == Dots::Print { PRINT } else { POINT }
    }

    /// The page of a figure so many millimetres wide, which lies in `file`.
    fn page(self, file: &str, width: f64, paper: &str) -> String {
        let (width, height, fit) = match self {
            Dots::Print => (format!("{width}mm"), "auto".to_owned(), ""),
            Dots::Wide(width) => (format!("{width}pt"), "auto".to_owned(), ""),
            Dots::Within(width, height) => {
                (format!("{width}pt"), format!("{height}pt"), ", height: 100%, fit: \"contain\"")
            }
        };
        format!(
            "#page(width: {width}, height: {height}, margin: 0pt, fill: rgb(\"{paper}\"), image(\"{file}\", width: 100%{fit}))\n"
        )
    }
}

impl Typst {
    /// The figures, each with its width in millimetres, as the bytes of a PNG each; `folder`: to work in.
    ///
    /// # Errors
    /// typst can't be run, or refuses.
    pub fn pictures(
        &self,
        folder: &Path,
        figures: &[(String, f64)],
        dots: Dots,
        paper: &str,
    ) -> Result<Vec<Vec<u8>>> {
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            std::fs::write(&path, text).map_err(|e| Fault::io("write the file", &path, &e))
        };
        let mut pages = String::new();
        for (n, (svg, width)) in figures.iter().enumerate() {
            let name = format!("{}.svg", n + 1);
            write(&name, svg)?;
            pages += &dots.page(&name, *width, paper);
        }
        write("pictures.typ", &pages)?;
        let options = ["compile", "--ignore-system-fonts", "--format", "png", "--ppi"];
        let mut arguments = options.map(Into::into).to_vec();
        arguments.extend([dots.per_inch().to_string().into(), "--root".into(), folder.into()]);
        arguments.extend([folder.join("pictures.typ").into(), folder.join("{p}.png").into()]);
        self.run("make the pictures", arguments)?;
        let read = |n: usize| {
            let png = folder.join(format!("{n}.png"));
            std::fs::read(&png).map_err(|e| Fault::io("read the file", &png, &e).into())
        };
        (1..=figures.len()).map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_is_a_point_of_the_page_but_in_print() {
        let of = |dots: Dots| dots.page("1.svg", 170.0, "#ffffff");
        let wide = of(Dots::Wide(1600));
        assert!(wide.contains("width: 1600pt, height: auto, margin: 0pt"), "{wide}");
        let within = of(Dots::Within(1920, 1080));
        assert!(within.contains("width: 1920pt, height: 1080pt"), "{within}");
        assert!(within.contains("fit: \"contain\""), "{within}");
        assert!(of(Dots::default()).contains("width: 170mm, height: auto"));
        assert_eq!((Dots::Print.per_inch(), Dots::Wide(9).per_inch()), (300, 72));
    }
}
