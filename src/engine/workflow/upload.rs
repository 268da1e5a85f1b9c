//! Putting a file of the company's into a field.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;

use super::{Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::job::{
        failure::{Failure, Reason},
        step::Upload,
    },
    engine::media_type,
    page::Attachment,
};

impl<K: Keeper> WorkflowRun<K> {
    pub(super) async fn upload(&mut self, upload: &Upload) -> Result<Outcome, Failure> {
        let target = self.one(&upload.at).await?;
        let Some(Value::String(text)) = self.inputs.get(&upload.input) else {
            return Err(Failure::new(Reason::FieldMissing, format!("there is no input {:?}", upload.input)));
        };
        let content = BASE64_STANDARD
            .decode(text)
            .map_err(|_| Failure::new(Reason::InputInvalid, format!("the input {:?} is no base64", upload.input)))?;
        let media_type = media_type::of("", &upload.name);
        let attachment = Attachment { name: upload.name.clone(), media_type, content: content.into() };
        self.form.attach.push((target, attachment));
        Ok(Outcome::Done)
    }
}
