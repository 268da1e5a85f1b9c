"""What is brought home from behind a sign-in: records, equal to what the application itself says, and files."""

import csv
import hashlib
import io
import time
import urllib.request

from browser import Browser
from pocket import Pocket
from table import Result
from walk import Walk


class Work:
    """The application's JSON says under `work`: `steps`, `permissions`, the `records` of each list without the source's own
    words, and of each of the `files` its `media_type`, what it `begins` with and, of a CSV, how many `rows`; also the name
    of the `user`, where it is not the first."""

    def __init__(self, application, portal):
        self._application, self._portal, self._work = application, portal, application["work"]
        source = {"name": application["name"], "login_url": application["login_url"]}
        source = portal.post("/sources", source)["id"]
        body = {"name": "Bring it home", "source_id": source, "steps": self._work["steps"]}
        if "permissions" in self._work:
            body["permissions"] = self._work["permissions"]
        workflow = portal.post("/workflows", body)["id"]
        body = {"name": "Bring it home", "source_id": source, "workflow_ids": [workflow]}
        self._job = portal.post("/jobs", body)["id"]

    def __str__(self):
        return "work behind the sign-in"

    def run(self, user):
        factor = user["factor"] and user["factor"].split()[0]
        walk = Walk(self._application, Pocket(self._application, user, factor, {}))
        link = self._portal.post("/links", {"external_id": "worker", "job_id": self._job})
        browser = Browser()
        walk.run(browser, link["link_url"])
        link = self._ended(link["id"])
        (job_run,) = link["job_run_ids"]
        (run,) = self._portal.get(f"/job-runs/{job_run}")["workflow_run_ids"]
        run = self._portal.get(f"/workflow-runs/{run}")
        assert link["status"] == "COMPLETED", f"{link['status']}: {run['reason']}: {run['error']}"
        artifacts = self._portal.get(f"/artifacts?workflow_run_id={run['id']}")["data"]
        records = self._records(artifacts)
        files = [artifact for artifact in artifacts if artifact["kind"] == "file"]
        assert len(files) == len(self._work["files"]), files
        for artifact, expected in zip(files, self._work["files"]):
            self._check(artifact, expected)
        result = Result(browser.took, walk.prompts, self._portal.engine(), None)
        result.said = f"COMPLETED, {records} records and {len(files)} files are right"
        return result

    def _ended(self, link, seconds=120):
        end = time.monotonic() + seconds
        while True:
            found = self._portal.get(f"/links/{link}")
            if found["status"] in ("COMPLETED", "FAILED") or time.monotonic() > end:
                return found
            time.sleep(0.2)

    def _records(self, artifacts):
        count = 0
        for name, expected in self._work["records"].items():
            (artifact,) = [artifact for artifact in artifacts if artifact["name"] == name]
            read = self._portal.get(artifact["content_url"])
            plain = [without_raw(record) for record in read] if isinstance(read, list) else without_raw(read)
            assert plain == expected, f"{name}: read {str(plain)[:300]}, expected {str(expected)[:300]}"
            count += len(read) if isinstance(read, list) else 1
        return count

    def _check(self, artifact, expected):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(artifact["content_url"], timeout=60) as answer:
            content = answer.read()
        assert hashlib.sha256(content).hexdigest() == artifact["sha256"], artifact
        assert len(content) == artifact["size"], artifact
        assert artifact["media_type"].split(";")[0] == expected["media_type"], artifact
        assert content.startswith(expected["begins"].encode()), content[:80]
        if "rows" in expected:
            rows = list(csv.reader(io.StringIO(content.decode())))
            assert len(rows) == expected["rows"], len(rows)


def without_raw(record):
    return {name: value for name, value in record.items() if name != "raw"}
