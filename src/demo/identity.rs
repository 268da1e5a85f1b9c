//! The user pool of the made-up company, with an application on the web and one on devices.

use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            Client, Pool, client,
            client::{ApplicationType, EnrollmentFlow},
            pool,
        },
        tenant::Tenant,
    },
    service::identity::pools::{self, FirstKeys},
};

/// Origins and callbacks on the same machine, at any port.
const LOCAL: [&str; 2] = ["http://localhost:*", "http://127.0.0.1:*"];

/// A pool and its two applications.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct DemoPool {
    pub pool: Id<Pool>,
    pub web: Id<Client>,
    pub native: Id<Client>,
}

impl DemoPool {
    /// Makes a pool in which guests are on.
    pub async fn found(app: &App, tenant: Id<Tenant>) -> anyhow::Result<Self> {
        let now = app.clock.now();
        let definition =
            pool::Definition { anonymous_enabled: true, ..pool::Definition::new("Harbour Books customers") };
        let keys = FirstKeys::make(definition.signing_alg, now).await?;
        let mut tx = app.db.begin().await?;
        let pool = pools::create(&app.vault, &mut tx, tenant, (definition, keys), now).await?;
        let local: Vec<String> = LOCAL.into_iter().map(str::to_owned).collect();
        let web = client::Definition {
            redirect_uris: local.clone(),
            post_logout_uris: local.clone(),
            cors_origins: local.clone(),
            ..client::Definition::new("Harbour Books", pool.id)
        };
        let native = client::Definition {
            application_type: ApplicationType::Native,
            enrollment_flow: EnrollmentFlow::Device,
            redirect_uris: local,
            ..client::Definition::new("AstDeviceEnrollment", pool.id)
        };
        let (web, _) = pools::create_client(&mut tx, tenant, web, now).await?;
        let (native, _) = pools::create_client(&mut tx, tenant, native, now).await?;
        tx.commit().await?;
        Ok(Self { pool: pool.id, web: web.id, native: native.id })
    }
}
