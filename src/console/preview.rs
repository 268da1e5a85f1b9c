//! What a preview is to show, read from its address; an address that is not understood in full shows nothing.

use serde::Deserialize;
use url::Url;

use super::error::ConsoleError;
use crate::{
    app::App,
    domain::{
        source::{self, Definition, brand::Face, recipe::Screen},
        tenant::Brand,
    },
    store::source::sources,
    view::{
        console::{Group, Listed, Look},
        kit::{
            layout::{Layout, Source, Tenant},
            mark::Mark,
        },
        portal::samples::{self, Shown},
    },
};

/// The page under which a recipe's screens are found, by their names: those survive an edit of the recipe.
const RECIPE: &str = "recipe";

/// The query of a preview's address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviewQuery {
    source: Option<String>,
    page: Option<String>,
    state: Option<String>,
    /// Page and state in one, as the form of the gallery sends them.
    pub sample: Option<String>,
    locale: Option<String>,
    theme: Option<String>,
    width: Option<String>,
    /// Words that a sample's names or occasion must contain to be listed.
    find: Option<String>,
}

/// A source with the company it belongs to.
struct Subject {
    brand: Brand,
    face: Face,
    definition: Definition,
}

/// Everything a preview is made of.
pub struct Preview {
    pub look: Look,
    subject: Option<Subject>,
    layout: Layout,
}

impl Preview {
    /// Reads an address; page and state are still to be [`place`](Self::place)d.
    pub async fn set(app: &App, wanted: &PreviewQuery) -> Result<Self, ConsoleError> {
        let source = given(wanted.source.as_ref()).map(str::parse).transpose().map_err(|_| ConsoleError::Missing)?;
        let subject = match source {
            None => None,
            Some(id) => {
                let (stored, brand) = sources::branded(&app.db, id).await?.ok_or(ConsoleError::Missing)?;
                Some(Subject { brand, face: stored.face(), definition: stored.definition })
            }
        };
        let locale = given(wanted.locale.as_ref()).unwrap_or("en");
        let words = app.texts.all().find(|words| words.lang() == locale).ok_or(ConsoleError::Missing)?.clone();
        let look = Look {
            source,
            page: wanted.page.clone().unwrap_or_default(),
            state: wanted.state.clone().unwrap_or_default(),
            locale: locale.to_owned(),
            theme: read(wanted.theme.as_ref())?,
            width: read(wanted.width.as_ref())?,
            find: given(wanted.find.as_ref()).unwrap_or_default().trim().to_owned(),
        };
        let layout = Layout { preview: Some(look.theme), ..Layout::sample(words) };
        let layout = subject.iter().fold(layout, |layout, subject| subject.dress(layout));
        Ok(Self { look, subject, layout })
    }

