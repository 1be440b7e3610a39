"""The reports of the demo register, all of them invented; ``texts.reports`` is the way in, docs/demo.md the account."""
