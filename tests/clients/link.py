"""Makes a link with the client that openapi-python-client generates."""

import os

from vestibule_client import AuthenticatedClient
from vestibule_client.api.links import create_link, get_link
from vestibule_client.models import NewLink

client = AuthenticatedClient(base_url=os.environ["URL"], token=os.environ["KEY"])
made = create_link.sync(client=client, body=NewLink(external_id="python", job_id=os.environ["JOB"]))
found = get_link.sync(made.id, client=client)
assert found.status == "CREATED", found
print(made.link_url)