    /// Every sample, the screens of the source's recipe first.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::new();
        if !self.screens().is_empty() {
            let listed = |((state, screen), number): ((String, &Screen), usize)| Listed {
                page: RECIPE.to_owned(),
                state,
                label: format!("{number}. {}", screen.name),
                when: occasion(screen),
            };
            let samples = self.walk().into_iter().zip(1..).map(listed).collect();
            groups.push(Group { title: "Recipe walk".to_owned(), samples });
        }
        for Shown { page, state, .. } in samples::all(&self.layout) {
            let when = samples::when(&page, state).to_owned();
            let listed = Listed { page: page.clone(), state: state.to_owned(), label: spaced(state), when };
            match groups.last_mut() {
                Some(group) if group.samples.iter().any(|other| other.page == page) => group.samples.push(listed),
                _ => groups.push(Group { title: spaced(&page), samples: vec![listed] }),
            }
        }
        groups
    }

    /// Goes to the sample that the address names: without a page to the first of all, without a state to the page's
    /// first.
    pub fn place(&mut self, groups: &[Group]) -> Result<(), ConsoleError> {
        let Look { page, state, .. } = &self.look;
        let fits = |listed: &&Listed| {
            (page.is_empty() || *page == listed.page) && (state.is_empty() || *state == listed.state)
        };
        let found = groups.iter().flat_map(|group| &group.samples).find(fits).ok_or(ConsoleError::Missing)?;
        (self.look.page, self.look.state) = (found.page.clone(), found.state.clone());
        Ok(())
    }

    /// Goes to the sample `page/state`, or to the first of all where there is none of that name.
    pub fn choose(&mut self, groups: &[Group], sample: &str) -> Result<(), ConsoleError> {
        let (page, state) = sample.split_once('/').unwrap_or_default();
        let is_there = groups.iter().flat_map(|group| &group.samples).any(|it| it.page == page && it.state == state);
        let (page, state) = if is_there { (page, state) } else { ("", "") };
        (self.look.page, self.look.state) = (page.to_owned(), state.to_owned());
        self.place(groups)
    }

    /// The page itself.
    pub fn html(&self) -> Result<String, ConsoleError> {
        let Look { page, state, .. } = &self.look;
        if page == RECIPE {
            let found = self.walk().into_iter().find(|(name, _)| name == state);
            return found.map(|(_, screen)| samples::screen(&self.layout, screen)).ok_or(ConsoleError::Missing);
        }
        let shown = samples::all(&self.layout).into_iter().find(|shown| shown.page == *page && shown.state == *state);
        shown.map(|shown| shown.html()).ok_or(ConsoleError::Missing)
    }

    /// Whether the chosen source has no recipe, so that its screens are known only once they are met.
    pub fn is_recognised(&self) -> bool {
        self.subject.is_some() && self.screens().is_empty()
    }

    /// The screens of the recipe, each by what stands for its name in an address.
    fn walk(&self) -> Vec<(String, &Screen)> {
        let mut walk: Vec<(String, &Screen)> = Vec::new();
        for screen in self.screens() {
            let name = hyphenated(&screen.name);
            let same = walk.iter().filter(|(_, other)| hyphenated(&other.name) == name).count();
            walk.push((if same == 0 { name } else { format!("{name}-{}", same + 1) }, screen));
        }
        walk
    }

    fn screens(&self) -> &[Screen] {
        let recipe = self.subject.as_ref().and_then(|subject| subject.definition.recipe.as_ref());
        recipe.map(|recipe| recipe.screens.as_slice()).unwrap_or_default()
    }
}

impl Subject {
    /// Puts the company's and the source's names and colours on a layout.
    fn dress(&self, layout: Layout) -> Layout {
        let Brand { name, accent, logo } = self.brand.clone();
        let host = Url::parse(&self.definition.login_url).map(|url| source::host_of(&url)).unwrap_or_default();
        Layout {
            tenant: Some(Tenant { name, mark: Mark::of_tenant(logo.as_deref()) }),
            source: Some(Source {
                name: self.definition.name.clone(),
                host,
                url: self.definition.login_url.clone(),
                mark: Mark::of_source(&self.face),
            }),
            accent: accent.and_then(|accent| accent.parse().ok()).unwrap_or_default(),
            test: self.definition.is_test(),
            ..layout
        }
    }
}

/// A value that was given; forms send empty ones too.
fn given(value: Option<&String>) -> Option<&str> {
    value.map(String::as_str).filter(|value| !value.is_empty())
}

fn read<T: std::str::FromStr + Default>(value: Option<&String>) -> Result<T, ConsoleError> {
    given(value).map_or_else(|| Ok(T::default()), |value| value.parse().map_err(|_| ConsoleError::Missing))
}

/// A screen's name as a part of an address.
fn hyphenated(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// When a screen of a recipe is taken for the one that the source shows.
fn occasion(screen: &Screen) -> String {
    let marks = screen.when.all.iter().map(|css| css.0.as_str()).collect::<Vec<_>>();
    if marks.is_empty() {
        "The source's page shows nothing that would speak against it.".to_owned()
    } else {
        format!("The source's page has {}.", marks.join(" and "))
    }
}

fn spaced(name: &str) -> String {
    name.replace(['_', '-'], " ")
}
