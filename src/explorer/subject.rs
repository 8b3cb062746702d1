//! What a page is made from.

use std::path::Path;

use crate::exhibits::Exhibits;
use crate::model::Language;
use crate::report::Texts;
use crate::score::Input;
use crate::uncertainty::Kernel;

/// An edition as the page needs it, in the language of its exhibits.
pub struct Subject<'a> {
    pub exhibits: &'a Exhibits<'a>,
    pub input: &'a Input,
    pub kernel: &'a Kernel<'a>,
    pub texts: &'a Texts,
    /// The framework file, which a reader takes home with weights of their own.
    pub framework: (&'a Path, &'a str),
    /// For which there are pages beside this one.
    pub languages: &'a [Language],
}

/// The name of the page in a language.
pub fn file(language: Language) -> String {
    format!("explorer.{}.html", language.code())
}
