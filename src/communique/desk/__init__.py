"""The desk: the register in a browser, and as an HTTP API, served by FastAPI from this machine alone if need be.

``service`` holds what every page works with, ``app`` puts the pages together, ``shield`` and ``access`` keep out whom
they must. Each page is a module of ``pages`` with a template of its own; the API is a module per resource in ``api``.
"""
