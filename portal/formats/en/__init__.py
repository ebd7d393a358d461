"""English formats in the British order instead of Django's American one."""
