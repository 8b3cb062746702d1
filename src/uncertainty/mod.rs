//! Scores and the choices behind them in, how sure a rank is out.

pub mod attainable;
