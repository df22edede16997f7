"""The rules of the data, each check a function from facts to findings."""
