"""The digest of a file is no telephone number, whatever digits stand at its end."""

from builder.disclosure.sieve import sift

#: A digest met in a project of 2,000 returns: it ends with f and eleven digits.
DIGEST = "dd2e75622518ca440b133f1a41fdd70ced6a7e35f3eea0093097f13517572591"


def test_a_digest_with_the_digits_of_a_telephone_gives_nothing_away() -> None:
    assert sift(DIGEST) == ()


def test_what_is_no_whole_digest_is_looked_at() -> None:
    assert sift(DIGEST[1:]) != ()
    assert sift(f"{DIGEST} 13517572591") != ()
