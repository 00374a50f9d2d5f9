"""Where it follows that a community has an official in an office, though not how many it has.

Of two officials of an office, say, both can't be of a community of which there is but one in the
country. That is told by sums of what is published, whatever else is withheld; so it isn't called
withheld. That there is none follows nowhere.
"""

from collections import defaultdict

from zkkk_factsheet.disclosure.guesses import Cell, Truth, Withheld


def has_official(truth: Truth, withheld: Withheld) -> frozenset[Cell]:
    """The offices and communities of which a number is withheld that can't be 0."""
    if withheld.numbers:
        return frozenset()  # nobody knows how many there are in the country
    left_of_office: dict[str, int] = defaultdict(int)
    left_of_community: dict[str, int] = defaultdict(int)
    for office, community in withheld.counts:
        left_of_office[office] += truth.number((office, community))
        left_of_community[community] += truth.number((office, community))
    room_elsewhere: dict[str, int] = defaultdict(int)
    others_there: dict[str, int] = defaultdict(int)
    for office, community in withheld.counts:
        room_elsewhere[community] += left_of_office[office]
        others_there[office] += left_of_community[community]
    return frozenset(
        (office, community)
        for office, community in withheld.counts
        if left_of_community[community] > room_elsewhere[community] - left_of_office[office]
        or left_of_office[office] > others_there[office] - left_of_community[community]
    )
