//! Centres in, targets on the grid out: every region stretched into its room, crowds pushed apart.

use std::collections::BTreeMap;

use super::bins::Bins;
use super::site::Site;

/// What the assignment aims at.
pub(super) struct Aims {
    pub columns: usize,
    pub rows: usize,
    /// Column and row of every site, in cells, at least about one cell apart.
    pub targets: Vec<(f64, f64)>,
    /// Latitude and unwrapped longitude of every site.
    pub centres: Vec<(f64, f64)>,
    /// Cluster of every site.
    pub blocks: Vec<usize>,
}

/// Where a region's room lies and how large it is, in cells; a region may have several, by latitude.
struct Room {
    region: &'static str,
    /// Areas whose centre lies at this latitude or north of it, and south of the room before.
    from_latitude: f64,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// Rooms of the world's five regions, as the reference table names them (M49). Sizes follow the
/// number of States and the shape of the land: Europe gets as much room as Africa, because it has
/// nearly as many States; Central America and the Caribbean hold two thirds of the Americas'
/// States in a fifth of its length. The oceans keep a column or a row.
const ROOMS: [Room; 7] = [
    room("Americas", 27.0, [2.0, 0.5, 1.0, 3.0]),
    room("Americas", 8.5, [0.5, 4.0, 8.0, 6.5]),
    room("Americas", -90.0, [5.0, 11.0, 3.5, 5.0]),
    room("Europe", -90.0, [10.0, 0.0, 9.0, 7.5]),
    room("Africa", -90.0, [10.0, 9.0, 9.0, 8.5]),
    room("Asia", -90.0, [19.0, 2.5, 9.0, 8.7]),
    room("Oceania", -90.0, [22.5, 13.0, 5.0, 4.7]),
];

const fn room(region: &'static str, from_latitude: f64, place: [f64; 4]) -> Room {
    let [left, top, width, height] = place;
    Room { region, from_latitude, left, top, width, height }
}

/// How far a region is evened out: 0 keeps distances in degrees, 1 keeps only their order.
const EVENED: f64 = 0.6;

/// More areas than this, and the rooms grow with them.
const ROOM_FOR: f64 = 220.0;

/// Cells kept free around the map for areas that are pushed out of their room.
const MARGIN: f64 = 2.0;

pub(super) fn spread(sites: &[Site]) -> Aims {
    let rooms: Vec<Option<usize>> = sites.iter().map(room_of).collect();
    let known = rooms.iter().all(Option::is_some);
    let rooms: Vec<usize> = rooms.iter().map(|r| r.filter(|_| known).unwrap_or(0)).collect();
    let blocks: Vec<usize> =
        rooms.iter().map(|&room| if known { block(room) } else { 0 }).collect();
    let mut centres: Vec<_> = sites.iter().map(|s| s.centre.unwrap_or_default()).collect();
    for inside in groups(&blocks) {
        unwrap(&mut centres, &inside);
    }
    let larger = if known { (sites.len() as f64 / ROOM_FOR).sqrt().max(1.0) } else { 1.0 };
    let mut targets = vec![(0.0, 0.0); sites.len()];
    for inside in groups(&rooms) {
        let of = |axis: fn(&(f64, f64)) -> f64| inside.iter().map(|&i| axis(&centres[i])).collect();
        let (down, across): (Vec<f64>, Vec<f64>) = (of(|c| -c.0), of(|c| c.1));
        let fallback = room_for(&across, &down);
        let room = if known { &ROOMS[rooms[inside[0]]] } else { &fallback };
        for ((&site, x), y) in inside.iter().zip(evened(&across)).zip(evened(&down)) {
            targets[site] = (
                MARGIN + larger * room.left + x * (larger * room.width - 1.0),
                MARGIN + larger * room.top + y * (larger * room.height - 1.0),
            );
        }
    }
    let targets = apart(targets, &blocks);
    let extent = |of: fn(&(f64, f64)) -> f64| targets.iter().map(of).fold(0.0, f64::max);
    let columns = (extent(|t| t.0) + MARGIN).ceil() as usize + 1;
    let rows = (extent(|t| t.1) + MARGIN).ceil() as usize + 1;
    // A cell for each, wherever the crowds are.
    let rows = rows.max(sites.len().div_ceil(columns));
    Aims { columns, rows, targets, centres, blocks }
}

fn room_of(site: &Site) -> Option<usize> {
    let (latitude, _) = site.centre?;
    ROOMS.iter().position(|r| Some(r.region) == site.region && latitude >= r.from_latitude)
}

/// The first room of the same region.
fn block(room: usize) -> usize {
    ROOMS.iter().position(|r| r.region == ROOMS[room].region).unwrap_or(room)
}

/// The sites of each group, in order.
fn groups(of_site: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (site, &group) in of_site.iter().enumerate() {
        groups.entry(group).or_default().push(site);
    }
    groups.into_values().collect()
}

/// A room for any other table: 1.6 cells an area, in the proportions of the land it covers.
fn room_for(across: &[f64], down: &[f64]) -> Room {
    let span = |values: &[f64]| {
        let (lowest, highest) = range(values);
        (highest - lowest).max(1e-9)
    };
    let middle = down.iter().sum::<f64>() / down.len() as f64;
    let wide = span(across) * middle.to_radians().cos();
    let proportion = (wide / span(down)).clamp(0.4, 2.5);
    let cells = 1.6 * down.len() as f64;
    let width = (cells * proportion).sqrt();
    room("", -90.0, [0.0, 0.0, width, cells / width])
}

/// Counts the longitudes of some sites on from their widest gap, so that the date line cuts none.
fn unwrap(centres: &mut [(f64, f64)], sites: &[usize]) {
    let mut longitudes: Vec<f64> = sites.iter().map(|&i| centres[i].1.rem_euclid(360.0)).collect();
    longitudes.sort_by(f64::total_cmp);
    let after = |i: usize| match longitudes.get(i + 1) {
        Some(next) => next - longitudes[i],
        None => longitudes[0] + 360.0 - longitudes[i],
    };
    let widest = (0..longitudes.len()).max_by(|&a, &b| after(a).total_cmp(&after(b)));
    let first = widest.map_or(0.0, |i| longitudes[(i + 1) % longitudes.len()]);
    for &site in sites {
        centres[site].1 = (centres[site].1 - first).rem_euclid(360.0);
    }
}

/// Values onto 0–1, partly by size and partly by order, so that crowded stretches widen. By size,
/// no gap counts for more than three mean gaps: one far site must not squeeze all others.
fn evened(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let longest = 3.0 * (sorted[sorted.len() - 1] - sorted[0]) / (sorted.len() as f64 - 1.0);
    if longest.is_nan() || longest <= 0.0 {
        return vec![0.5; values.len()];
    }
    let mut along = vec![0.0];
    for pair in sorted.windows(2) {
        along.push(along[along.len() - 1] + (pair[1] - pair[0]).min(longest));
    }
    let (others, whole) = ((sorted.len() - 1) as f64, along[along.len() - 1]);
    let position = |v: f64| {
        let first = sorted.partition_point(|w| *w < v);
        let last = sorted.partition_point(|w| *w <= v) - 1;
        let by_order = (first + last) as f64 / 2.0 / others;
        EVENED * by_order + (1.0 - EVENED) * along[first] / whole
    };
    values.iter().map(|&v| position(v)).collect()
}

fn range(values: &[f64]) -> (f64, f64) {
    let lowest = values.iter().copied().fold(f64::MAX, f64::min);
    let highest = values.iter().copied().fold(f64::MIN, f64::max);
    (lowest, highest)
}

/// Pushes pairs apart until no two are nearer than a cell (two cells across regions), as Dorling's
/// cartograms do (1996), with square neighbourhoods and a weak pull back to where each began.
fn apart(start: Vec<(f64, f64)>, blocks: &[usize]) -> Vec<(f64, f64)> {
    const ROUNDS: usize = 300;
    const PULL: f64 = 0.03;
    const PUSH: f64 = 0.4;
    let mut at = start.clone();
    for _ in 0..ROUNDS {
        let mut moves: Vec<(f64, f64)> =
            at.iter().zip(&start).map(|(a, s)| (PULL * (s.0 - a.0), PULL * (s.1 - a.1))).collect();
        let bins = Bins::new(&at);
        for i in 0..at.len() {
            for j in bins.around(i, 1).into_iter().filter(|j| *j > i) {
                let room = if blocks[i] == blocks[j] { 1.0 } else { 2.0 };
                let (dx, dy) = (at[j].0 - at[i].0, at[j].1 - at[i].1);
                let distance = dx.hypot(dy);
                if distance >= room {
                    continue;
                }
                // Two on one spot part eastward, the earlier code to the west.
                let (ux, uy) =
                    if distance > 1e-9 { (dx / distance, dy / distance) } else { (1.0, 0.0) };
                let push = PUSH * (room - distance) / 2.0;
                moves[i] = (moves[i].0 - push * ux, moves[i].1 - push * uy);
                moves[j] = (moves[j].0 + push * ux, moves[j].1 + push * uy);
            }
        }
        for (a, m) in at.iter_mut().zip(&moves) {
            *a = ((a.0 + m.0).max(0.0), (a.1 + m.1).max(0.0));
        }
    }
    at
}
