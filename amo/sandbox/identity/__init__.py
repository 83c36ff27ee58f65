"""Who is who: the integration, its tokens, OAuth and the page's session."""
