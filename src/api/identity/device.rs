//! What a device asks and does with its own key.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        error::ApiError,
        holder::{DeviceProof, EndUser, refusal},
        object::NoContent,
        problem::{Code, Problem},
        request::Body,
    },
    app::App,
    domain::{
        id::Id,
        identity::{
            Client, Device, Pool,
            device::{AuthenticationMode, Details, SdkState, State as DeviceState},
        },
        moment::Moment,
    },
    service::identity::{
        devices::calls::{self, Changed},
        party,
    },
    store::identity::devices::StoredDevice,
};

/// A device of a user.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Device")]
pub struct DeviceResponse {
    id: Id<Device>,
    #[schemars(extend("const" = "device"))]
    object: &'static str,
    user_pool_id: Id<Pool>,
    sdk_client_id: Id<Client>,
    state: DeviceState,
    details: Details,
    authentication_mode: AuthenticationMode,
    enrolled_at: Moment,
    last_seen_at: Moment,
}

impl From<StoredDevice> for DeviceResponse {
    fn from(stored: StoredDevice) -> Self {
        Self {
            id: stored.id,
            object: "device",
            user_pool_id: stored.pool_id,
            sdk_client_id: stored.client_id,
            state: stored.state,
            details: stored.details,
            authentication_mode: stored.authentication_mode,
            enrolled_at: Moment::from(stored.enrolled_at),
            last_seen_at: Moment::from(stored.last_seen_at),
        }
    }
}

/// Which device asks.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceOf {
    /// The application on the device.
    sdk_client_id: Id<Client>,
}

/// What a device is to do next.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DeviceStateOfSdk")]
pub struct StateResponse {
    sdk_state: SdkState,
    /// Why it has no user or no session any more: `device_deactivated`, `device_reset` or `user_disabled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

/// `POST /v1/device/state`
pub async fn state(
    State(app): State<Arc<App>>,
    device: DeviceProof,
    Body(body): Body<DeviceOf>,
) -> Result<Json<StateResponse>, ApiError> {
    let id = body.sdk_client_id;
    let missing = || Problem::invalid("sdk_client_id", format!("there is no application {id}"));
    let party = party::of_client(&app, &id.to_string()).await?.ok_or_else(missing)?;
    let proof = device.take(&app, &party.pool).await?;
    let (sdk_state, reason) = calls::state(&app, party.pool.id, &proof.key.jkt).await.map_err(refusal)?;
    Ok(Json(StateResponse { sdk_state, reason }))
}

fn no_device() -> ApiError {
    let detail = "The session of the token is not one of a device's key.";
    Problem::refused(StatusCode::UNAUTHORIZED, Code::InvalidToken, detail).into()
}

/// `POST /v1/device/reset`
pub async fn reset(State(app): State<Arc<App>>, EndUser(session): EndUser) -> Result<NoContent, ApiError> {
    if calls::reset(&app, &session).await.map_err(refusal)? { Ok(NoContent) } else { Err(no_device()) }
}

/// How a device guards its tokens from now on.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceMode {
    authentication_mode: AuthenticationMode,
}

/// `PATCH /v1/device`
pub async fn update(
    State(app): State<Arc<App>>,
    EndUser(session): EndUser,
    Body(body): Body<DeviceMode>,
) -> Result<Json<DeviceResponse>, ApiError> {
    let changed = calls::set_mode(&app, &session, body.authentication_mode).await.map_err(refusal)?;
    match changed {
        Changed::Done(device) => Ok(Json((*device).into())),
        Changed::NoDevice => Err(no_device()),
        Changed::Enrolling => {
            let detail = "The device is being enrolled. Change it when that is done.";
            Err(Problem::conflict(Code::ActivationInProgress, detail).into())
        }
    }
}
