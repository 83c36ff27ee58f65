"""docs/production.md names every setting, and what deploy/ says fits the code."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")
READS = re.compile(
    r"""(?:env\.(?:text|required|secret|integer|number|flag|choice|urls?)|secrets|_token)\(
        \s*(?:env,\s*)?"([A-Z_]+)\"""",
    re.VERBOSE,
)


def names() -> set[str]:
    """The names the settings read."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "service").glob("*.py")]
    return {name for source in sources for name in READS.findall(source)}


def test_the_page_names_every_setting() -> None:
    assert len(names()) > 25
    assert {name for name in names() if f"`{name}`" not in PAGE} == set()


def test_what_deploy_sets_is_a_setting() -> None:
    for path in ("compose.yaml", "assistant.service", "production.env.example"):
        text = (ROOT / "deploy" / path).read_text(encoding="utf-8")
        said = set(
            re.findall(r"^\s*(?:Environment=)?([A-Z][A-Z_]{3,})(?:: |=)", text, re.MULTILINE)
        )
        known = names() | {f"{name}_FILE" for name in names()} | {"PROMETHEUS_MULTIPROC_DIR"}
        assert said - known == set(), path


def test_the_image_takes_only_what_runs() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in image
    assert "USER assistant" in image
    assert "HEALTHCHECK" in image
    assert "tests" not in re.findall(r"^COPY (\S+)", image, re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
