//! Where outputs go and of which edition they are in; their names, relative to that folder, out.
//!
//! One rule for every command: `--out DIR` takes tables and documents straight, and figures in
//! `figures/`. Without it an edition has the folders `report/ID/` and `figures/ID/` of the project.

/// How the names of outputs are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Layout {
    Straight,
    /// In the folders that the project has for this edition.
    Edition(String),
}

impl Layout {
    /// The folder of tables and documents, with its `/`; empty where they go straight.
    pub fn home(&self) -> String {
        match self {
            Layout::Straight => String::new(),
            Layout::Edition(id) => format!("report/{id}/"),
        }
    }

    /// The folder of figures, with its `/`.
    pub fn figures(&self) -> String {
        match self {
            Layout::Straight => "figures/".to_owned(),
            Layout::Edition(id) => format!("figures/{id}/"),
        }
    }

    /// Folders that hold nothing but what was made for an edition.
    pub fn own(&self) -> Vec<String> {
        match self {
            Layout::Straight => Vec::new(),
            Layout::Edition(_) => vec![self.home(), self.figures()],
        }
    }

    /// The name here of the file that the project calls `name` in the edition `id`.
    pub fn name_of(&self, name: &str, id: &str) -> String {
        let project = Layout::Edition(id.to_owned());
        if let Some(figure) = name.strip_prefix(&project.figures()) {
            return self.figures() + figure;
        }
        name.strip_prefix(&project.home()).map_or(name.to_owned(), |file| self.home() + file)
    }
}
