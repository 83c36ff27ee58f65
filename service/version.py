"""The version of the assistant, shown by /healthz and raised with every release."""

VERSION = "0.1.0"
