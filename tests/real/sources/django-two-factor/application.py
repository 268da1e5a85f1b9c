"""A site whose sign-in is that of django-two-factor-auth, as the package brings it.

    application.py serve FOLDER   make its database, users and secrets in FOLDER, serve on a free port of 127.0.0.1,
                                  and write FOLDER/ready.json once it does
    application.py users FOLDER   make the users and their backup codes anew
"""

import json
import os
import secrets
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

import settings

PASSWORD = "Correct-Horse-42"
urlpatterns = []


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Handler(WSGIRequestHandler):
    timeout = 10


def start(folder):
    django_settings.configure(**settings.of(folder, __name__))
    django.setup()
    from two_factor.urls import urlpatterns as views

    urlpatterns.append(path("", include(views)))


def secret_of(folder):
    """The key of the authenticator, made once: 20 bytes in hexadecimal."""
    file = folder / "secret"
    if not file.exists():
        file.write_text(secrets.token_hex(20))
    return file.read_text()


def serve(folder):
    import users

    call_command("migrate", verbosity=0)
    users.make(PASSWORD, secret_of(folder))
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Handler)
    ready = folder / "ready.json"
    told = users.told(folder, server.server_port, PASSWORD, secret_of(folder))
    ready.with_suffix(".new").write_text(json.dumps(told) + "\n")
    os.replace(ready.with_suffix(".new"), ready)
    server.serve_forever()


def main(wanted, folder):
    start(folder)
    if wanted == "serve":
        serve(folder)
    else:
        import users

        users.make(PASSWORD, secret_of(folder))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve())
