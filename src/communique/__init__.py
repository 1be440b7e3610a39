"""communique reads diplomatic news and keeps the record."""
