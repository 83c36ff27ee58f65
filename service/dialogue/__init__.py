"""The dialogue: what is pending, what was shown, what to do next."""
