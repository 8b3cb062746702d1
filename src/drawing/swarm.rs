//! Places along a line in, tiles side by side out: each at its place, in the lane nearest to the middle
//! that has room.

/// A tile: whose it is, where its centre stands, and how many lanes from the middle, below counted up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tile {
    pub area: usize,
    pub x: f64,
    pub lane: i32,
}

/// Tiles `width` wide for things at their places, none upon another; at most `lanes` lanes, where tiles
/// lie upon each other if they must.
pub fn swarm(mut places: Vec<(usize, f64)>, width: f64, lanes: usize) -> Vec<Tile> {
    places.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let mut ends: Vec<f64> = Vec::new();
    let mut tiles = Vec::new();
    for (area, x) in places {
        let free = ends.iter().position(|end| x - width / 2.0 >= *end);
        let lane = match free {
            Some(lane) => lane,
            None if ends.len() < lanes.max(1) => {
                ends.push(0.0);
                ends.len() - 1
            }
            None => (0..ends.len()).min_by(|&a, &b| ends[a].total_cmp(&ends[b])).unwrap_or(0),
        };
        ends[lane] = x + width / 2.0;
        tiles.push(Tile { area, x, lane: from_middle(lane) });
    }
    tiles
}

/// The lanes in the order in which they are filled: 0, 1, −1, 2, −2 …
fn from_middle(n: usize) -> i32 {
    let step = n.div_ceil(2) as i32;
    if n % 2 == 1 { step } else { -step }
}

/// The lowest and the highest lane in use.
pub fn lanes(tiles: &[Tile]) -> (i32, i32) {
    let all = || tiles.iter().map(|tile| tile.lane);
    (all().min().unwrap_or(0), all().max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_stand_at_their_places_and_not_upon_each_other() {
        let places: Vec<(usize, f64)> = (0..187).map(|i| (i, f64::from(i as u32 % 40))).collect();
        let tiles = swarm(places.clone(), 4.0, 99);
        assert_eq!(tiles.len(), 187);
        for (i, one) in tiles.iter().enumerate() {
            assert_eq!(one.x, places[one.area].1);
            for other in &tiles[i + 1..] {
                assert!(one.lane != other.lane || (one.x - other.x).abs() >= 4.0 - 1e-9);
            }
        }
        let (low, high) = lanes(&tiles);
        assert!((low + high).abs() <= 1, "{low} {high}");
    }

    #[test]
    fn ties_take_a_lane_each_and_one_alone_the_middle() {
        let lane = |tiles: Vec<Tile>| tiles.iter().map(|t| t.lane).collect::<Vec<_>>();
        assert_eq!(lane(swarm(vec![(7, 3.0)], 1.0, 9)), [0]);
        assert_eq!(lane(swarm(vec![(0, 3.0), (1, 3.0), (2, 3.0)], 1.0, 9)), [0, 1, -1]);
        assert_eq!(lane(swarm(vec![(0, 3.0), (1, 3.0), (2, 3.0)], 1.0, 2)), [0, 1, 0]);
    }
}
