//! What a page about a link or a flow shows, read in one statement.

use const_format::formatcp;
use url::Url;

use super::{flows, links};
use crate::{
    domain::{
        id::Id,
        link::{flow::Flow, token::TokenId},
        source::{brand::Face, host_of},
        task::Share,
        tenant::Brand,
    },
    store::{Db, StoreError, sql::query::query},
};

/// A link with who asks, what for, and the flow in question.
#[derive(Debug, Clone)]
pub struct LinkPage {
    pub link: links::StoredLink,
    pub tenant: Brand,
    /// How often the tenant's jobs and workflows were changed.
    pub definitions: i64,
    pub source_name: String,
    pub source_face: Face,
    pub login_url: String,
    pub is_test: bool,
    /// By token: the link's last flow. By flow: that flow.
    pub flow: Option<flows::StoredFlow>,
    /// A text that changes whenever the jobs of the flow come further; empty while none runs.
    pub place: String,
}

impl LinkPage {
    /// Whose share of the capacity its flows take.
    pub fn share(&self) -> Share {
        let host = Url::parse(&self.login_url).map(|url| host_of(&url)).unwrap_or_default();
        Share { tenant: self.link.tenant_id, host }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    link: links::Row,
    tenant_name: String,
    tenant_accent: Option<String>,
    tenant_logo: Option<String>,
    tenant_definitions: i64,
    source_name: String,
    source_login_url: String,
    source_is_test: i64,
    source_logo: Option<String>,
    source_logo_dark: Option<String>,
    source_icon: Option<String>,
    source_accent: Option<String>,
    flow_id: Option<String>,
    flow_link_id: Option<String>,
    flow_browser: Option<String>,
    flow_stage: Option<String>,
    flow_turn: Option<i64>,
    flow_deadline: Option<i64>,
    flow_challenge: Option<String>,
    flow_refusal: Option<String>,
    place: Option<String>,
}

const COLUMNS: &str = formatcp!(
    "{LINK}, t.name AS tenant_name, t.accent AS tenant_accent, t.logo AS tenant_logo,
     t.definitions AS tenant_definitions,
     s.name AS source_name, s.login_url AS source_login_url, s.is_test AS source_is_test,
     s.logo AS source_logo, s.logo_dark AS source_logo_dark, s.icon AS source_icon, s.accent AS source_accent,
     f.id AS flow_id, f.link_id AS flow_link_id, f.browser AS flow_browser, f.stage AS flow_stage,
     f.turn AS flow_turn, f.deadline AS flow_deadline, f.challenge AS flow_challenge, f.refusal AS flow_refusal,
     CASE WHEN f.stage = 'signed_in' THEN
         (SELECT w.id || '.' || COALESCE(w.current_step, 0) || '.' || w.status
          FROM workflow_runs w JOIN job_runs j ON j.id = w.job_run_id
          WHERE j.flow_id = f.id AND w.ended_at IS NULL ORDER BY j.position, j.id, w.position LIMIT 1)
     END AS place",
    LINK = links::COLUMNS
);

impl Row {
    fn read(self) -> Result<LinkPage, StoreError> {
        let flow = match (self.flow_id, self.flow_link_id, self.flow_browser, self.flow_stage) {
            (Some(id), Some(link_id), Some(browser), Some(stage)) => Some(flows::Row {
                id,
                link_id,
                browser,
                stage,
                turn: self.flow_turn.unwrap_or_default(),
                deadline: self.flow_deadline.unwrap_or_default(),
                challenge: self.flow_challenge,
                refusal: self.flow_refusal,
            }),
            _ => None,
        };
        let face = Face {
            logo: self.source_logo,
            logo_dark: self.source_logo_dark,
            icon: self.source_icon,
            accent: self.source_accent,
        };
        Ok(LinkPage {
            link: self.link.read()?,
            tenant: Brand { name: self.tenant_name, accent: self.tenant_accent, logo: self.tenant_logo },
            definitions: self.tenant_definitions,
            source_name: self.source_name,
            source_face: face,
            login_url: self.source_login_url,
            is_test: self.source_is_test != 0,
            flow: flow.map(flows::Row::read).transpose()?,
            place: self.place.unwrap_or_default(),
        })
    }
}

/// The link a token names, with its last flow.
pub async fn by_token(db: &Db, id: TokenId) -> Result<Option<LinkPage>, StoreError> {
    let row: Option<Row> = query(formatcp!(
        "SELECT {COLUMNS}
         FROM links l
         JOIN tenants t ON t.id = l.tenant_id
         JOIN sources s ON s.id = l.source_id
         LEFT JOIN flows f ON f.id = l.last_flow
         WHERE l.token_id = $1"
    ))
    .bind(id.to_string())
    .opt(db)
    .await?;
    row.map(Row::read).transpose()
}

/// A flow with its link, if it belongs to this browser.
pub async fn by_flow(db: &Db, id: Id<Flow>, browser: &str) -> Result<Option<LinkPage>, StoreError> {
    let row: Option<Row> = query(formatcp!(
        "SELECT {COLUMNS}
         FROM flows f
         JOIN links l ON l.id = f.link_id
         JOIN tenants t ON t.id = l.tenant_id
         JOIN sources s ON s.id = l.source_id
         WHERE f.id = $1 AND f.browser = $2"
    ))
    .bind(id)
    .bind(browser)
    .opt(db)
    .await?;
    row.map(Row::read).transpose()
}
