//! The readers of originals, each on fixtures of ours and on genuine files where they are at hand.

#[path = "readers/wid.rs"]
mod wid;
#[path = "readers/world_of_areas.rs"]
mod world_of_areas;
#[path = "readers/worldbank.rs"]
mod worldbank;
