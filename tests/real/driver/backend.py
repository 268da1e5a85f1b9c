"""The company's backend: defines the source and the job, makes links, and judges by API what became of them."""

import time
import urllib.parse

STATUSES = ["CREATED", "ACCESSED", "AUTHENTICATING", "IN_PROGRESS", "COMPLETED"]


class Backend:
    """All it tells of the application is a name and where one signs in."""

    def __init__(self, portal, application, before):
        self._portal, self._before = portal, before
        source = portal.post("/sources", {"name": application["name"], "login_url": application["login_url"]})["id"]
        steps = [
            {"step": "visit", "url": behind(application)},
            {"step": "extract", "name": "marker", "fields": {"marker": marker(application)}},
        ]
        body = {"name": "Behind the sign-in", "source_id": source, "steps": steps}
        workflow = portal.post("/workflows", body)["id"]
        body = {"name": "See that it is signed in", "source_id": source, "workflow_ids": [workflow]}
        self._job = portal.post("/jobs", body)["id"]

    def link(self, customer):
        return self._portal.post("/links", {"external_id": customer, "job_id": self._job})

    def judge(self, link_id):
        """The link is COMPLETED by the expected way, and the job saw the page behind the sign-in."""
        link = self._settled(link_id)
        transitions = self._portal.get(f"/links/{link_id}/transitions")["data"]
        way = [transition["to"] for transition in transitions]
        assert link["status"] == "COMPLETED", f"{link['status']} {link['last_refusal']} {self._errors(link)}"
        assert way == STATUSES, way
        assert [transition["sequence"] for transition in transitions] == [1, 2, 3, 4, 5], transitions
        return self._marker(link)

    def _settled(self, link_id, seconds=60):
        end = time.monotonic() + seconds
        while True:
            link = self._portal.get(f"/links/{link_id}")
            if link["status"] != "IN_PROGRESS" or time.monotonic() > end:
                return link
            time.sleep(0.1)

    def _runs(self, link):
        for job_run in link["job_run_ids"]:
            for run in self._portal.get(f"/job-runs/{job_run}")["workflow_run_ids"]:
                yield self._portal.get(f"/workflow-runs/{run}")

    def _errors(self, link):
        return [run["error"] for run in self._runs(link) if run["error"]]

    def _marker(self, link):
        (run,) = self._runs(link)
        (artifact,) = self._portal.get(f"/artifacts?workflow_run_id={run['id']}")["data"]
        words = " ".join(self._portal.get(artifact["content_url"])["marker"].split())
        assert words, "the extracted marker is empty"
        assert words not in self._before, f"{words} is there without signing in too"
        return words


def behind(application):
    """A page that only those see who are signed in: where the application says, else where one signs in."""
    path = application["success_marker"].get("url", "").rstrip("$")
    return urllib.parse.urljoin(application["login_url"], path)


def marker(application):
    return application["success_marker"].get("css", "body")
