//! How long the whole score stage takes on made-up indices, on one thread, beside the same cells in
//! a bare loop; how that grows with areas and indicators; and how often it allocates. `cargo bench
//! --bench score` prints a table. Times are the fastest of some runs; ratios are what carries over to other
//! machines.

mod machine;

use std::alloc::{GlobalAlloc, Layout, System};
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use machine::seconds;
use ssj::framework::{self, Framework};
use ssj::model::Grid;
use ssj::score::{History, Input, score};

/// The system's allocator, with every call that gives memory counted.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

const FOCUS_AREAS: usize = 4;
const YEARS: usize = 30;

/// How an index is made: a name for the table, defaults of the whole, and both aggregations.
struct Made {
    name: &'static str,
    defaults: &'static str,
    below: &'static str,
    index: &'static str,
    gaps: bool,
}

const ARITHMETIC: &str = "arithmetic_mean\"";
const GEOMETRIC: &str = "geometric_mean\", floor = 1";

const GOALPOSTS: Made = Made {
    name: "goalposts, arithmetic then geometric",
    defaults: "",
    below: ARITHMETIC,
    index: GEOMETRIC,
    gaps: false,
};

const MIN_MAX: Made = Made {
    name: "min–max with gaps, medians, winsorised",
    defaults: "[normalise]\nmethod = \"min_max\"\nscale = [1, 100]\n[[impute]]\nmethod = \"median\"\nby = \"REGION\"\n[treat]\nmethod = \"winsorise\"\n",
    below: ARITHMETIC,
    index: GEOMETRIC,
    gaps: true,
};

const RANKS: Made = Made {
    name: "percentile ranks with gaps",
    defaults: "[normalise]\nmethod = \"percentile_rank\"\n",
    below: ARITHMETIC,
    index: ARITHMETIC,
    gaps: true,
};

const ALL_YEARS: Made = Made {
    name: "min–max over all years",
    defaults: "[normalise]\nmethod = \"min_max\"\nover = \"all_years\"\n",
    below: ARITHMETIC,
    index: ARITHMETIC,
    gaps: false,
};

const NEAREST: Made = Made {
    name: "5 nearest areas",
    defaults: "[[impute]]\nmethod = \"nearest_areas\"\nk = 5\n",
    below: ARITHMETIC,
    index: ARITHMETIC,
    gaps: true,
};

const COPELAND: Made =
    Made { name: "Copeland", defaults: "", below: ARITHMETIC, index: "copeland\"", gaps: false };

const DOUBT: Made = Made {
    name: "benefit of the doubt",
    defaults: "",
    below: ARITHMETIC,
    index: "benefit_of_the_doubt\"",
    gaps: false,
};

impl Made {
    fn framework(&self, indicators: usize) -> Framework {
        let Made { defaults, below, index, .. } = self;
        let mut text = format!(
            "code = \"b\"\nname = \"B\"\n{defaults}\n[[level]]\ncode = \"index\"\nname = \"I\"\n\
             complete = false\naggregate = {{ method = \"{index} }}\n"
        );
        for area in 0..FOCUS_AREAS {
            let level = format!(
                "[[level]]\ncode = \"f{area}\"\nparent = \"index\"\nname = \"F\"\naggregate = {{ method = \"{below} }}\n"
            );
            text += &level;
        }
        for i in 0..indicators {
            let (parent, weight) = (i * FOCUS_AREAS / indicators, 1 + i % 3);
            let posts = if i % 2 == 0 { "worst = 0, best = 90" } else { "worst = 95, best = 5" };
            let written = writeln!(
                text,
                "[[indicator]]\ncode = \"i{i}\"\nparent = \"f{parent}\"\nname = \"I\"\nvalue = \"V{i}\"\nweight = {weight}\ngoalposts = {{ {posts} }}"
            );
            written.expect("a text can always be written to");
        }
        framework::read(Path::new("bench.toml"), &text).expect("the made framework")
    }

    /// Values from 0 to 100, skewed to the low end; one in ten is missing where there are gaps.
    fn input(&self, areas: usize, indicators: usize, year: usize) -> Input {
        let mut numbers = Numbers(year as u64 + 1);
        let values = Grid::from_fn(areas, indicators, |_, _| {
            let (value, chance) = (numbers.next(), numbers.next());
            (!self.gaps || chance > 0.1).then_some(100.0 * value * value)
        });
        let mut input = Input::of_values((0..areas).map(|a| format!("A{a:05}")).collect(), values);
        let region = |a: usize| Some(format!("R{}", a % 5));
        input.groups.insert("REGION".to_owned(), (0..areas).map(region).collect());
        input
    }

