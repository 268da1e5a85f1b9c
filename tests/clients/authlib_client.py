"""Authlib, unmodified: somebody signs in with discovery alone; a device redeems a code, a customer's token is exchanged, and
a third party verifies a narrowed token offline with PyJWT."""

import json
import os
import sys
import time
import uuid

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.jwk import ECKey
from support.person import Person
from support.third_party import ThirdParty

PRE_AUTHORIZED = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
TOKEN_TYPE = "urn:ietf:params:oauth:token-type:"

url, identity = os.environ["URL"], json.loads(os.environ["IDENTITY"])
issuer, back = identity["issuer"], f"{url}/callback"
metadata = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=20).json()
failed = 0


def see(what, is_good):
    """Says whether something is as it should be."""
    global failed
    failed += not is_good
    print("ok" if is_good else "not ok", what)


def make(path, body):
    """Has the company's server make something by the API."""
    headers = {"authorization": f"Bearer {os.environ['KEY']}"}
    answer = requests.post(f"{url}/v1{path}", json=body, headers=headers, timeout=20)
    answer.raise_for_status()
    return answer.json()


def application(client_id):
    return OAuth2Session(
        client_id,
        redirect_uri=back,
        scope="openid offline_access",
        code_challenge_method="S256",
        token_endpoint_auth_method="none",
    )


def asks(session, grant_type, **parameters):
    """Asks for tokens with a grant: them, or the error."""
    try:
        return session.fetch_token(metadata["token_endpoint"], grant_type=grant_type, **parameters)
    except AuthlibBaseError as error:
        return {"error": error.error}


class Device:
    """A key that never leaves it."""

    def __init__(self):
        self.key = ECKey.generate_key("P-256")

    def proof(self):
        header = {"alg": "ES256", "typ": "dpop+jwt", "jwk": self.key.as_dict(private=False)}
        claims = {"htm": "POST", "htu": metadata["token_endpoint"], "iat": int(time.time()), "jti": str(uuid.uuid4())}
        return {"DPoP": jwt.encode(header, claims, self.key)}


# Somebody makes an account, and signs in again in another browser.
third = ThirdParty(issuer, identity["web_client_id"])
subs = []
for prompt in ["create", "login"]:
    web, verifier, nonce = application(identity["web_client_id"]), generate_token(48), generate_token(24)
    address, state = web.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce, prompt=prompt
    )
    anna = Person("anna.authlib@example.com", identity["mail_dir"])
    arrived = anna.signs_in(address, back)
    told = web.fetch_token(metadata["token_endpoint"], authorization_response=arrived, code_verifier=verifier)
    shown = web.get(metadata["userinfo_endpoint"]).json()
    said = third.claims(told["id_token"])
    see(f"signed in with discovery alone ({prompt})", shown["email"] == anna.email and said["nonce"] == nonce)
    see("PyJWT verifies the ID token", said["sub"] == shown["sub"] and said["acr"] == "1")
    subs.append(said["sub"])
    refreshed = web.refresh_token(metadata["token_endpoint"], told["refresh_token"])
    see("tokens are refreshed", refreshed["access_token"] != told["access_token"])
see("and it is the same user", subs[0] == subs[1])

# A customer's device redeems a code, and the customer's token leads to the same user.
native, device = application(identity["native_client_id"]), Device()
pool = issuer.rsplit("/", 1)[-1]
code = make("/auth-codes", {"external_id": "customer-17", "user_pool_id": pool})["authentication_code"]
bare = asks(native, PRE_AUTHORIZED, **{"pre-authorized_code": code})
see("a code needs a proof of the device's key", bare["error"] == "invalid_dpop_proof")
bound = asks(native, PRE_AUTHORIZED, headers=device.proof(), **{"pre-authorized_code": code})
see("a device redeems a code with it", bound["token_type"] == "DPoP" and bound["user_created"])
vouched = make("/app-user-id-tokens", {"app_user_id": "customer-17", "user_pool_id": pool})["app_user_id_token"]
exchanged = asks(native, EXCHANGE, subject_token=vouched, subject_token_type=TOKEN_TYPE + "jwt")
bearer = asks(native, JWT_BEARER, assertion=vouched)
own = ThirdParty(issuer, identity["native_client_id"])
same = {own.claims(it["id_token"])["sub"] for it in [exchanged, bearer, bound]}
see("a token and a code of one customer lead to one user", same == {bound["user_id"]})

# A third party gets a narrower token, and verifies it with what is published.
make("/resource-servers", {"identifier": "mini-app", "name": "Mini app", "scopes": ["orders:read"]})
narrow = {"scope": "orders:read", "subject_token": bound["access_token"], "subject_token_type": TOKEN_TYPE + "access_token"}
told = asks(native, EXCHANGE, audience="mini-app", headers=device.proof(), **narrow)
mini_app = ThirdParty(issuer, "mini-app")
said = mini_app.claims(told["access_token"])
see("the third party verifies its token offline", said["sub"] == bound["user_id"] and said["scope"] == "orders:read")
see("it says nothing about the person", not {"email", "name", "phone_number", "cnf", "sid"} & said.keys())
see("the third party refuses the token that it was made of", not mini_app.takes(bound["access_token"]))
head, body, signature = told["access_token"].split(".")
flipped = body[:-2] + ("A" if body[-2] != "A" else "B") + body[-1]
see("and one that somebody has changed", not mini_app.takes(f"{head}.{flipped}.{signature}"))
see("and takes none of another audience", not ThirdParty(issuer, "other").takes(told["access_token"]))
headers = {"authorization": f"Bearer {told['access_token']}"}
see("it opens nothing of the issuer's", requests.get(metadata["userinfo_endpoint"], headers=headers, timeout=20).status_code == 401)
again = asks(native, EXCHANGE, audience="mini-app", **{**narrow, "subject_token": told["access_token"]})
see("and is exchanged for no other", again["error"] == "invalid_request")
sys.exit(1 if failed else 0)
