//! Loadings on the first principal component.

use super::method::{Below, GIVEN, Weighing, complete};
use crate::framework::chosen::bare;
use crate::framework::made::{Made, Note, Refusal, Weights};
use crate::statistics::principal_components;

bare!(PrincipalComponents, "principal_components");

/// Loadings on the first principal component, its sign chosen so that they sum to 0 or above. A
/// column that runs against the rest has a negative loading: its weight is 0, and that is said.
fn first_component(columns: &[Vec<f64>]) -> Result<Made, Refusal> {
    let masked: Vec<Vec<Option<f64>>> =
        columns.iter().map(|c| c.iter().copied().map(Some).collect()).collect();
    let components = principal_components(&masked);
    let Some(first) = components.as_ref().and_then(|all| all.first()) else {
        let message = "the principal components of the scores do not exist";
        return Err(Refusal::new(message, GIVEN));
    };
    let notes = first.loadings.iter().map(|&loading| match loading < 0.0 {
        true => Note::Against { loading },
        false => Note::Loading { share: first.share },
    });
    let notes = notes.collect();
    let weights = first.loadings.iter().map(|loading| loading.max(0.0)).collect();
    Ok(Made { weights: Weights::Common(weights), notes })
}

impl Weighing for PrincipalComponents {
    fn made(&self, below: &Below) -> Result<Made, Refusal> {
        first_component(&complete(below.columns)?.1)
    }
}
