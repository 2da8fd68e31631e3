"""Makes the tables, and one user for each client: python3 fill.py COUNT PASSWORD."""
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
django.setup()

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.core.management import call_command

count, password = int(sys.argv[1]), sys.argv[2]
call_command("migrate", verbosity=0)
password_hash = make_password(password)
User.objects.bulk_create(
    User(username=f"client-{n}", email=f"client-{n}@example.com", password=password_hash) for n in range(count)
)
