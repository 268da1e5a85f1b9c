"""A Vestibule of our own: its server on a free port with a data folder of its own, and its API."""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request


class Portal:
    def __init__(self, program, folder):
        self.folder, self._program = folder, program
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("VESTIBULE_")},
            "VESTIBULE_DATA_DIR": os.path.join(folder, "data"),
            "VESTIBULE_ALLOW_PRIVATE": "127.0.0.0/8",
            "VESTIBULE_LOG_FORMAT": "json",
        }
        tenant = self._run("tenant", "add", "Harbour Books")
        self._key = self._run("key", "add", tenant)
        self.url = None
        self.log = os.path.join(folder, "server.log")
        with open(self.log, "wb") as log:
            self._server = subprocess.Popen(
                [program, "serve", "--listen", "127.0.0.1:0"], env=self._environment, stderr=log
            )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _run(self, *arguments):
        command = [self._program, *arguments]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(arguments)}: {done.stderr}"
        return done.stdout.strip()

    def _wait(self):
        end = time.monotonic() + 30
        while time.monotonic() < end and self._server.poll() is None:
            with open(self.log, encoding="utf-8") as log:
                for line in log:
                    if line.endswith("}\n") and "public_url" in line:
                        self.url = json.loads(line)["fields"]["public_url"]
                        return
            time.sleep(0.05)
        raise AssertionError(f"the server did not start; its log is {self.log}")

    def engine(self):
        """Whether the server needed a browser so far."""
        return "chrome" if any("chrom" in name for name in _descendants(self._server.pid)) else "http"

    def stop(self):
        self._server.terminate()
        try:
            self._server.wait(20)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def get(self, path):
        return self._call(path, None)

    def post(self, path, body):
        return self._call(path, json.dumps(body).encode())

    def _call(self, path, body):
        url = path if path.startswith("http") else f"{self.url}/v1{path}"
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        request = urllib.request.Request(url, body, headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.code} {error.read().decode()}") from error


def _descendants(pid):
    """The names of all processes below this one, whichever of its threads started them."""
    try:
        children = []
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", encoding="utf-8") as file:
                children += file.read().split()
        for child in children:
            with open(f"/proc/{child}/comm", encoding="utf-8") as file:
                yield file.read()
            yield from _descendants(child)
    except OSError:
        pass  # it ended meanwhile
