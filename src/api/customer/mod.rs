//! Customers: everything that is kept of one, deleted at once.

mod customers;

use super::http::call::Calls;

/// The calls about customers.
pub fn calls(calls: Calls) -> Calls {
    calls.delete("/customers/{external_id}", "delete_customer", "Forget a customer", customers::forget)
}
