"""See docs/architecture.md for the place of this folder in the flow of data."""
