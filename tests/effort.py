"""How much the tests try: `make test` what fits into minutes, `make test-thorough` all of it."""

from hypothesis import settings

THOROUGH = settings.get_current_profile_name() == "thorough"
"""Whether this is the thorough run; only for modules that are imported when tests are collected."""
