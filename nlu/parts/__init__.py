"""Parts that rules of several intents share: who, when, how much, which record."""
