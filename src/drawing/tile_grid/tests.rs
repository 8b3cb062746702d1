use std::collections::{BTreeMap, BTreeSet};

use super::*;

type Row = (String, String, (f64, f64));

/// Code, region and centre of every ILO member in the reference table.
fn members() -> Vec<Row> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/reference/areas.csv");
    let mut table = csv::Reader::from_path(file).unwrap();
    let rows: Vec<BTreeMap<String, String>> = table.deserialize().map(Result::unwrap).collect();
    let members = rows.iter().filter(|row| row["ILO_MEMBER"] == "yes");
    members
        .map(|row| {
            let centre = (row["LATITUDE"].parse().unwrap(), row["LONGITUDE"].parse().unwrap());
            (row["REF_AREA"].clone(), row["REGION"].clone(), centre)
        })
        .collect()
}

fn sites(rows: &[Row]) -> Vec<Site<'_>> {
    rows.iter()
        .map(|(code, region, centre)| Site { code, region: Some(region), centre: Some(*centre) })
        .collect()
}

fn world() -> BTreeMap<String, Cell> {
    let rows = members();
    let grid = arrange(&sites(&rows));
    rows.into_iter().map(|row| row.0).zip(grid.cells).collect()
}

fn distinct(cells: &[Cell]) -> usize {
    cells.iter().collect::<BTreeSet<_>>().len()
}

#[test]
fn every_member_has_a_tile_of_its_own_on_a_grid_that_fits_the_page() {
    let rows = members();
    let grid = arrange(&sites(&rows));
    assert_eq!(rows.len(), 187);
    assert_eq!(distinct(&grid.cells), 187);
    assert!(grid.columns <= 31 && grid.rows <= 20, "{} × {}", grid.columns, grid.rows);
}

#[test]
fn the_order_of_the_table_does_not_matter() {
    let mut rows = members();
    rows.reverse();
    let grid = arrange(&sites(&rows));
    let reversed: BTreeMap<_, _> = rows.into_iter().map(|row| row.0).zip(grid.cells).collect();
    assert_eq!(world(), reversed);
}

#[test]
fn north_stands_above_south() {
    let world = world();
    let pairs = "NOR ITA,NOR DEU,SWE POL,FIN EST,DEU CHE,POL HUN,ITA TUN,ESP MAR,GRC EGY,RUS KAZ,\
        MNG CHN,CHN VNM,IND LKA,NPL IND,TUR SAU,CAN USA,USA MEX,MEX PAN,CUB JAM,BHS CUB,COL PER,\
        PER CHL,BRA URY,VEN BRA,DZA NGA,NER NGA,EGY SDN,SDN UGA,ETH KEN,KEN TZA,TZA MOZ,ZMB ZWE,\
        COD ZAF,BWA ZAF,AGO NAM,PNG AUS,AUS NZL,PHL IDN,LVA LTU,ATG BRB,DMA GRD";
    for pair in pairs.split(',') {
        let (north, south) = pair.trim().split_once(' ').unwrap();
        assert!(world[north].row < world[south].row, "{north} above {south}");
    }
}

#[test]
fn west_stands_left_of_east() {
    let world = world();
    let pairs = "PRT ESP,ESP ITA,ITA GRC,GRC TUR,FRA CHE,CHE AUT,IRL GBR,GBR DEU,GBR NLD,DEU POL,\
        POL UKR,NOR SWE,SWE FIN,TUR ARM,GEO AZE,IRN AFG,PAK IND,IND MMR,THA VNM,CHN KOR,KOR JPN,\
        VNM PHL,PER BRA,CHL ARG,ARG URY,ECU BRA,MEX CUB,GTM HND,CUB DOM,JAM ATG,USA IRL,BRA AGO,\
        SEN MLI,MLI NER,NER TCD,GHA NGA,GHA KEN,CIV GHA,NGA ETH,MAR DZA,DZA LBY,LBY EGY,COD KEN,\
        UGA KEN,NAM BWA,BWA MOZ,MOZ MDG,MDG MUS,AUS NZL,PNG SLB,SLB WSM,SAU OMN,EGY ISR,CPV SEN";
    for pair in pairs.split(',') {
        let (west, east) = pair.trim().split_once(' ').unwrap();
        assert!(world[west].column < world[east].column, "{west} left of {east}");
    }
}

