//! What the made-up company has on file: its people, their phones, organisations and questions, and the invoices.

pub mod destination;
pub mod document;
pub mod history;
pub mod invoice;
pub mod organisation;
pub mod persona;
pub mod question;
