//! A build without Parquet says so.

use ssj::ingest::Selection;
use ssj::model::Reader::Parquet;

use super::known_areas::{file, refused, source};

#[test]
fn a_build_without_parquet_says_how_to_get_one_with_it() {
    let (folder, path) = file("data.parquet", "PAR1");
    let words = ["built without Parquet", "--features parquet"];
    refused(&source(&path, "office", Parquet, Selection::Everything), &words);
    refused(&source(folder.path(), "office", Parquet, Selection::Everything), &words);
}
