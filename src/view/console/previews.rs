//! The gallery: every page in every state, one at a time.

use askama::Template;
use askama_web::WebTemplate;
use strum::{Display, EnumString, VariantArray};
use url::form_urlencoded;

use crate::{
    domain::{id::Id, source::Source},
    view::kit::{assets, theme::Theme},
};

/// How wide the window of a preview is, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Display, EnumString, VariantArray)]
pub enum Width {
    #[strum(serialize = "320")]
    Small,
    #[default]
    #[strum(serialize = "390")]
    Phone,
    #[strum(serialize = "768")]
    Tablet,
    #[strum(serialize = "1280")]
    Desk,
}

/// What is shown and how: all that the address of a preview says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub source: Option<Id<Source>>,
    pub page: String,
    pub state: String,
    pub locale: String,
    pub theme: Theme,
    pub width: Width,
    /// Words that a sample's names or occasion must contain to be listed; empty for all.
    pub find: String,
}

impl Look {
    /// Where the gallery shows it.
    pub fn address(&self) -> String {
        let mut query = self.query();
        if !self.find.is_empty() {
            query.push('&');
            query.push_str(&form_urlencoded::Serializer::new(String::new()).append_pair("find", &self.find).finish());
        }
        format!("/console/previews?{query}")
    }

    /// Where it stands alone.
    pub fn frame(&self) -> String {
        format!("/console/previews/frame?{}", self.query())
    }

    fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(source) = self.source {
            query.append_pair("source", &source.to_string());
        }
        query.append_pair("page", &self.page).append_pair("state", &self.state).append_pair("locale", &self.locale);
        query.append_pair("theme", &self.theme.to_string()).append_pair("width", &self.width.to_string());
        query.finish()
    }
}

/// Samples that belong together: the states of a page, or the screens of a recipe.
pub struct Group {
    pub title: String,
    pub samples: Vec<Listed>,
}

/// One sample in a list.
pub struct Listed {
    pub page: String,
    pub state: String,
    pub label: String,
    /// When a customer meets it.
    pub when: String,
}

impl Group {
    /// The samples with these words in their names or occasion.
    pub fn found(&self, words: &str) -> Vec<&Listed> {
        let words = words.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&words);
        let fits = |listed: &&Listed| has(&self.title) || has(&listed.label) || has(&listed.when);
        self.samples.iter().filter(fits).collect()
    }
}

/// A source to choose.
pub struct Offer {
    pub id: Id<Source>,
    /// The company and the source.
    pub name: String,
}

/// Shows one sample in a window, and leads to all others.
#[derive(Template, WebTemplate)]
#[template(path = "console/previews.html")]
pub struct Previews {
    pub look: Look,
    pub groups: Vec<Group>,
    pub sources: Vec<Offer>,
    pub locales: Vec<String>,
    /// Whether a source is chosen that has no recipe to walk through.
    pub is_recognised: bool,
}

impl Previews {
    const THEMES: &[Theme] = Theme::VARIANTS;
    const WIDTHS: &[Width] = Width::VARIANTS;

    #[expect(clippy::unused_self, reason = "templates call methods of what they hold")]
    fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }

    fn is_current(&self, listed: &Listed) -> bool {
        listed.page == self.look.page && listed.state == self.look.state
    }

    fn holds_current(&self, group: &Group) -> bool {
        group.samples.iter().any(|listed| self.is_current(listed))
    }

    /// The address of another sample, looked at in the same way.
    fn address(&self, listed: &Listed) -> String {
        Look { page: listed.page.clone(), state: listed.state.clone(), ..self.look.clone() }.address()
    }

    fn samples(&self) -> Vec<&Listed> {
        self.groups.iter().flat_map(|group| &group.samples).collect()
    }

    /// The place of the sample among all, from 0.
    fn place(&self) -> usize {
        self.samples().iter().position(|listed| self.is_current(listed)).unwrap_or_default()
    }

    fn before(&self) -> Option<String> {
        let place = self.place().checked_sub(1)?;
        self.samples().get(place).map(|listed| self.address(listed))
    }

    fn after(&self) -> Option<String> {
        self.samples().get(self.place() + 1).map(|listed| self.address(listed))
    }

    /// The group's title, the sample's label, and when a customer meets it.
    fn title(&self) -> (&str, &str, &str) {
        let group = self.groups.iter().find(|group| self.holds_current(group));
        let listed = group.and_then(|group| group.samples.iter().find(|listed| self.is_current(listed)));
        group.zip(listed).map_or(("", "", ""), |(group, listed)| (&group.title, &listed.label, &listed.when))
    }

    /// The groups with what is to be listed of each.
    fn found(&self) -> Vec<(&Group, Vec<&Listed>)> {
        let found = self.groups.iter().map(|group| (group, group.found(&self.look.find)));
        found.filter(|(_, listed)| !listed.is_empty()).collect()
    }
}
