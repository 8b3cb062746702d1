//! The area of a row: its code or name in, ours out.

use super::Account;
use super::rules::{NO_AREA, OUTSIDE};
use crate::ingest::area_codes::Match;
use crate::ingest::cells::Row;
use crate::ingest::problem::Rule;
use crate::model::Label;

impl Account<'_> {
    /// Our code of an area, or the rule by which what is no area of ours is left out. One that is not
    /// known is an offence; a name of several areas stays as it is until all of the file is read.
    pub fn area(
        &mut self,
        (text, column): (&str, &str),
        row: &mut Row,
    ) -> Result<Label, &'static str> {
        let (found, is_open) = self.areas.find(text).clone();
        if is_open {
            let text = self.text(text);
            self.areas.keep(text, column);
            return Ok(text);
        }
        let expected = match found {
            Match::Area(code) if self.areas.may_be_missing(text) && *code != *text => {
                "NAM for Namibia: `NA` is also what R and others write for a missing area"
                    .to_owned()
            }
            Match::Area(code) => return Ok(code),
            Match::NoArea => return Err(NO_AREA),
            Match::Outside => return Err(OUTSIDE),
            Match::Ambiguous(write) => write.to_string(),
            Match::Unknown(_) if text.is_empty() || self.expected.areas.is_none() => {
                "the code of an area".to_owned()
            }
            Match::Unknown(near) => {
                let near = near.map_or(String::new(), |near| format!(" (nearest: {near})"));
                format!("a code or a name of the reference table{near}")
            }
        };
        row.wrong(column, text, expected, Rule::UnknownArea);
        Ok(self.text(text))
    }
}
