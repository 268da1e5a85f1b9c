//! The page of a link whose time is over.

use askama::Template;
use askama_web::WebTemplate;

use crate::{
    domain::prompt::refusal::Refusal,
    view::kit::{layout::Layout, sample::Sample},
};

/// Says that the link has expired or was taken back; may know nothing of the link but that.
#[derive(Template, WebTemplate)]
#[template(path = "portal/expired.html")]
pub struct Expired {
    pub layout: Layout,
    refusal: Refusal,
    renewal: Renewal,
}

/// What can be done about a new link.
enum Renewal {
    /// A button asks the company for one. It is posted to the link's address, which is the page's own unless it is given.
    Possible(Option<String>),
    /// The company was asked.
    Asked,
    /// The company wants no sign-in any more.
    Pointless,
}

impl Expired {
    /// The page of a link past its time, at the link's own address.
    pub fn new(layout: Layout) -> Self {
        Self { layout, refusal: Refusal::LinkExpired, renewal: Renewal::Possible(None) }
    }

    /// The same at another address, for the link with this token, where that is known.
    pub fn of(layout: Layout, token: Option<String>) -> Self {
        let renewal = token.map_or(Renewal::Pointless, |token| Renewal::Possible(Some(format!("/l/{token}"))));
        Self { renewal, ..Self::new(layout) }
    }

    /// The page after the customer has asked for a new link.
    pub fn asked(layout: Layout) -> Self {
        Self { renewal: Renewal::Asked, ..Self::new(layout) }
    }

    /// The page of a link that the tenant took back.
    pub fn revoked(layout: Layout) -> Self {
        Self { layout, refusal: Refusal::LinkRevoked, renewal: Renewal::Pointless }
    }
}

impl Sample for Expired {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        vec![
            ("known", Self::new(layout.clone())),
            ("unknown", Self::new(layout.without_link())),
            ("asked", Self::asked(layout.without_link())),
            ("revoked", Self::revoked(layout.clone())),
        ]
    }
}
