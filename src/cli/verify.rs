//! `ssj verify`: an edition built anew and compared with its lock; ends by its verdict.

use clap::Args;
use ssj::fault::Result;
use ssj::pipeline;

use super::given::Given;

#[derive(Args)]
pub struct Verify {
    /// The edition [default: that of --edition, else the latest]
    #[arg(value_name = "EDITION")]
    id: Option<String>,
    /// Write what is built as the edition's lock, report/editions/ID.lock, and verify by it
    #[arg(long)]
    lock: bool,
}

impl Verify {
    pub fn run(self, mut given: Given) -> Result<u8> {
        given.options.edition = self.id.or(given.options.edition);
        let verified = pipeline::verify(&given.options, self.lock)?;
        given.show(&verified)?;
        Ok(verified.grade.code())
    }
}
