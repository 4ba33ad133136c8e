"""A project whose spiders and pipelines break, for tests of exit codes."""
