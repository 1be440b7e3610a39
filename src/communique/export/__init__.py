"""The register written out in the forms that others read."""
