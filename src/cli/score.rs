//! `ssj score`: up to the scores.

use std::ops::RangeInclusive;

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline::{self, Stage};

use super::given::{Given, Own};
use super::values::years;

#[derive(Args)]
pub struct Score {
    /// One table of all levels in each of these years, such as 2010-2025, in place of the scores
    #[arg(long, value_name = "FIRST-LAST", value_parser = years)]
    years: Option<RangeInclusive<i32>>,
    #[command(flatten)]
    own: Own,
}

impl Score {
    pub fn run(self, mut given: Given) -> Result<()> {
        self.own.into(&mut given.options);
        match self.years {
            Some(years) => given.print(&pipeline::series(&given.options, years)?),
            None => given.run(&Stage::Score),
        }
    }
}
