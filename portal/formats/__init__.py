"""Date, time and number formats of the two languages of the site.

FORMAT_MODULE_PATH points here because Django has no formats for Kazakh and
its English ones are American.
"""
