"""The assistant as a web service: the only package that knows both the parser and amoCRM.

Nothing is imported here: gunicorn's configuration has to name the folder of numbers before
anything that counts is loaded.
"""
