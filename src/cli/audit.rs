//! `ssj audit`: up to the audit.

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline::Stage;

use super::given::{Given, Own};

#[derive(Args)]
pub struct Audit {
    #[command(flatten)]
    own: Own,
}

impl Audit {
    pub fn run(self, mut given: Given) -> Result<()> {
        self.own.into(&mut given.options);
        given.run(&Stage::Audit)
    }
}
