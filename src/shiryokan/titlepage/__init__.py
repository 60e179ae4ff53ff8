"""What a document says of itself on its first pages: title, publisher, date and council, each as a
guess with a confidence. The title page is what cataloguers call the chief source of information."""
