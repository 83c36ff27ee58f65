"""`python -m service check | keep-alive`: an operator's commands."""

from __future__ import annotations

import argparse
import sys
import time

from amo.errors import StoreUnavailable
from service.check import findings
from service.crm import connector
from service.errors import BadSetting
from service.keeper import renew_due
from service.replay.apis import RecordedApis
from service.settings import Settings, bound_name_lookups
from service.shared_store import open_shared
from service.tenants import ManyTenants, open_tenants


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status is 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m service", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="look at settings, stores, amoCRM; say what is wrong")
    commands.add_parser("keep-alive", help="renew the grants of accounts that end soon")
    options = parser.parse_args(arguments)
    bound_name_lookups()
    return _check() if options.command == "check" else _keep_alive()


def _check() -> int:
    wrong = 0
    for finding in findings(Settings.from_env):
        print(finding, flush=True)
        wrong += bool(finding.wrong)
    return 1 if wrong else 0


def _keep_alive() -> int:
    try:
        settings = Settings.from_env()
        shared = open_shared(settings.redis_url, time.monotonic)
        tenants = open_tenants(settings, connector(settings, shared, RecordedApis()), shared)
    except (BadSetting, StoreUnavailable) as error:
        print(f"service: {error}", file=sys.stderr)
        return 1
    if not isinstance(tenants, ManyTenants):
        print("one account by its long-lived token: there is nothing to renew")
        return 0
    return 0 if renew_due(tenants.installations) else 1


if __name__ == "__main__":
    sys.exit(main())
