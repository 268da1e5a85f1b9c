//! Calls and their descriptions: a route cannot be added without saying what it needs, takes and tells.

use std::sync::Arc;

use axum::{
    Extension, Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, on},
};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::key::Needs;
use crate::{
    app::App,
    domain::{
        id::{Id, Noun},
        tenant::access::Scope,
    },
};

/// How a type is described.
pub type Describe = fn(&mut SchemaGenerator) -> Schema;

/// What a call needs, takes and tells.
pub struct Call {
    pub method: Method,
    /// Below `/v1`.
    pub path: &'static str,
    /// Its name for programs.
    pub name: &'static str,
    /// What it does, in a few words.
    pub does: &'static str,
    /// What the key must allow; `None` where no key is needed.
    pub scope: Option<Scope>,
    pub id: Option<Describe>,
    pub query: Option<Describe>,
    pub body: Option<Describe>,
    pub status: u16,
    pub answer: Option<Describe>,
}

impl Call {
    const fn new(method: Method, path: &'static str, name: &'static str, does: &'static str) -> Self {
        let (id, query, body, answer) = (None, None, None, None);
        Self { method, path, name, does, scope: None, id, query, body, status: 200, answer }
    }

    pub const fn get(path: &'static str, name: &'static str, does: &'static str) -> Self {
        Self::new(Method::GET, path, name, does)
    }

    pub const fn post(path: &'static str, name: &'static str, does: &'static str) -> Self {
        Self::new(Method::POST, path, name, does)
    }

    pub const fn patch(path: &'static str, name: &'static str, does: &'static str) -> Self {
        Self::new(Method::PATCH, path, name, does)
    }

    /// It answers with nothing.
    pub const fn delete(path: &'static str, name: &'static str, does: &'static str) -> Self {
        let mut call = Self::new(Method::DELETE, path, name, does);
        call.status = 204;
        call
    }

    /// It needs a key that allows this.
    pub const fn needs(mut self, scope: Scope) -> Self {
        self.scope = Some(scope);
        self
    }

    /// Its path holds the id of one `N`.
    pub fn of<N: Noun>(mut self) -> Self {
        self.id = Some(SchemaGenerator::subschema_for::<Id<N>>);
        self
    }

    /// It takes these parameters in its query.
    pub fn filters<T: JsonSchema>(mut self) -> Self {
        self.query = Some(T::json_schema);
        self
    }

    /// It takes this body.
    pub fn takes<T: JsonSchema>(mut self) -> Self {
        self.body = Some(SchemaGenerator::subschema_for::<T>);
        self
    }

    /// It answers with this.
    pub fn tells<T: JsonSchema>(mut self) -> Self {
        self.answer = Some(SchemaGenerator::subschema_for::<T>);
        self
    }

    /// It makes something, and answers with it.
    pub fn makes<T: JsonSchema>(mut self) -> Self {
        self.status = 201;
        self.tells::<T>()
    }
}

/// Every call there is, with the route of each.
#[derive(Default)]
pub struct Calls {
    pub described: Vec<Call>,
    pub router: Router<Arc<App>>,
}

impl Calls {
    /// One more.
    pub fn add<H: Handler<T, Arc<App>>, T: 'static>(mut self, call: Call, handler: H) -> Self {
        let filter = MethodFilter::try_from(call.method.clone()).expect("the methods of calls are known to the router");
        let mut route = on(filter, handler);
        if let Some(scope) = call.scope {
            route = route.layer(Extension(Needs(scope)));
        }
        self.router = self.router.route(call.path, route);
        self.described.push(call);
        self
    }
}
