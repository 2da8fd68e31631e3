# For the settings.py of a Django REST Framework service that takes Vestibule's access tokens and makes none itself.
# Needs djangorestframework-simplejwt 5.2 or newer, and cryptography (for ES256). docs/api.md says what is checked, and what is not.

VESTIBULE = "https://accounts.example.com"  # its APP_URL

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # The user is what the token says: no table of users here. Where this service has one, keyed by the same ids, use
        # rest_framework_simplejwt.authentication.JWTAuthentication.
        "rest_framework_simplejwt.authentication.JWTStatelessUserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
}

SIMPLE_JWT = {
    "ALGORITHM": "ES256",
    # The public keys: fetched when they are needed, so that a rotated key needs nothing here.
    "JWK_URL": f"{VESTIBULE}/.well-known/jwks.json",
    "ISSUER": VESTIBULE,
    "AUDIENCE": VESTIBULE,  # Vestibule's TOKEN_AUDIENCE, where that is set
    "LEEWAY": 60,  # seconds that the two clocks may differ
    # The user's UUID in every token. "user_id" is the account's number in tokens that a client got on a legacy path, and the
    # UUID in all others: for a service whose table of users has the old numbers, and whose clients all use legacy paths.
    "USER_ID_CLAIM": "sub",
    "TOKEN_TYPE_CLAIM": "token_type",
    "JTI_CLAIM": "jti",
    "AUTH_HEADER_TYPES": ("Bearer",),
    # Takes tokens of the type "access" alone. A refresh token is refused.
    "AUTH_TOKEN_CLASSES": ("rest_framework_simplejwt.tokens.AccessToken",),
}
