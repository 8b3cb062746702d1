//! Parquet files written column by column, so that a test says what stands in each.
#![allow(dead_code)] // each test binary uses its own part of this

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{
    ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray, FixedLenByteArrayType,
    FloatType, Int32Type, Int64Type, Int96, Int96Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

/// What a column holds.
pub enum Values {
    Texts(Vec<&'static str>),
    Ints(Vec<i32>),
    Longs(Vec<i64>),
    /// Seconds since 1970 in the form of old writers.
    Int96(Vec<i64>),
    Floats(Vec<f32>),
    Doubles(Vec<Option<f64>>),
    Fixed(Vec<Vec<u8>>),
}

/// A column as it is declared (`required binary SEX (UTF8)`), with its values.
pub type Column = (&'static str, Values);

/// Columns of texts, none of them empty.
pub fn texts(declared: &'static str, values: &[&'static str]) -> Column {
    (declared, Values::Texts(values.to_vec()))
}

/// Writes each of `groups` as a row group; all have the same columns.
pub fn write(path: &Path, groups: &[Vec<Column>], compression: Compression) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let end = |declared: &str| if declared.ends_with('}') { " " } else { "; " };
    let declared = groups[0].iter().map(|(declared, _)| format!("{declared}{}", end(declared)));
    let schema = format!("message m {{ {} }}", declared.collect::<String>());
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let file = File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, properties).unwrap();
    for columns in groups {
        let mut group = writer.next_row_group().unwrap();
        for (_, values) in columns {
            put(&mut group, values);
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

type Group<'w> = SerializedRowGroupWriter<'w, File>;

fn put(group: &mut Group, values: &Values) {
    match values {
        Values::Texts(all) => {
            let all: Vec<ByteArray> = all.iter().map(|text| ByteArray::from(*text)).collect();
            column::<ByteArrayType>(group, &all, None);
        }
        Values::Ints(all) => column::<Int32Type>(group, all, None),
        Values::Longs(all) => column::<Int64Type>(group, all, None),
        Values::Int96(all) => {
            let moment = |seconds: &i64| {
                let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
                let nanos = second as u64 * 1_000_000_000;
                Int96::from(vec![nanos as u32, (nanos >> 32) as u32, (day + 2_440_588) as u32])
            };
            column::<Int96Type>(group, &all.iter().map(moment).collect::<Vec<_>>(), None);
        }
        Values::Floats(all) => column::<FloatType>(group, all, None),
        Values::Doubles(all) => {
            let levels: Vec<i16> = all.iter().map(|value| i16::from(value.is_some())).collect();
            let all: Vec<f64> = all.iter().filter_map(|value| *value).collect();
            column::<DoubleType>(group, &all, Some(&levels));
        }
        Values::Fixed(all) => {
            let all: Vec<FixedLenByteArray> =
                all.iter().map(|bytes| ByteArray::from(bytes.clone()).into()).collect();
            column::<FixedLenByteArrayType>(group, &all, None);
        }
    }
}

fn column<T: DataType>(group: &mut Group, values: &[T::T], levels: Option<&[i16]>) {
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<T>().write_batch(values, levels, None).unwrap();
    column.close().unwrap();
}
