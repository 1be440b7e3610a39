"""Undertakings followed over many documents; ``ledger.commitments`` is the way in, docs/commitments.md the account."""
