"""The register as tables to compute with, and pictures of it."""
