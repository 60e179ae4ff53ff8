"""The pages of the library, a folder for each part that people use."""