    /// Inputs of several years; each knows the values of all of them where the framework asks.
    fn years(&self, areas: usize, indicators: usize, years: usize) -> Vec<Input> {
        let mut inputs: Vec<Input> =
            (0..years).map(|year| self.input(areas, indicators, year)).collect();
        if self.defaults.contains("all_years") {
            let of = |i: usize| -> Vec<f64> {
                inputs.iter().flat_map(|input| input.values.column(i).flatten().copied()).collect()
            };
            let history = History::new((0..indicators).map(of).collect());
            inputs.iter_mut().for_each(|input| input.history = history.clone());
        }
        inputs
    }
}

/// Numbers from 0 to 1 that depend on the seed alone (a linear congruence, high bits).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }
}

/// The fastest of some runs in milliseconds: what the machine does beside can only slow them.
fn fastest_ms<T>(mut work: impl FnMut() -> T) -> f64 {
    let (start, mut fastest, mut runs) = (seconds(), f64::INFINITY, 0);
    while runs < 4 || seconds() - start < 0.5 {
        let since = seconds();
        black_box(work());
        fastest = (seconds() - since).min(fastest);
        runs += 1;
    }
    fastest * 1000.0
}

/// The least that an index of these cells costs: the lowest and the highest value of each column,
/// every cell placed between them, and its weighted mean for each area; nothing checked or kept.
fn bare_loop(values: &Grid<Option<f64>>) -> f64 {
    let (rows, columns) = (values.rows(), values.columns());
    let mut ranges = vec![(f64::INFINITY, f64::NEG_INFINITY); columns];
    for a in 0..rows {
        for (range, x) in ranges.iter_mut().zip(values.row(a)) {
            let Some(x) = x else { continue };
            *range = (range.0.min(*x), range.1.max(*x));
        }
    }
    let mut whole = 0.0;
    for a in 0..rows {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (i, (range, x)) in ranges.iter().zip(values.row(a)).enumerate() {
            let Some(x) = x else { continue };
            let weight = (1 + i % 3) as f64;
            sum += weight * 100.0 * (x - range.0) / (range.1 - range.0);
            weights += weight;
        }
        whole += sum / weights;
    }
    whole
}

/// What scoring some cells took.
struct Taken {
    cells: usize,
    ms: f64,
    /// Of the bare loop over the same cells.
    bare: f64,
    allocations: usize,
}

impl Taken {
    fn of(made: &Made, areas: usize, indicators: usize, years: usize) -> Self {
        let framework = made.framework(indicators);
        let inputs = made.years(areas, indicators, years);
        let all = || -> usize {
            let scored = |input| score(&framework, input).unwrap_or_else(|e| panic!("{e}"));
            inputs.iter().map(|input| black_box(scored(input)).levels.rows()).sum()
        };
        let before = ALLOCATIONS.load(Ordering::Relaxed);
        black_box(all());
        let allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
        let bare = fastest_ms(|| inputs.iter().map(|i| bare_loop(&i.values)).sum::<f64>());
        Taken { cells: areas * indicators * years, ms: fastest_ms(all), bare, allocations }
    }

    fn per_cell(&self) -> f64 {
        self.ms / self.cells as f64
    }

    fn line(&self, what: &str) {
        let Taken { cells, ms, bare, allocations } = self;
        println!(
            "  {what:<28} {ms:9.2} ms  {:7.1} ns per cell  {:6.1} × the bare loop  {:.4} allocations per cell",
            1e6 * self.per_cell(),
            ms / bare,
            *allocations as f64 / *cells as f64
        );
    }
}

/// Time per cell at twice the size over time per cell: 1 where the growth is linear.
fn growth(made: &Made, areas: usize, indicators: usize) {
    let once = Taken::of(made, areas, indicators, 1).per_cell();
    let by_areas = Taken::of(made, 2 * areas, indicators, 1).per_cell() / once;
    let by_indicators = Taken::of(made, areas, 2 * indicators, 1).per_cell() / once;
    println!(
        "  time per cell at twice {areas:>6} areas: × {by_areas:.2}; at twice {indicators} indicators: × {by_indicators:.2}"
    );
}

fn main() {
    for made in [GOALPOSTS, MIN_MAX, RANKS] {
        println!("{}", made.name);
        Taken::of(&made, 200, 100, 1).line("200 × 100");
        Taken::of(&made, 200, 100, YEARS).line("200 × 100 × 30 years");
        Taken::of(&made, 10_000, 100, 1).line("10 000 × 100");
        growth(&made, 200, 100);
        growth(&made, 10_000, 100);
    }
    println!("{}", ALL_YEARS.name);
    Taken::of(&ALL_YEARS, 200, 100, 1).line("200 × 100");
    Taken::of(&ALL_YEARS, 200, 100, YEARS).line("200 × 100 × 30 years");
    // These compare every area with every other: × 2 per cell at twice the areas.
    for made in [NEAREST, COPELAND, DOUBT] {
        println!("{}", made.name);
        Taken::of(&made, 200, 100, 1).line("200 × 100");
        growth(&made, 1000, 100);
    }
}
