//! The table of calls: each with its route and its description.

use std::sync::Arc;

use axum::{
    Router,
    http::Method,
    routing::{MethodFilter, on},
};

use super::signature::{Described, Signature};
use crate::app::App;

/// One call as it is described.
pub struct Call {
    pub method: Method,
    /// Below `/v1`.
    pub path: &'static str,
    /// Its name for programs.
    pub operation_id: &'static str,
    /// What it does, in a few words.
    pub summary: &'static str,
    pub signature: Signature,
}

/// Every call, with the routes.
#[derive(Default)]
pub struct Calls {
    pub described: Vec<Call>,
    pub router: Router<Arc<App>>,
}

impl Calls {
    pub fn get<H, T>(self, path: &'static str, operation_id: &'static str, summary: &'static str, handler: H) -> Self
    where
        H: Described<T>,
        T: 'static,
    {
        self.add(Method::GET, (path, operation_id, summary), handler)
    }

    pub fn post<H, T>(self, path: &'static str, operation_id: &'static str, summary: &'static str, handler: H) -> Self
    where
        H: Described<T>,
        T: 'static,
    {
        self.add(Method::POST, (path, operation_id, summary), handler)
    }

    pub fn patch<H, T>(self, path: &'static str, operation_id: &'static str, summary: &'static str, handler: H) -> Self
    where
        H: Described<T>,
        T: 'static,
    {
        self.add(Method::PATCH, (path, operation_id, summary), handler)
    }

    pub fn delete<H, T>(self, path: &'static str, operation_id: &'static str, summary: &'static str, handler: H) -> Self
    where
        H: Described<T>,
        T: 'static,
    {
        self.add(Method::DELETE, (path, operation_id, summary), handler)
    }

    fn add<H, T>(mut self, method: Method, names: (&'static str, &'static str, &'static str), handler: H) -> Self
    where
        H: Described<T>,
        T: 'static,
    {
        let (path, operation_id, summary) = names;
        let filter = MethodFilter::try_from(method.clone()).expect("the methods of calls are known to the router");
        self.router = self.router.route(path, on(filter, handler));
        self.described.push(Call { method, path, operation_id, summary, signature: H::signature() });
        self
    }
}
