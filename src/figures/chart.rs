//! What every kind of figure is: an id, what is said, a key across the top and what is drawn below it. A kind
//! in, the finished figure out; the kind says what is special.

use super::figure::{Figure, Told};
use crate::drawing::{Canvas, Key, Sample};
use crate::exhibits::{Exhibits, source};
use crate::fault::Result;

type Draw<'a> = dyn FnOnce(&mut Canvas) -> Result<()> + 'a;

/// What stands below the key: how far down it goes, and how it is drawn.
pub(super) struct Below<'a> {
    bottom: f64,
    draw: Box<Draw<'a>>,
}

impl<'a> Below<'a> {
    pub fn new(bottom: f64, draw: impl FnOnce(&mut Canvas) -> Result<()> + 'a) -> Result<Self> {
        Ok(Below { bottom, draw: Box::new(draw) })
    }
}

pub(super) trait Chart {
    fn exhibits(&self) -> &Exhibits<'_>;

    fn id(&self) -> &str;

    fn title(&self) -> Result<String>;

    fn subtitle(&self) -> Result<String>;

    /// What a reader who can't see the drawing needs; `finding` is the title.
    fn alt(&self, finding: &str) -> Result<String>;

    fn note(&self) -> Result<String>;

    fn data(&self) -> Vec<Vec<String>>;

    /// Positions of the indicators whose sources it names: all that are scored.
    fn shows(&self) -> Vec<usize> {
        self.exhibits().framework.scored().collect()
    }

    /// Nothing stands above a drawing whose marks are named where they are.
    fn key(&self) -> Result<Vec<(Sample, String)>> {
        Ok(Vec::new())
    }

    /// `top`: where the key ends.
    fn below(&self, top: f64) -> Result<Below<'_>>;

    fn figure(&self) -> Result<Figure> {
        let exhibits = self.exhibits();
        let title = self.title()?;
        let alt = self.alt(&title)?;
        let key = Key::across(exhibits.look, self.key()?);
        let Below { bottom, draw } = self.below(key.height())?;
        let mut canvas = key.over(exhibits.look, self.id(), bottom);
        draw(&mut canvas)?;
        let drawing = canvas.finish(&title, &alt)?;
        Ok(Told {
            id: self.id().to_owned(),
            title,
            subtitle: self.subtitle()?,
            note: self.note()?,
            source: source::of(exhibits, self.shows())?,
            alt,
            data: self.data(),
        }
        .of(drawing))
    }
}
