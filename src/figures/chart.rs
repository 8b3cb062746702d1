//! What every kind of figure is: an id, what is said, a key across the top and what is drawn below it. A kind
//! in, the finished figure out; the kind says what is special.

use super::figure::{Figure, Task};
use crate::drawing::{Canvas, Drawing, Key, Sample, Scale};
use crate::exhibits::{Exhibits, ids};
use crate::fault::Result;
use crate::look::Look;
use crate::words::{Number, Say, Words};

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
    /// Its sentences stand under `figure.<family>`.
    const FAMILY: &'static str;

    fn words(&self) -> &Words;

    fn look(&self) -> &Look;

    /// The source line.
    fn source(&self) -> Result<String>;

    /// That of its family, where that has one figure.
    fn id(&self) -> &str {
        Self::FAMILY
    }

    fn title(&self) -> Result<String>;

    fn subtitle(&self) -> Result<String>;

    /// What a reader who can't see the drawing needs; `finding` is the title.
    fn alt(&self, finding: &str) -> Result<String>;

    fn note(&self) -> Result<String>;

    /// Whether the code of an area stands where its name has no room, which the note then says.
    fn has_codes(&self) -> bool {
        false
    }

    fn data(&self) -> Vec<Vec<String>>;

    /// Nothing stands above a drawing whose marks are named where they are.
    fn key(&self) -> Result<Vec<(Sample, String)>> {
        Ok(Vec::new())
    }

    /// `top`: where the key ends.
    fn below(&self, top: f64) -> Result<Below<'_>>;

    /// Of the drawing, in millimetres.
    fn drawing_width(&self) -> f64 {
        self.look().page.text_width
    }

    /// The words of its family under a key, as they stand.
    fn word(&self, key: &str) -> Result<&str> {
        self.words().get(&key_of(Self::FAMILY, key))
    }

    /// The sentence of its family under a key: what `say!` calls.
    fn say(&self, key: &str, said: &[(&str, Say)]) -> Result<String> {
        self.words().say(&key_of(Self::FAMILY, key), said)
    }

    /// A number as its language prints it.
    fn print(&self, number: Number) -> String {
        self.words().number(number)
    }

    /// At most `n` ticks of a scale, each with its number.
    fn ticks(&self, of: &Scale, n: usize, number: impl Fn(f64) -> Number) -> Vec<(f64, String)> {
        of.ticks(n).into_iter().map(|(value, at)| (at, self.print(number(value)))).collect()
    }

    /// Sentences and rows with commas of their own, one after the other: `A; B`.
    fn apart(&self, said: impl Iterator<Item = Result<String>>) -> Result<String> {
        Ok(self.words().apart(&said.collect::<Result<Vec<_>>>()?))
    }

    /// Entries of its key, each with the words under a key of its family.
    fn entries<'b>(
        &self,
        of: impl IntoIterator<Item = (Sample, &'b str)>,
    ) -> Result<Vec<(Sample, String)>> {
        of.into_iter().map(|(sample, key)| Ok((sample, self.word(key)?.to_owned()))).collect()
    }

    fn figure(&self) -> Result<Figure> {
        let title = self.title()?;
        let alt = self.alt(&title)?;
        let key = Key::new(self.key()?, self.drawing_width(), self.look().small());
        let Below { bottom, draw } = self.below(key.height())?;
        let mut canvas = Canvas::new(self.look(), self.id(), (self.drawing_width(), bottom));
        key.draw(&mut canvas, (0.0, 0.0));
        draw(&mut canvas)?;
        let Drawing { svg, size, overlaps, no_room } = canvas.finish(&title, &alt)?;
        let mut note = self.note()?;
        if self.has_codes() {
            note = [&note, self.words().get("figure.frame.codes")?].join(" ");
        }
        Ok(Figure {
            id: self.id().to_owned(),
            title,
            subtitle: self.subtitle()?,
            note,
            source: self.source()?,
            alt,
            drawing: svg,
            size,
            overlaps,
            no_room,
            data: self.data(),
            said: Vec::new(),
        })
    }
}

fn key_of(family: &str, key: &str) -> String {
    ["figure", family, key].join(".")
}

/// What a kind has of the exhibits that it is made from, with its family: its source line is that of all scored
/// indicators, of those under its `level` (of which its figures bear their ids), of those that a method names by
/// position, or its `own`.
macro_rules! exhibited {
    ($family:literal, own) => {
        const FAMILY: &'static str = $family;

        fn words(&self) -> &$crate::words::Words {
            self.exhibits.words
        }

        fn look(&self) -> &$crate::look::Look {
            self.exhibits.look
        }
    };
    ($family:literal) => {
        $crate::figures::chart::exhibited!($family, own);

        fn source(&self) -> Result<String> {
            $crate::exhibits::source::of(self.exhibits, self.exhibits.framework.scored())
        }
    };
    ($family:literal, level) => {
        $crate::figures::chart::exhibited!($family, own);

        fn id(&self) -> &str {
            &self.id
        }

        fn source(&self) -> Result<String> {
            let shown = self.exhibits.framework.scored_under(self.level);
            $crate::exhibits::source::of(self.exhibits, shown)
        }
    };
    ($family:literal, $shows:ident) => {
        $crate::figures::chart::exhibited!($family, own);

        fn source(&self) -> Result<String> {
            $crate::exhibits::source::of(self.exhibits, self.$shows())
        }
    };
}
pub(super) use exhibited;

/// What is said one after the other, with `between` two.
pub(super) fn joined(said: impl Iterator<Item = Result<String>>, between: &str) -> Result<String> {
    Ok(said.collect::<Result<Vec<_>>>()?.join(between))
}

/// The only figure of its family, where there is something to show.
pub(super) fn alone<'a, C: Chart>(
    is_shown: bool,
    chart: impl Fn() -> C + Send + Sync + 'a,
) -> Vec<Task<'a>> {
    let task = Task::new(C::FAMILY, move || chart().figure());
    Some(task).filter(|_| is_shown).into_iter().collect()
}

/// `<family>_<level>`: one for the index and every focus area that has something to show.
pub(super) fn of_levels<'a, C: Chart>(
    exhibits: &'a Exhibits<'a>,
    is_shown: impl Fn(usize) -> bool,
    chart: impl Fn(usize, String) -> C + Clone + Send + Sync + 'a,
) -> Vec<Task<'a>> {
    let levels = exhibits.framework.index_and_focus_areas();
    let task = |level: usize| {
        let (chart, id) =
            (chart.clone(), ids::id_of(C::FAMILY, &exhibits.framework.levels[level].code));
        Task::new(id.clone(), move || chart(level, id.clone()).figure())
    };
    levels.filter(|level| is_shown(*level)).map(task).collect()
}
