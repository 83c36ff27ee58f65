"""Sums are written in the account's own currency."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from amo.sandbox import Flags, start
from service.mind import Mind
from tests.service.assistant_stage import Stage, settings_for


@pytest.mark.parametrize(
    ("currency", "symbol", "shown"),
    [("KZT", "₸", "450\u00a0000\u00a0₸"), ("BYN", "", "450\u00a0000\u00a0BYN")],
)
def test_sums_have_the_sign_of_the_account(
    currency: str, symbol: str, shown: str, mind: Mind, tmp_path: Path
) -> None:
    with start(small=True, flags=Flags(rate_limit=0)) as sandbox:
        world = sandbox.world
        world.directory = replace(world.directory, currency=currency, currency_symbol=symbol)
        with Stage(sandbox, settings_for(sandbox, tmp_path), mind) as stage:
            said = stage.talk().say("какой бюджет у сделки 5001")
            assert f"Бюджет: {shown}" in said.text
            listed = stage.talk().say("сделка 5001")
            assert shown in listed.body["records"][0]["lines"][0]
