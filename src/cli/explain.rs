//! `ssj explain`: where a number comes from.

use std::path::PathBuf;

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline;

use super::given::Given;

#[derive(Args)]
pub struct Explain {
    /// An area, by code or by name in any language of the reference table
    area: String,
    /// A level or an indicator, by code, name or a word of it [default: the index]
    code: Option<String>,
    /// As if this were the last year that counts [default: the edition's]
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true)]
    year: Option<i32>,
    /// A framework of one's own [default: the edition's]
    #[arg(long, value_name = "FILE")]
    framework: Option<PathBuf>,
    /// Its data, as for score
    #[arg(long, value_name = "PATH", num_args = 1..)]
    data: Vec<PathBuf>,
}

impl Explain {
    pub fn run(self, mut given: Given) -> Result<()> {
        let Explain { area, code, year, framework, data } = self;
        (given.options.framework, given.options.data) = (framework, data);
        given.show(&pipeline::explain(&given.options, &area, code.as_deref(), year)?)
    }
}
