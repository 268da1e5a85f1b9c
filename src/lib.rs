//! Vestibule.
pub mod app;
pub mod config;
pub mod domain;
pub mod engine;
pub mod portal;
pub mod sandbox;
pub mod service;
pub mod store;
pub mod view;
pub mod web;
pub mod worker;
