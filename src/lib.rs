//! Vestibule.
pub mod api;
pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod engine;
pub mod portal;
pub mod sandbox;
pub mod server;
pub mod service;
pub mod store;
pub mod view;
pub mod web;
pub mod worker;
