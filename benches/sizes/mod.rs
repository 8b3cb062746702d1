//! Inputs of the published schemas and sizes, made up from a seed: nothing in them is anyone's figure.

use std::fs::{self, File};
use std::io::{BufWriter, Result, Write};
use std::path::{Path, PathBuf};

/// A form at its full size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The bulk file of the World Development Indicators: 264 areas × 1,498 series, 1960–2025.
    WdiBulk,
    /// One dataset of ILOSTAT's data service with 5 million rows.
    Ilostat,
    /// WID's shape at 700 MB.
    Wid,
    /// A long table in our own form: 5 million rows of 500 series.
    Long,
}

impl Size {
    pub const ALL: [Size; 4] = [Size::WdiBulk, Size::Ilostat, Size::Wid, Size::Long];

    pub fn name(self) -> &'static str {
        match self {
            Size::WdiBulk => "WDICSV.csv",
            Size::Ilostat => "ilostat.csv",
            Size::Wid => "WID_data.csv",
            Size::Long => "long.csv",
        }
    }

    /// The file, made where it is not there yet.
    pub fn file(self, folder: &Path, areas: &[Area]) -> Result<PathBuf> {
        let path = folder.join(self.name());
        if !path.is_file() {
            let unfinished = path.with_extension("unfinished");
            let mut out = BufWriter::with_capacity(1 << 20, File::create(&unfinished)?);
            match self {
                Size::WdiBulk => wdi_bulk(&mut out, areas)?,
                Size::Ilostat => ilostat(&mut out, areas)?,
                Size::Wid => wid(&mut out, areas)?,
                Size::Long => long(&mut out, areas)?,
            }
            out.flush()?;
            fs::rename(unfinished, &path)?;
        }
        Ok(path)
    }
}

/// Codes of an area: three letters, two letters.
pub type Area = (String, String);

/// The series of the bulk file by number; every tenth is a share.
pub fn wdi_code(series: usize) -> String {
    let topics = ["SL.TLF", "SP.POP", "NY.GDP", "SI.POV", "SE.TER", "EG.USE", "SH.STA"];
    format!(
        "{}.{:04}.{}",
        topics[series % topics.len()],
        series,
        if series.is_multiple_of(10) { "ZS" } else { "TO" }
    )
}

/// The variables of WID's shape by number.
pub fn wid_code(variable: usize) -> String {
    let kinds = ["s", "a", "t", "g", "b"];
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    let concept: String =
        [variable / 676, variable / 26, variable, 7 * variable, 3].map(letter).iter().collect();
    format!("{}{concept}{}992", kinds[variable % kinds.len()], ["j", "i"][variable % 2])
}

/// Numbers that a seed gives (Steele, Lea and Flood 2014, SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn wdi_bulk(out: &mut impl Write, areas: &[Area]) -> Result<()> {
    let mut random = Random(1);
    write!(out, "Country Name,Country Code,Indicator Name,Indicator Code")?;
    for year in 1960..=2025 {
        write!(out, ",{year}")?;
    }
    writeln!(out)?;
    for area in 0..264 {
        let (code, _) = &areas[area % areas.len()];
        for series in 0..1498 {
            let name = ["Employment in services", "\"Labour force, women"][series % 2];
            let unit = ["(% of the population)", "(modelled estimate)\""][series % 2];
            write!(out, "Country {area},{code},{name} {series} {unit},{}", wdi_code(series))?;
            // A third of the cells, in the later years more often, and series that have none.
            let has_any = random.share() < 0.6;
            for year in 0..66 {
                out.write_all(b",")?;
                if has_any && random.share() < 0.3 + 0.006 * f64::from(year) {
                    write!(out, "{}", random.share() * 100.0)?;
                }
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn ilostat(out: &mut impl Write, areas: &[Area]) -> Result<()> {
    let mut random = Random(2);
    out.write_all(b"\xef\xbb\xbfref_area,source,indicator,sex,classif1,classif2,time,obs_value,obs_status,note_classif,note_indicator,note_source\n")?;
    let mut rows = 0;
    for (area, _) in areas.iter().cycle() {
        for sex in ["SEX_T", "SEX_M", "SEX_F"] {
            for classif1 in 0..12 {
                for classif2 in 0..10 {
                    for year in 1995..2025 {
                        let value = (random.share() * 1e6).round() / 1e3;
                        let status = if random.share() < 0.1 { "\"U\"" } else { "" };
                        writeln!(
                            out,
                            "\"{area}\",\"BA:{}\",\"EMP_TEMP_SEX_AGE_ECO_NB\",\"{sex}\",\"AGE_YTHADULT_{classif1}\",\"ECO_SECTOR_{classif2}\",\"{year}\",{value},{status},,,\"R1:{}\"",
                            400 + rows % 90,
                            3000 + rows % 600
                        )?;
                        rows += 1;
                        if rows == 5_000_000 {
                            return Ok(());
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

fn wid(out: &mut impl Write, areas: &[Area]) -> Result<()> {
    let mut random = Random(3);
    let mut written = 0;
    writeln!(out, "country;variable;percentile;year;value;age;pop;data_quality")?;
    for (_, area) in areas.iter().cycle() {
        for variable in 0..40 {
            let code = wid_code(variable);
            let population = &code[6..7];
            for percentile in 0..50 {
                for year in 1990..2024 {
                    let value = match random.share() {
                        small if small < 0.02 => -small,
                        share => share,
                    };
                    let line = format!(
                        "{area};{code};p{}p100;{year};{value};992;{population};{}\n",
                        2 * percentile,
                        year % 6
                    );
                    out.write_all(line.as_bytes())?;
                    written += line.len();
                    if written > 700_000_000 {
                        return Ok(());
                    }
                }
            }
        }
    }
    Ok(())
}

fn long(out: &mut impl Write, areas: &[Area]) -> Result<()> {
    let mut random = Random(4);
    writeln!(out, "REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS")?;
    for (area, _) in areas.iter().take(200) {
        for row in 0..25_000 {
            let (year, value) = (1975 + row % 50, (random.share() * 1e4).round() / 1e2);
            writeln!(out, "{area},SERIES_{:03},T,{year},{value},A", row / 50)?;
        }
    }
    Ok(())
}
