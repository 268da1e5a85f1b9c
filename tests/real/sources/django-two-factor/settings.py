"""What `startproject` would write, and what the documentation of django-two-factor-auth adds to it."""

import secrets

APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_email",
    "two_factor",
    "two_factor.plugins.phonenumber",
    "two_factor.plugins.email",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]

# Wrong codes are meant to be tried here, one after another.
UNTHROTTLED = {
    "OTP_TOTP_THROTTLE_FACTOR": 0,
    "OTP_STATIC_THROTTLE_FACTOR": 0,
    "OTP_EMAIL_THROTTLE_FACTOR": 0,
    "OTP_EMAIL_COOLDOWN_DURATION": 0,
    "TWO_FACTOR_PHONE_THROTTLE_FACTOR": 0,
}


def of(folder, urls):
    """Settings of a site that keeps everything in `folder`, text messages and mails too."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "site.sqlite3", "OPTIONS": {"timeout": 20}}
    templates = {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
    templates["OPTIONS"] = {"context_processors": CONTEXT}
    messages = {"class": "logging.FileHandler", "filename": folder / "sms.log"}
    return UNTHROTTLED | {
        "SECRET_KEY": secrets.token_hex(32),
        "ALLOWED_HOSTS": ["127.0.0.1"],
        "ROOT_URLCONF": urls,
        "INSTALLED_APPS": APPS,
        "MIDDLEWARE": MIDDLEWARE,
        "TEMPLATES": [templates],
        "DATABASES": {"default": database},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "LOGIN_URL": "two_factor:login",
        "LOGIN_REDIRECT_URL": "two_factor:profile",
        "TWO_FACTOR_SMS_GATEWAY": "two_factor.gateways.fake.Fake",
        "PHONENUMBER_DEFAULT_REGION": "US",
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": folder / "mail",
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"sms": messages},
            "loggers": {"two_factor": {"handlers": ["sms"], "level": "INFO"}},
        },
    }
