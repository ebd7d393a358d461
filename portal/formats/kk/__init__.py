"""Kazakh formats: Django ships none, so they are defined here."""
