//! `ssj brief`: two pages on a State, a few, or a region.

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline::{Asked, Stage};

use super::given::Given;

#[derive(Args)]
pub struct Brief {
    /// Areas, by code or by name in any language
    #[arg(value_name = "AREA", required_unless_present = "region", value_delimiter = ',')]
    areas: Vec<String>,
    /// All areas of a region, as the reference table of areas names it
    #[arg(long, value_name = "NAME", conflicts_with = "areas")]
    region: Option<String>,
}

impl Brief {
    pub fn run(self, given: Given) -> Result<()> {
        given.run(&Stage::Brief(Asked { areas: self.areas, region: self.region }))
    }
}
