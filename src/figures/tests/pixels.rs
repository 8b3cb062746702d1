//! Bytes of a PNG in, how dark each cell of the picture is out.

use std::io::Read;

/// How dark a picture is, 0 white to 1 black, in square cells of eight pixels.
pub struct Cells {
    pub across: usize,
    pub shades: Vec<f64>,
}

const CELL: usize = 8;

/// Reads eight-bit RGB or RGBA without interlacing, what renderers write; clear pixels are white.
pub fn cells(png: &[u8]) -> Cells {
    let (mut data, mut at) = (Vec::new(), 8);
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
    let (width, height) = (number(16), number(20));
    assert_eq!((png[24], png[28]), (8, 0), "eight bits, not interlaced");
    let channels = if png[25] == 6 { 4 } else { 3 };
    while at < png.len() {
        let (length, kind) = (number(at), &png[at + 4..at + 8]);
        if kind == b"IDAT" {
            data.extend_from_slice(&png[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    let mut raw = Vec::new();
    flate2::read::ZlibDecoder::new(&data[..]).read_to_end(&mut raw).unwrap();
    let rows = unfiltered(&raw, width * channels, channels);
    let across = width.div_ceil(CELL);
    let mut shades = vec![0.0; across * height.div_ceil(CELL)];
    for (y, row) in rows.iter().enumerate() {
        for (x, pixel) in row.chunks(channels).enumerate() {
            let light: f64 = pixel[..3].iter().map(|c| f64::from(*c) / 255.0).sum::<f64>() / 3.0;
            let cover = pixel.get(3).map_or(1.0, |a| f64::from(*a) / 255.0);
            shades[y / CELL * across + x / CELL] += (1.0 - light) * cover / (CELL * CELL) as f64;
        }
    }
    Cells { across, shades }
}

/// Rows as they were before PNG's five filters.
fn unfiltered(raw: &[u8], length: usize, channels: usize) -> Vec<Vec<u8>> {
    let mut rows: Vec<Vec<u8>> = Vec::new();
    for coded in raw.chunks(length + 1) {
        let above = rows.last().cloned().unwrap_or_else(|| vec![0; length]);
        let mut row = vec![0_u8; length];
        for i in 0..length {
            let left = if i >= channels { row[i - channels] } else { 0 };
            let corner = if i >= channels { above[i - channels] } else { 0 };
            let guess = match coded[0] {
                1 => left,
                2 => above[i],
                3 => ((u16::from(left) + u16::from(above[i])) / 2) as u8,
                4 => paeth(left, above[i], corner),
                _ => 0,
            };
            row[i] = coded[i + 1].wrapping_add(guess);
        }
        rows.push(row);
    }
    rows
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |value: u8| (guess - i16::from(value)).abs();
    *[left, above, corner].iter().min_by_key(|value| far(**value)).unwrap()
}
