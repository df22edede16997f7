"""What analysts ask, one module a question: values in, values out; nothing here prints."""
