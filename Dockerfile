# syntax=docker/dockerfile:1
# The service alone: no compiler, no test, no widget, no sandbox page; runs as nobody in particular.
# Build: docker build -t amocrm-assistant .      What runs: deploy/compose.yaml

FROM python:3.13-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt /build/requirements.txt
# Wheels only, nothing is compiled; docopt, pure Python, exists as a source archive alone.
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --require-hashes --only-binary=:all: --no-binary=docopt -r /build/requirements.txt \
    && /opt/venv/bin/pip uninstall -y pip \
    && find /opt/venv -type d \( -name tests -o -name __pycache__ \) -prune -exec rm -rf {} +

FROM python:3.13-slim-bookworm
# ca-certificates: the LLM's client takes its roots from the system; tzdata: accounts' time zones.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin assistant \
    && install -d -o assistant -g assistant -m 0700 /var/lib/assistant
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/assistant
COPY nlu nlu
COPY amo amo
COPY service service
COPY data data
# Bytecode is made now: the file system is read-only when it runs.
RUN rm -rf amo/sandbox && python -m compileall -q nlu amo service /opt/venv/lib
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    STORE_PATH=/var/lib/assistant/store.sqlite3
USER assistant
VOLUME /var/lib/assistant
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/readyz', timeout=2)"]
CMD ["python", "-m", "service.serve"]
