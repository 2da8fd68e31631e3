import os

from django.contrib.auth.hashers import BCryptPasswordHasher


class BenchBCryptPasswordHasher(BCryptPasswordHasher):
    rounds = int(os.environ["BENCH_HASH_COST"])
