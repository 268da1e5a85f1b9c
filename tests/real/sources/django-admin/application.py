"""Django's own administration site, with the export of django-import-export, as the packages bring them.

    application.py serve FOLDER   make its database, users and secrets in FOLDER, serve on a free port of 127.0.0.1,
                                  and write FOLDER/ready.json once it does
    application.py users FOLDER   nothing: its users stay what they are
"""

import json
import os
import secrets
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import path

PASSWORD = "Correct-Horse-42"
COUNT = 130  # over two pages
urlpatterns = []


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Handler(WSGIRequestHandler):
    timeout = 10


def configure(folder):
    processors = ["debug", "request"]
    processors = [f"django.template.context_processors.{name}" for name in processors]
    processors += ["django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]
    settings.configure(
        SECRET_KEY=secrets.token_hex(32),
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=[
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "import_export",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": processors},
            }
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "site.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        STATIC_URL="static/",
        LANGUAGE_CODE="en-gb",
        TIME_ZONE="UTC",
        USE_TZ=True,
    )
    django.setup()


def site():
    """The administration site, with an export of its log."""
    from django.contrib import admin
    from django.contrib.admin.models import LogEntry
    from import_export.admin import ExportMixin

    class Log(ExportMixin, admin.ModelAdmin):
        list_display = ["id", "action_time", "object_repr", "is_deletion"]
        ordering = ["-id"]

    admin.site.register(LogEntry, Log)
    urlpatterns.append(path("admin/", admin.site.urls))


def make():
    """A user, and what they did before."""
    from django.contrib.admin.models import LogEntry
    from django.contrib.auth.models import User
    from django.contrib.contenttypes.models import ContentType

    user = User.objects.create_superuser("auditor", "a@example.test", PASSWORD)
    began = datetime(2026, 3, 1, 9, 30, tzinfo=timezone.utc)
    for number in range(1, COUNT + 1):
        LogEntry.objects.create(
            user=user,
            content_type=ContentType.objects.get_for_model(User),
            object_repr=f"Customer {number}",
            action_flag=1 + number % 3,
            action_time=began + timedelta(hours=number),
        )


def told(port):
    """The line of JSON that up.sh prints."""
    from django.contrib.admin.models import LogEntry

    entries = LogEntry.objects.order_by("-id")
    records = [
        {
            "id": entry.id,
            "at": entry.action_time.strftime("%Y-%m-%dT%H:%M:%S"),
            "what": entry.object_repr,
            "deleted": entry.is_deletion(),
        }
        for entry in entries
    ]
    return {
        "name": "django-admin",
        "login_url": f"http://127.0.0.1:{port}/admin/login/?next=/admin/",
        "username": "auditor",
        "password": PASSWORD,
        "success_marker": {"url": "/admin/$", "css": "#user-tools #logout-form"},
        "failure_text": "Please enter the correct username and password for a staff account",
        "work": {
            "steps": [
                {"step": "visit", "url": "/admin/admin/logentry/"},
                {
                    "step": "extract",
                    "name": "log",
                    "rows": "#result_list tbody tr",
                    "next": ".paginator .this-page + a:not(.showall)",
                    "fields": {
                        "id": {"at": ".field-id", "type": "integer", "key": True},
                        "at": {"at": ".field-action_time", "type": "datetime", "format": "en-GB"},
                        "what": ".field-object_repr",
                        "deleted": {"at": ".field-is_deletion", "type": "boolean", "format": "True|False"},
                    },
                },
                {"step": "visit", "url": "/admin/admin/logentry/export/"},
                {"step": "select", "at": "select[name=format]", "option": "csv"},
                {"step": "download", "at": ".submit-row input[type=submit]", "once": True},
            ],
            "permissions": {
                "write": [
                    {
                        "method": "POST",
                        "url": "*://127.0.0.1/admin/admin/logentry/export/",
                        "says": "have the log exported",
                    }
                ]
            },
            "records": {"log": records},
            "files": [{"media_type": "text/csv", "begins": "id,", "rows": COUNT + 1}],
        },
    }


def serve(folder):
    call_command("migrate", verbosity=0)
    make()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Handler)
    ready = folder / "ready.json"
    ready.with_suffix(".new").write_text(json.dumps(told(server.server_port)) + "\n")
    os.replace(ready.with_suffix(".new"), ready)
    server.serve_forever()


if __name__ == "__main__":
    where = Path(sys.argv[2]).resolve()
    configure(where)
    site()
    if sys.argv[1] == "serve":
        serve(where)
