"""The only threads of the application: long work is a generator that a TaskRunner drives."""
