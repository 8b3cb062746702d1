use super::*;
use crate::exhibits::sample::WORLD;

#[test]
fn medians_are_over_the_states_with_both_sexes() {
    let exhibits = WORLD.exhibits();
    let panels = Sexes::new(&exhibits).unwrap().panels;
    assert!(!panels.is_empty());
    for panel in &panels {
        let all = panel.medians[0].as_ref().unwrap();
        assert_eq!(all.n, panel.pairs.len());
        let below = panel.pairs.iter().filter(|p| p.women < all.women).count();
        let above = panel.pairs.iter().filter(|p| p.women > all.women).count();
        assert!(below <= all.n / 2 && above <= all.n / 2);
    }
}
