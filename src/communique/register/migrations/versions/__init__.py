"""One revision a file; a revision that was released is never changed."""
