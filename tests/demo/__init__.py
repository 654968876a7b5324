"""The demo input: a fictional county and district, made from a seed, filled as offices fill it.

`python -m tests.demo` writes `input/`; the tests import it to see that both are the same.
"""
