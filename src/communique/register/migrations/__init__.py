"""The history of the tables, one revision a file; run by ``communique.register.database`` at opening."""
