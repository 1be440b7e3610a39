"""One occurrence, one event: which mentions tell of the same. ``placing.place`` is the way in."""
