//! An answer is for the prompt of one turn.

use time::Duration;
use vestibule::domain::link::flow::{Event, Flow, Patience};

use crate::support::clock_now;

#[test]
fn an_answer_to_an_earlier_turn_changes_nothing() {
    let patience = Patience { customer: Duration::MINUTE, queue: Duration::MINUTE, engine: Duration::MINUTE };
    let now = clock_now();
    let mut flow = Flow::begin(now, patience);
    for event in [Event::Asked, Event::Answered { turn: 1 }, Event::Asked] {
        flow.apply(event, now, patience).unwrap();
    }
    let before = flow.clone();
    assert!(flow.apply(Event::Answered { turn: 1 }, now, patience).is_err());
    assert_eq!(flow, before);
}
