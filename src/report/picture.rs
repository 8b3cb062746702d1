//! A figure as SVG in, a picture of so many dots out: PNG, set by the typesetting program, so that no
//! second one has to be there.

use std::path::Path;
use std::process::Stdio;

use super::typst::{Typst, bare};
use crate::fault::{Fault, Result};
use crate::outputs::ending::Started;

/// How many dots a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dots {
    /// So wide, and as high as the figure then is.
    Wide(u32),
    /// Exactly so wide and high: the figure as large as it fits, in the middle, on `paper`.
    Within(u32, u32),
}

impl Default for Dots {
    fn default() -> Self {
        Dots::Wide(1600)
    }
}

impl Dots {
    /// What typst sets: a point of its page is a dot of the picture.
    fn source(self, paper: &str) -> String {
        let page = |width: &str, height: &str| {
            format!(
                "#set page(width: {width}, height: {height}, margin: 0pt, fill: rgb(\"{paper}\"))\n"
            )
        };
        match self {
            Dots::Wide(width) => {
                page(&format!("{width}pt"), "auto") + "#image(\"figure.svg\", width: 100%)\n"
            }
            Dots::Within(width, height) => {
                page(&format!("{width}pt"), &format!("{height}pt"))
                    + "#image(\"figure.svg\", width: 100%, height: 100%, fit: \"contain\")\n"
            }
        }
    }
}

impl Typst {
    /// The figure as the bytes of a PNG; `folder`: to work in.
    ///
    /// # Errors
    /// typst can't be run, or refuses.
    pub fn picture(&self, folder: &Path, svg: &str, dots: Dots, paper: &str) -> Result<Vec<u8>> {
        let file = |name: &str| folder.join(name);
        let (main, png) = (file("picture.typ"), file("figure.png"));
        let write = |path: &Path, text: &str| {
            std::fs::write(path, text).map_err(|e| Fault::io("write the file", path, &e))
        };
        write(&file("figure.svg"), svg)?;
        write(&main, &dots.source(paper))?;
        let mut typst = bare(&self.program);
        typst.args([
            "compile",
            "--ignore-system-fonts",
            "--format",
            "png",
            "--ppi",
            "72",
            "--root",
        ]);
        let (success, said) = typst
            .args([folder, &main, &png])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .and_then(Started::said)
            .map_err(|e| Fault::io("run the typesetting program", &self.program, &e))?;
        if !success {
            let message = format!("typst {} could not make the picture: {said}", self.version);
            return Err(Fault::new(message).into());
        }
        std::fs::read(&png).map_err(|e| Fault::io("read the file", &png, &e).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_is_a_point_of_the_page() {
        let wide = Dots::Wide(1600).source("#ffffff");
        assert!(wide.contains("width: 1600pt, height: auto, margin: 0pt"), "{wide}");
        let within = Dots::Within(1920, 1080).source("#ffffff");
        assert!(within.contains("width: 1920pt, height: 1080pt"), "{within}");
        assert!(within.contains("fit: \"contain\""), "{within}");
    }
}
