//! The arguments of what goes to other programs and comes from them.

use std::path::PathBuf;

use clap::Subcommand;
use ssj::exchange::coinr::{self, Years};
use ssj::fault::Result;
use ssj::pipeline;

use super::given::Given;

#[derive(Subcommand)]
pub enum Export {
    /// iData.csv and iMeta.csv for the R package COINr, and build.R, which scores them there
    Coinr {
        /// A framework of one's own [default: the edition's]
        #[arg(long, value_name = "FILE")]
        framework: Option<PathBuf>,
        /// Its data, as for score
        #[arg(long, value_name = "PATH", num_args = 1..)]
        data: Vec<PathBuf>,
        /// Every year up to the cut-off, with a column Time [default: the values used, without]
        #[arg(long)]
        all_years: bool,
        /// Values as measured [default: floored, transformed and imputed, as they are scored]
        #[arg(long)]
        native: bool,
    },
}

impl Export {
    pub fn run(self, mut given: Given) -> Result<()> {
        let Export::Coinr { framework, data, all_years, native } = self;
        (given.options.framework, given.options.data) = (framework, data);
        let years = if all_years { Years::All } else { Years::Used };
        given.print(&pipeline::export_coinr(&given.options, coinr::Form { years, native })?)
    }
}

#[derive(Subcommand)]
pub enum Import {
    /// framework.toml and data.csv from the iData and iMeta of the R package COINr
    Coinr {
        /// iData as CSV
        #[arg(long, value_name = "FILE")]
        data: PathBuf,
        /// iMeta as CSV
        #[arg(long, value_name = "FILE")]
        meta: PathBuf,
        /// The year of the values, where iData has no Time
        #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=2100))]
        year: Option<i32>,
    },
}

impl Import {
    pub fn run(self, given: &Given) -> Result<()> {
        let Import::Coinr { data, meta, year } = self;
        given.print(&pipeline::import_coinr(&given.options, &data, &meta, year)?)
    }
}
