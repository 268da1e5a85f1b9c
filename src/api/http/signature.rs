//! What the type of a handler says about its call. A call is described by this and by nothing else, so that it cannot
//! be described otherwise than it is handled.

use std::{future::Future, sync::Arc};

use axum::{Json, extract::State, handler::Handler};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::error::ApiError;
use crate::{app::App, domain::tenant::access::Scope};

/// How a type is described.
pub type Describe = fn(&mut SchemaGenerator) -> Schema;

/// Whoever calls without an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// An end user, with an access token.
    EndUser,
    /// A device, with a proof of its key alone.
    Device,
}

/// The scope, path id, query, body and response of a call.
#[derive(Default)]
pub struct Signature {
    /// `None` where no key is needed.
    pub scope: Option<Scope>,
    /// Who calls, where it is not a backend.
    pub holder: Option<Holder>,
    pub id: Option<Describe>,
    /// An object whose properties are the parameters.
    pub query: Option<Describe>,
    pub body: Option<Describe>,
    /// Whether any part of the body may be left out.
    pub is_patch: bool,
    /// Whether the call takes an `Idempotency-Key`.
    pub is_idempotent: bool,
    /// Of the response when all went well.
    pub status: u16,
    pub response: Option<Describe>,
}

/// An argument of a handler.
pub trait Argument {
    /// Adds what the argument takes from the request.
    fn describe(signature: &mut Signature);
}

/// What a handler returns when all went well.
pub trait Answer {
    /// Adds the status and the body.
    fn describe(signature: &mut Signature);
}

/// The application's shared parts come from no request.
impl Argument for State<Arc<App>> {
    fn describe(_: &mut Signature) {}
}

impl<T: JsonSchema> Answer for Json<T> {
    fn describe(signature: &mut Signature) {
        signature.status = 200;
        signature.response = Some(SchemaGenerator::subschema_for::<T>);
    }
}

/// A handler whose arguments and result describe its call; `T` is what axum needs to tell handlers apart.
pub trait Described<T>: Handler<T, Arc<App>> {
    fn signature() -> Signature;
}

impl<F, Fut, M, A, R> Described<(M, A)> for F
where
    F: FnOnce(A) -> Fut + Handler<(M, A), Arc<App>>,
    Fut: Future<Output = Result<R, ApiError>>,
    A: Argument,
    R: Answer,
{
    fn signature() -> Signature {
        describe(&[A::describe, R::describe])
    }
}

impl<F, Fut, M, A, B, R> Described<(M, A, B)> for F
where
    F: FnOnce(A, B) -> Fut + Handler<(M, A, B), Arc<App>>,
    Fut: Future<Output = Result<R, ApiError>>,
    A: Argument,
    B: Argument,
    R: Answer,
{
    fn signature() -> Signature {
        describe(&[A::describe, B::describe, R::describe])
    }
}

impl<F, Fut, M, A, B, C, R> Described<(M, A, B, C)> for F
where
    F: FnOnce(A, B, C) -> Fut + Handler<(M, A, B, C), Arc<App>>,
    Fut: Future<Output = Result<R, ApiError>>,
    A: Argument,
    B: Argument,
    C: Argument,
    R: Answer,
{
    fn signature() -> Signature {
        describe(&[A::describe, B::describe, C::describe, R::describe])
    }
}

impl<F, Fut, M, A, B, C, D, R> Described<(M, A, B, C, D)> for F
where
    F: FnOnce(A, B, C, D) -> Fut + Handler<(M, A, B, C, D), Arc<App>>,
    Fut: Future<Output = Result<R, ApiError>>,
    A: Argument,
    B: Argument,
    C: Argument,
    D: Argument,
    R: Answer,
{
    fn signature() -> Signature {
        describe(&[A::describe, B::describe, C::describe, D::describe, R::describe])
    }
}

fn describe(parts: &[fn(&mut Signature)]) -> Signature {
    let mut signature = Signature::default();
    for part in parts {
        part(&mut signature);
    }
    signature
}
