"""Kinds of documents: what each says, as plain data that HTML and PDF both render.

A kind is a module with a function that makes a `Document` of what is published, and a line in
`zkkk_factsheet.documents.kinds`.
"""
