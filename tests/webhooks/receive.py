"""Lets the program send webhooks, before, during and after a rotation of the secret; verifies and keeps them."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

program, scratch = sys.argv[1], Path(sys.argv[2])
heard = []


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        heard.append({"headers": {name.lower(): value for name, value in self.headers.items()}, "body": body})
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def call(path, body=None):
    request = urllib.request.Request(demo["api_url"] + path, method="POST", data=json.dumps(body or {}).encode())
    request.add_header("authorization", "Bearer " + demo["api_key"])
    request.add_header("content-type", "application/json")
    try:
        opened = urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        sys.exit(f"{path}: {error.code} {error.read().decode()}")
    with opened as answer:
        return json.load(answer)


def hears(count):
    end = time.monotonic() + 60
    while len(heard) < count:
        if time.monotonic() > end:
            sys.exit(f"waited in vain for {count} webhooks")
        time.sleep(0.05)
    return heard[count - 1]


def verifies(secret, sample, body):
    try:
        Webhook(secret).verify(body, sample["headers"])
        return True
    except WebhookVerificationError:
        return False


def say(what, good):
    print(("ok " if good else "not ok ") + "python: " + what, flush=True)


server = HTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
settings = {"VESTIBULE_DATA_DIR": str(scratch / "data"), "VESTIBULE_ALLOW_PRIVATE": "127.0.0.0/8"}
process = subprocess.Popen(
    [program, "demo", "--json", "--listen", "127.0.0.1:0"],
    stdout=subprocess.PIPE,
    stderr=subprocess.DEVNULL,
    env={**os.environ, **settings},
    text=True,
)
try:
    demo = json.loads(process.stdout.readline())
    endpoint = call("/v1/webhook-endpoints", {"url": f"http://127.0.0.1:{server.server_port}/hook"})
    path, old = "/v1/webhook-endpoints/" + endpoint["id"], endpoint["secret"]
    call("/v1/links", {"external_id": "Zoë \u202e 日本", "job_id": demo["job_id"]})
    first = hears(1)
    new = call(path + "/rotate-secret")["secret"]
    call(path + "/test")
    second = hears(2)
finally:
    process.terminate()
    process.wait(20)

samples = []
for name, sample, secrets, others in [
    ("before a rotation", first, [old], [new]),
    ("during a rotation", second, [old, new], ["whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]),
]:
    tampered = sample["body"].replace("event", "evant", 1)
    samples.append({"name": name, **sample, "tampered": tampered, "secrets": secrets, "others": others})
    for secret in secrets:
        say(f"{name}, a true signature is taken", verifies(secret, sample, sample["body"]))
        say(f"{name}, a tampered body is refused", not verifies(secret, sample, tampered))
    for secret in others:
        say(f"{name}, another secret is refused", not verifies(secret, sample, sample["body"]))
(scratch / "samples.json").write_text(json.dumps(samples))
