"""“Suggest a correction”: what somebody without an account may propose, and what the public is told of it.

A suggestion is a `Proposal` without an author, about one fact of one published record. `facts` says which facts there
are, `forms` reads what is suggested, `throttling` counts, `sending` keeps it, `public` says what everybody may read of
it. Nothing that a reader wrote is shown to the public before a publisher has accepted it.
"""
