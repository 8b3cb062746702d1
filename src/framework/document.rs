use std::path::Path;

use super::Framework;
use crate::fault::Result;

pub fn read(_file: &Path, _text: &str) -> Result<Framework> {
    todo!()
}