#[test]
fn neighbours_stand_within_two_tiles() {
    let world = world();
    let pairs = "ESP PRT,FRA ESP,FRA BEL,BEL NLD,DEU POL,SWE NOR,EST LVA,LVA LTU,HUN ROU,CZE SVK,\
        GRC ALB,KEN UGA,KEN TZA,RWA BDI,NGA BEN,GHA TGO,SEN GMB,ZAF LSO,ZAF SWZ,ZMB ZWE,DZA TUN,\
        ARG URY,ARG CHL,PER ECU,COL VEN,GTM HND,CRI PAN,HTI DOM,CUB HTI,VCT BRB,VCT GRD,USA CAN,\
        IND NPL,IND PAK,THA KHM,MYS SGP,KOR JPN,ISR JOR,SYR LBN,KAZ UZB,ARM AZE,FJI TON,VUT SLB";
    for pair in pairs.split(',') {
        let (a, b) = pair.trim().split_once(' ').unwrap();
        let (a, b) = (world[a], world[b]);
        let apart = a.row.abs_diff(b.row).max(a.column.abs_diff(b.column));
        assert!(apart <= 2, "{pair}: {apart}");
    }
}

#[test]
fn regions_do_not_touch() {
    let rows = members();
    let grid = arrange(&sites(&rows));
    for (a, p) in rows.iter().zip(&grid.cells) {
        for (b, q) in rows.iter().zip(&grid.cells).filter(|(b, _)| b.1 != a.1) {
            let apart = p.row.abs_diff(q.row) + p.column.abs_diff(q.column);
            assert!(apart > 1, "{} touches {}", a.0, b.0);
        }
    }
}

#[test]
fn areas_of_an_unknown_region_form_one_block_by_their_centres() {
    let places = [("A", (47.0, 7.0)), ("B", (47.5, 9.0)), ("C", (46.0, 7.1)), ("D", (46.1, 8.9))];
    let some: Vec<Site> = places
        .iter()
        .map(|&(code, centre)| Site { code, region: None, centre: Some(centre) })
        .collect();
    let grid = arrange(&some);
    let [a, b, c, d] = grid.cells[..] else { panic!("four cells") };
    assert_eq!(distinct(&grid.cells), 4);
    assert!(a.column < b.column && c.column < d.column && a.row < c.row && b.row < d.row);
}

#[test]
fn areas_without_a_centre_follow_below_in_reading_order() {
    let rows = members();
    let mut some = sites(&rows[..20]);
    some.extend(["X1", "X2"].map(|code| Site { code, region: None, centre: None }));
    let grid = arrange(&some);
    assert_eq!(distinct(&grid.cells), 22);
    let lowest = grid.cells[..20].iter().map(|c| c.row).max().unwrap();
    assert!(grid.cells[20].row > lowest && grid.cells[20].row == grid.cells[21].row);
    assert!(grid.cells[20].column < grid.cells[21].column);
    assert_eq!(arrange(&some[20..]).rows, 1);
    assert_eq!(arrange(&[]).cells, []);
}

#[test]
fn many_times_the_members_have_tiles_of_their_own_wherever_they_crowd() {
    let copies = |apart: f64| -> Vec<Row> {
        let copy = |(n, (code, region, (north, east))): (usize, Row)| {
            (0..6).map(move |k| {
                let step = apart * (k + n % 3) as f64;
                (format!("{code}{k}"), region.clone(), (north + step, east - step))
            })
        };
        members().into_iter().enumerate().flat_map(copy).collect()
    };
    let on_one_spot: Vec<Row> =
        copies(0.0).into_iter().map(|row| (row.0, "Africa".to_owned(), (1.0, 20.0))).collect();
    for rows in [copies(0.7), copies(0.0), on_one_spot] {
        let grid = arrange(&sites(&rows));
        assert_eq!(distinct(&grid.cells), 6 * 187);
        assert!(grid.cells.iter().all(|c| c.row < grid.rows && c.column < grid.columns));
    }
}
