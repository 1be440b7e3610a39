"""The command line: thin shells on plain functions."""
