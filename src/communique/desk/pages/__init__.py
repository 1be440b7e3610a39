"""The pages of the desk, one module each: a router, and nothing that another page needs."""
