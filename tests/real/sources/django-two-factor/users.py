"""The site's users: one for each way to sign in, and what tests must know of them."""

import base64

from django.contrib.auth.models import User
from django_otp.plugins.otp_email.models import EmailDevice
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from two_factor.plugins.phonenumber.models import PhoneDevice

# What the page about the account says to whoever has none.
NO_FACTOR = (
    "Two-factor authentication is not enabled for your account. "
    "Enable two-factor authentication for enhanced account security."
)
# Each opens once.
BACKUP = {"ada": ["k3fw7hpa", "m9qd2xtr", "w4nz8bcs"], "ben": ["p6jv5gly", "t2rs9kdh", "c7xm3qwe"]}


def make(password, secret):
    """Makes whoever is missing, and all backup codes anew."""
    for name in ("ada", "ben", "cleo", "dan"):
        user, _ = User.objects.get_or_create(username=name, defaults={"email": f"{name}@example.test"})
        user.set_password(password)
        user.save()
        if name == "ada":
            TOTPDevice.objects.get_or_create(user=user, name="default", defaults={"key": secret})
            phone(user, "backup", "+12015550123")
        elif name == "ben":
            phone(user, "default", "+12015550124")
        elif name == "cleo":
            EmailDevice.objects.get_or_create(user=user, name="default", defaults={"email": user.email})
        if name in BACKUP:
            device, _ = StaticDevice.objects.get_or_create(user=user, name="backup")
            device.token_set.all().delete()
            for code in BACKUP[name]:
                device.token_set.create(token=code)


def phone(user, name, number):
    own = {"number": number, "method": "sms", "key": number[-2:] * 20}
    PhoneDevice.objects.get_or_create(user=user, name=name, defaults=own)


def told(folder, port, password, secret):
    """The line of JSON that up.sh prints."""
    return {
        "name": "django-two-factor",
        "login_url": f"http://127.0.0.1:{port}/account/login/",
        "username": "ada",
        "password": password,
        "totp_secret": base64.b32encode(bytes.fromhex(secret)).decode(),
        "users": [
            {"username": "ada", "factor": "totp", "other": ["sms", "backup"], "backup_tokens": BACKUP["ada"]},
            {"username": "ben", "factor": "sms", "other": ["backup"], "backup_tokens": BACKUP["ben"]},
            {"username": "cleo", "factor": "email"},
            {"username": "dan", "factor": None},
        ],
        "code_source": {
            "sms": {"file": str(folder / "sms.log"), "regex": r"Your token is: (\d{6})"},
            "email": {"dir": str(folder / "mail"), "regex": r"\b(\d{6})\b"},
        },
        "success_marker": {"url": "/account/two_factor/$", "css": "h1"},
        "work": {
            "user": "dan",
            "steps": [
                {"step": "visit", "url": "/account/two_factor/"},
                {
                    "step": "extract",
                    "name": "security",
                    "fields": {
                        "second_factor": {"at": "h1 + p", "type": "enum", "values": {"off": [NO_FACTOR]}},
                        "set_up": {"at": "h1 + p + p a", "type": "url"},
                    },
                },
                {"step": "print", "name": "security.pdf"},
            ],
            "records": {
                "security": {
                    "second_factor": "off",
                    "set_up": f"http://127.0.0.1:{port}/account/two_factor/setup/",
                }
            },
            "files": [{"media_type": "application/pdf", "begins": "%PDF-"}],
        },
        "failure_text": "Please enter a correct username and password",
        "code_failure_text": "Invalid token",
    }
