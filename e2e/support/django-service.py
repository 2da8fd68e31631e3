"""A service of one view, with the settings of docs/examples/verify-django: says whose token it was sent."""

import os
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.conf import settings

example = {}
with open("docs/examples/verify-django/settings.py", encoding="utf-8") as file:
    exec(file.read().replace("https://accounts.example.com", os.environ["ISSUER"]), example)

settings.configure(
    SECRET_KEY="of a service of a few seconds, which signs nothing",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="__main__",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework"],
    REST_FRAMEWORK=example["REST_FRAMEWORK"],
    SIMPLE_JWT=example["SIMPLE_JWT"],
)

# What follows reads the settings as it is imported.
from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

from django.urls import path  # noqa: E402
from rest_framework.decorators import api_view  # noqa: E402
from rest_framework.response import Response  # noqa: E402


@api_view(["GET"])
def whoami(request):
    return Response({"user_id": request.user.id})


urlpatterns = [path("", whoami)]


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


make_server("127.0.0.1", int(os.environ["PORT"]), application, handler_class=QuietHandler).serve_forever()
