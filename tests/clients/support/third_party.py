"""A third party that gets tokens of users: PyJWT, and what the issuer has published; it calls nobody else."""

import jwt
import requests


class ThirdParty:
    def __init__(self, issuer, audience):
        metadata = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=20).json()
        self.issuer, self.audience = metadata["issuer"], audience
        self.keys = jwt.PyJWKSet.from_dict(requests.get(metadata["jwks_uri"], timeout=20).json())

    def claims(self, token):
        """What a token for this party says; raises for any other."""
        key = self.keys[jwt.get_unverified_header(token)["kid"]]
        required = {"require": ["exp", "iat", "iss", "aud", "sub"]}
        return jwt.decode(token, key, ["RS256"], audience=self.audience, issuer=self.issuer, options=required)

    def takes(self, token):
        try:
            return bool(self.claims(token))
        except jwt.PyJWTError:
            return False
