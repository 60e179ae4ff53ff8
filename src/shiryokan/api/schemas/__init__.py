"""The shapes of what the API is asked and answers, of which its description is made.

Texts are Japanese messages; the description is given in the reader's language.
"""
