//! What is counted and timed while a server runs, for Prometheus; it belongs to the server and not to the process.

use std::{fmt, time::Duration};

use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

/// Bounds of the buckets for times, in seconds.
const BUCKETS: [f64; 10] = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 5.0, 10.0, 20.0, 30.0];

/// Counts and times.
pub struct Meter {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

impl Default for Meter {
    fn default() -> Self {
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS).expect("there are buckets");
        let recorder = builder.build_recorder();
        with_local_recorder(&recorder, describe);
        Self { handle: recorder.handle(), recorder }
    }
}

/// Says what each number is, as operators read it above the number.
fn describe() {
    describe_counter!("vestibule_flows_ended_total", "Sign-ins that ended, by outcome and by the refusal's code");
    describe_counter!("vestibule_tasks_total", "Tasks that were worked on, by kind and outcome");
    describe_counter!("vestibule_webhook_attempts_total", "Webhooks that were posted, by outcome");
    describe_gauge!("vestibule_links", "Links there are now, by status");
    describe_gauge!("vestibule_tasks", "Tasks that are to be done or being done now, by kind");
    describe_gauge!("vestibule_browsers", "Browsers, their contexts, and who waits for one or rests in one, now");
    describe_gauge!("vestibule_deliveries", "Deliveries that wait for their next attempt now");
    describe_histogram!("vestibule_engine_step_seconds", "Time of one step of a sign-in at its source, by kind");
    describe_histogram!("vestibule_webhook_attempt_seconds", "Time until a receiver answered, or did not");
}

impl Meter {
    /// A flow ended, signed in or for a reason.
    pub fn flow_ended(&self, refusal: Option<&'static str>) {
        let outcome = if refusal.is_some() { "refused" } else { "signed_in" };
        let labels = [("outcome", outcome), ("refusal", refusal.unwrap_or_default())];
        with_local_recorder(&self.recorder, || counter!("vestibule_flows_ended_total", &labels).increment(1));
    }

    /// The engine made one step of a sign-in.
    pub fn step(&self, kind: &'static str, took: Duration) {
        with_local_recorder(&self.recorder, || {
            histogram!("vestibule_engine_step_seconds", "kind" => kind).record(took);
        });
    }

    /// A task was worked on.
    pub fn task(&self, kind: &'static str, outcome: &'static str) {
        let labels = [("kind", kind), ("outcome", outcome)];
        with_local_recorder(&self.recorder, || counter!("vestibule_tasks_total", &labels).increment(1));
    }

    /// A webhook was posted.
    pub fn webhook(&self, outcome: &'static str, took: Duration) {
        with_local_recorder(&self.recorder, || {
            counter!("vestibule_webhook_attempts_total", "outcome" => outcome).increment(1);
            histogram!("vestibule_webhook_attempt_seconds").record(took);
        });
    }

    /// How many there are of something now, by a label.
    pub fn stock(&self, name: &'static str, label: &'static str, value: impl fmt::Display, count: u32) {
        with_local_recorder(&self.recorder, || gauge!(name, label => value.to_string()).set(count));
    }

    /// Gathers what was timed; without that, it would pile up.
    pub fn gather(&self) {
        self.handle.run_upkeep();
    }

    /// Everything in the format of Prometheus.
    pub fn render(&self) -> String {
        self.gather();
        self.handle.render()
    }
}
