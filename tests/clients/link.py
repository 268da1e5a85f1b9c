"""Makes a workflow, a job and a link with the client that openapi-python-client generates."""

import os

from vestibule_client import AuthenticatedClient
from vestibule_client.api.jobs import create_job, get_job
from vestibule_client.api.links import create_link, get_link
from vestibule_client.api.workflows import create_workflow
from vestibule_client.models import ExtractStep, NewJob, NewLink, NewWorkflow, VisitStep
from vestibule_client.models.extract_step_fields import ExtractStepFields

client = AuthenticatedClient(base_url=os.environ["URL"], token=os.environ["KEY"])
source_id = get_job.sync(os.environ["JOB"], client=client).source_id
fields = ExtractStepFields.from_dict({"number": "td:nth-child(1)"})
steps = [
    VisitStep(step="visit", url="/classic/account/invoices"),
    ExtractStep(step="extract", name="invoices", rows="tr[data-invoice]", fields=fields),
]
workflow = create_workflow.sync(client=client, body=NewWorkflow(name="Invoices", source_id=source_id, steps=steps))
assert [type(step) for step in workflow.steps] == [VisitStep, ExtractStep], workflow
job = create_job.sync(client=client, body=NewJob(name="Invoices", source_id=source_id, workflow_ids=[workflow.id]))
made = create_link.sync(client=client, body=NewLink(external_id="python", job_id=job.id))
found = get_link.sync(made.id, client=client)
assert found.status == "CREATED", found
print(made.link_url)
