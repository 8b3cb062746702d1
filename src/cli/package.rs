//! `ssj package`: an edition as one file that describes itself.

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline;

use super::given::Given;

#[derive(Args)]
pub struct Package {
    /// The edition [default: that of --edition, else the latest]
    #[arg(value_name = "EDITION")]
    id: Option<String>,
}

impl Package {
    pub fn run(self, mut given: Given) -> Result<()> {
        given.options.edition = self.id.or(given.options.edition);
        given.show(&pipeline::package(&given.options)?)
    }
}
