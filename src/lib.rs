//! Vestibule: customers sign in to third-party systems through it, and the companies that ask never see a password.
//!
//! Folders are roles, inside them subjects, inside those nouns; a subject has one name everywhere: `find src -path
//! '*/job/*'` is all there is about jobs. Each module imports only modules that stand above it here;
//! `tests/it/architecture/tables.rs` says which.

/// What the product knows, pure: links, flows, prompts, refusals, sources, jobs, keys.
pub mod domain;

/// What a source's page says, pure: its document, the recipe interpreter, the recogniser.
pub mod page;

/// Deaths at named points, for tests.
mod crash;

/// Permits that tenants and source hosts share fairly.
mod capacity;

/// Settings and their defaults; the file of keys.
pub mod config;

/// Reaching other hosts: the HTTP client, the network rules, webhook receivers.
pub mod net;

/// Driving a source's pages, over plain HTTP or in a browser.
pub mod engine;

/// SQL and nothing else, for SQLite and PostgreSQL.
pub mod store;

/// Contents of artifacts, sealed, outside of the database.
pub mod objects;

/// Pages as structs, their words and their looks.
pub mod view;

/// What every part of a running server shares.
pub mod app;

/// Operations with several writes or several callers, each one transaction.
pub mod service;

/// Durable work: sign-ins, jobs, webhooks, and what time ends.
pub mod worker;

/// What the faces share: headers, request ids, the browser's session, embedded files.
pub mod web;

/// Customers: the pages of a link and of a flow.
pub mod portal;

/// Applications: the endpoints of user pools.
pub mod issuer;

/// End users: the pages of a user pool.
pub mod hosted;

/// Backends: JSON under `/v1`.
pub mod api;

/// Staff: previews of every page.
pub mod console;

/// A made-up source to sign in to; imports nothing of the rest.
pub mod sandbox;

/// Developers: pages made from the tables of the program.
pub mod docs;

/// Operators: whether the server lives, can serve, and what it does.
pub mod health;

/// A whole server, and how it starts and stops.
pub mod server;

/// The made-up company that `vestibule demo` shows everything with.
pub mod demo;

/// The command line.
pub mod cli;

/// A page and an answer are made of many small pieces, which this allocator hands out faster than the system's; without
/// huge pages, which take time to clear and hold far more memory than is used.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
