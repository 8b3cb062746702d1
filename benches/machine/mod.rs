//! What the machine has done for this process: processor time, and the most memory it has held.
#![allow(dead_code, reason = "each bench takes what it needs")]

/// Seconds this process has had a processor, all threads together, so that what else the machine
/// does is not counted.
#[cfg(target_os = "linux")]
pub fn seconds() -> f64 {
    #[repr(C)]
    struct TimeSpec {
        seconds: i64,
        nanoseconds: i64,
    }
    unsafe extern "C" {
        fn clock_gettime(clock: i32, time: *mut TimeSpec) -> i32;
    }
    const PROCESS_CPU_TIME: i32 = 2;
    let mut time = TimeSpec { seconds: 0, nanoseconds: 0 };
    // SAFETY: the time is written into a place of the layout that 64-bit Linux gives it.
    let failed = unsafe { clock_gettime(PROCESS_CPU_TIME, &mut time) };
    assert_eq!(failed, 0, "Linux has this clock");
    time.seconds as f64 + time.nanoseconds as f64 * 1e-9
}

/// Seconds on the wall clock, where processor time is not at hand.
#[cfg(not(target_os = "linux"))]
pub fn seconds() -> f64 {
    use std::sync::LazyLock;
    static START: LazyLock<std::time::Instant> = LazyLock::new(std::time::Instant::now);
    START.elapsed().as_secs_f64()
}

/// The most memory this process has held so far, in MiB, as Linux counts it (VmHWM); `None` elsewhere.
pub fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes / 1024.0)
}
