//! `ssj fetch`: the originals of publishers, pinned.

use clap::Args;
use ssj::fault::Result;
use ssj::fetch::Settings;
use ssj::ingest::examine;
use ssj::pipeline::{self, FetchOrder};

use super::given::Given;

#[derive(Args)]
pub struct Fetch {
    /// Providers or series, by code [default: all that can be fetched]
    names: Vec<String>,
    /// Fetch nothing: list the originals, of when they are, and which are due
    #[arg(long, conflicts_with_all = ["locked", "offline", "accept_shrunken"])]
    list: bool,
    /// Nothing but what is pinned: what the store lacks is fetched, what differs is refused
    #[arg(long, conflicts_with = "accept_shrunken")]
    locked: bool,
    /// Never touch the network: verify the store, and say what is missing
    #[arg(long, conflicts_with = "accept_shrunken")]
    offline: bool,
    /// Take a reply with far fewer rows than the pinned one
    #[arg(long)]
    accept_shrunken: bool,
}

impl Fetch {
    pub fn run(self, given: Given) -> Result<()> {
        let Fetch { names, list, locked, offline, accept_shrunken } = self;
        if list {
            return given.show(&pipeline::list_sources(&names, &given.options)?);
        }
        let order = FetchOrder { names, locked, offline, accept_shrunken };
        let fetched = pipeline::fetch(&order, &given.options, Settings::default(), &examine)?;
        given.show(&fetched)?;
        fetched.check()
    }
}
