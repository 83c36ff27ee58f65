"""The assistant as a web service: the only package that knows both the parser and amoCRM."""

from service.app import create_app

__all__ = ["create_app"]
