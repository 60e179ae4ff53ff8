"""The lookout (見張り): web pages of councils that are watched, and what is found on them."""
