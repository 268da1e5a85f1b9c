//! End users: the pages of a user pool, on which people sign in to its applications, and guests become regular users.

mod account;
mod answer;
mod browser;
mod entry;
mod limits;
mod page;
mod sign_out;
mod signed_out;

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use self::limits::PageLimits;
use crate::{app::App, domain::identity::hosted::step::PAGES, web::forms::guard::FormGuard};

/// The longest form that is read, in bytes.
const LONGEST_FORM: usize = 16 * 1024;

/// The routes of end users.
pub fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    let pages = PAGES.iter().fold(Router::new(), |router, page| {
        let path = format!("/pools/{{pool}}/{page}/{{flow}}");
        router.route(&path, get(page::show)).route(&path, post(answer::answer))
    });
    let pages = entry::ENTRIES
        .iter()
        .fold(pages, |router, page| router.route(&format!("/pools/{{pool}}/{page}"), get(entry::enter)));
    pages
        .route("/pools/{pool}/signed-out", get(signed_out::show))
        .route("/pools/{pool}/signout", get(sign_out::show).post(sign_out::sign_out))
        .merge(account::routes())
        .layer(Extension(Arc::new(PageLimits::default())))
        .layer((DefaultBodyLimit::max(LONGEST_FORM), FormGuard::new(app)))
}
