//! `ssj figures`: up to the figures, as drawings or pictures, or of areas over the years.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::Args;
use ssj::fault::{Fault, Result};
use ssj::pipeline::{Pictures, Span, Stage};
use ssj::report::Dots;

use super::given::Given;
use super::values::{Form, forms_of, size, years};

#[derive(Args)]
pub struct Figures {
    /// Ids or families of figures [default: all]; or `series` with areas, by code or name
    ids: Vec<String>,
    /// Of `series`: the first and the last year [default: 2010 to the cut-off]
    #[arg(long, value_name = "FIRST-LAST", value_parser = years)]
    years: Option<RangeInclusive<i32>>,
    /// Of --format png: so many dots wide [default: as in print, 300 to the inch]
    #[arg(long, value_name = "DOTS", value_parser = clap::value_parser!(u32).range(16..=20_000))]
    width: Option<u32>,
    /// Of --format png: exactly so wide and high, such as 1920x1080
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = size, conflicts_with = "width")]
    size: Option<Dots>,
    /// A framework of one's own, drawn into --out DIR [default: the edition's]
    #[arg(long, value_name = "FILE")]
    framework: Option<PathBuf>,
    /// Its data, as for score
    #[arg(long, value_name = "PATH", num_args = 1..)]
    data: Vec<PathBuf>,
}

impl Figures {
    pub fn run(self, mut given: Given) -> Result<()> {
        let pictures = self.pictures(&given)?;
        let options = &mut given.options;
        (options.framework, options.data) = (self.framework, self.data);
        options.pictures = pictures;
        given.run(&match self.ids.split_first() {
            Some((first, areas)) if first == "series" => {
                Stage::Series(Span { areas: areas.to_vec(), years: self.years })
            }
            _ if self.years.is_some() => {
                let fault = Fault::new("--years goes with `ssj figures series AREA…`");
                return Err(fault.into());
            }
            _ => Stage::Figures(self.ids),
        })
    }

    /// In which forms a figure goes out.
    fn pictures(&self, given: &Given) -> Result<Pictures> {
        let forms = forms_of(&given.format, &[Form::Svg, Form::Png]);
        let png = forms.contains(&Form::Png);
        let dots = self.size.or(self.width.map(Dots::Wide));
        if dots.is_some() && !png {
            let fault = Fault::new("--width and --size are of pictures");
            return Err(fault.hint("add --format png").into());
        }
        Ok(Pictures {
            png: png.then(|| dots.unwrap_or_default()),
            svg: given.format.is_empty() || forms.contains(&Form::Svg),
            data: given.format.is_empty() || !given.options.formats.is_empty(),
        })
    }
}
