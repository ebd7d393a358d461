"""The translation desk: how the texts of each record stand in each language, and the pages where they are brought on.

`states` says how a translation stands (it knows no database), `keeping` remembers what each was made from, `tracking`
notices what was written elsewhere, `matrix` and `sides` are the two pages.
"""
