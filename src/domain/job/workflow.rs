//! A workflow: ordered steps run in the signed-in session of one source.

use std::collections::HashSet;

use super::{
    input::Inputs,
    step::{Kind, Step},
};
use crate::domain::{id::Noun, line, source::recipe::lint::Mistake};

/// Names a workflow in an id.
pub struct Workflow;

impl Noun for Workflow {
    const PREFIX: &'static str = "wfl";
}

/// Every mistake in a workflow.
pub fn lint(name: &str, steps: &[Step], inputs: Option<&Inputs>) -> Vec<Mistake> {
    let mut mistakes: Vec<_> =
        line::mistake(name, 80).map(|message| Mistake::new("name", message)).into_iter().collect();
    if !(1..=100).contains(&steps.len()) {
        mistakes.push(Mistake::new("steps", "a workflow has 1 to 100 steps"));
    }
    mistakes.extend(inputs.into_iter().flat_map(|inputs| inputs.lint("inputs")));
    let mut ids = HashSet::new();
    for (index, step) in steps.iter().enumerate() {
        let key = format!("steps[{index}]");
        if step.id.as_ref().is_some_and(|id| !ids.insert(id)) {
            mistakes.push(Mistake::new(format!("{key}.id"), "another step has this id"));
        }
        mistakes.extend(step.lint(&key));
        mistakes.extend(step.lint_templates(&key, inputs));
        if let Kind::ForEach(each) = &step.kind
            && let Some(name) = each.of.as_ref().filter(|name| !is_list_before(&steps[..index], name))
        {
            let message = format!("no step before it reads a list {name:?}");
            mistakes.push(Mistake::new(format!("{key}.of"), message));
        }
    }
    mistakes
}

/// Whether one of these steps reads a list of this name.
fn is_list_before(steps: &[Step], name: &str) -> bool {
    steps.iter().any(|step| {
        if let Kind::Extract(extract) = &step.kind { extract.name == name && extract.rows.is_some() } else { false }
    })
}

/// The names of the lists whose records later steps need.
pub fn lists_in_loops(steps: &[Step]) -> HashSet<String> {
    let loops =
        steps.iter().filter_map(|step| if let Kind::ForEach(each) = &step.kind { each.of.clone() } else { None });
    loops.collect()
}
