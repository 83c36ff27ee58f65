"""The account's own pages: files, constants, cards and lists."""
