#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ssj_fuzz::try_reader(ssj::model::Reader::SdmxJson, bytes));
