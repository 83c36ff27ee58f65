"""docs/production.md names every setting, and what deploy/ says fits the code."""

from __future__ import annotations

import re
from pathlib import Path

from service.settings import METRICS_FOLDER

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


def test_every_setting_of_the_page_exists() -> None:
    table = PAGE.partition("## Settings")[2].partition("## Sizing")[0]
    said = set(re.findall(r"`([A-Z][A-Z_]{3,})`", table)) - {"NAME_FILE"}
    assert len(said) > 25
    assert said - names() - {METRICS_FOLDER} == set()


def test_what_deploy_sets_is_a_setting() -> None:
    for path in ("compose.yaml", "assistant.service", "production.env.example"):
        text = (ROOT / "deploy" / path).read_text(encoding="utf-8")
        said = set(
            re.findall(r"^\s*(?:Environment=)?([A-Z][A-Z_]{3,})(?:: |=)", text, re.MULTILINE)
        )
        known = names() | {f"{name}_FILE" for name in names()} | {METRICS_FOLDER}
        assert said - known == set(), path


def test_the_image_takes_only_what_runs() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in image
    assert "USER assistant" in image
    assert "HEALTHCHECK" in image
    assert "tests" not in re.findall(r"^COPY (\S+)", image, re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
    assert {f"data/{one}" for one in ("phrases", "heldout", "conversations")} <= set(ignored)


def test_nginx_speaks_to_every_instance_there_is() -> None:
    compose = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    nginx = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    instances = re.findall(r"^  (assistant-\d+):$", compose, re.MULTILINE)
    assert len(instances) == 2
    assert re.findall(r"^    server (\S+):8000", nginx, re.MULTILINE) == instances
    assert f'INSTANCES: "{len(instances)}"' in compose


def test_every_secret_that_is_used_is_handed_over() -> None:
    compose = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    used = set(re.findall(r"/run/secrets/(\w+)", compose))
    handed = set(re.findall(r"^  (\w+): \{file: secrets/\1\}$", compose, re.MULTILINE))
    assert used == handed
