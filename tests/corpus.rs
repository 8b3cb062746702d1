//! Bad inputs: each kind by itself, and a corpus of mutated ones. What comes of one is right, or an error
//! with its place.

#[cfg(unix)]
#[path = "corpus/bases.rs"]
mod bases;
#[allow(dead_code)] // the readers' tests use the rest
#[path = "readers/forms.rs"]
mod forms;
#[path = "corpus/kinds.rs"]
mod kinds;
#[path = "readers/known_areas.rs"]
mod known_areas;
#[cfg(unix)]
#[path = "corpus/mutate.rs"]
mod mutate;
#[cfg(unix)]
#[path = "corpus/mutated.rs"]
mod mutated;
#[allow(dead_code)]
#[path = "readers/one_file.rs"]
mod one_file;
mod workdir;
