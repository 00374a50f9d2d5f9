"""The facts of a real quarterly report, one by one, each under its component and in each language.

They are those of the report of the office in Rahovec for January to March 2025; what a report must
hold of each is its names and figures, and the words that make it that fact.
"""

from functools import cache

import pytest
from tests.report.reports import sample_report
from tests.sheets import strings_in
from tests.support import LANGUAGES

# What each entry must say: for each component, the words by language.
FACTS: dict[str, list[tuple[str, str, str]]] = {
    "education": [
        ("IOM Kosovë|bashkëfinancim", "IOM-a Kosovo|sufinansiranje", "IOM Kosovo|Co-financed"),
        (
            "shkollës fillore dhe të mesme të ulët|“4 Dëshmorët”|Ratkoc|u iniciua",
            "osnovnoj školi|„4 Dëshmorët“|Ratkovac|pokrenuta",
            "primary and lower secondary school|“4 Dëshmorët”|Ratkoc|initiated",
        ),
        ("fizikës|kimisë|biologjisë", "fizike|hemije|biologije", "physics|chemistry|biology"),
        (
            "fëmijëve|rom, ashkali dhe egjiptian|pjesë të madhe të popullsisë",
            "deci|romske, aškalijske i egipćanske|veliki deo stanovništva",
            "children|Roma, Ashkali and Egyptian|large part of the village’s population",
        ),
    ],
    "infrastructure": [
        (
            "Hoçë e Madhe|shpallja|renovimin e infrastrukturës|komuniteti serb",
            "Velika Hoča|oglas|obnovu infrastrukture|srpskoj zajednici",
            "Hoçë e Madhe|call|renovating|infrastructure|Serb community",
        ),
        (
            "Krushë e Madhe|projekti|rrugës kryesore|komunitete të përziera",
            "Velika Kruša|projekat|glavnog puta|mešovite zajednice",
            "Krushë e Madhe|project|main road|mixed communities",
        ),
        (
            "kanalizimit|banoreje|Drejtorisë së Shërbimeve Publike",
            "kanalizacionu mrežu|stanovnice|Direkcije za javne službe",
            "sewage|resident|Directorate of Public Services",
        ),
        (
            "kërkesë zyrtare|KEDS|peticion|Lagjen e Epërme|energji elektrike|trafostacion të ri",
            "zvaničan zahtev|KEDS|peticiju|Gornje mahale|električnom energijom|trafostanicom",
            "official request|KEDS|petition|Lagjja e Epërme|electricity|transformer station",
        ),
    ],
    "representation": [
        (
            "Kolegjiumi i 24-të për Komunitete dhe Kthim|Asociacionit të Komunave të Kosovës",
            "24. Kolegijum za zajednice i povratak|Asocijacije kosovskih opština",
            "24th Collegium for Communities and Return|Association of Kosovo Municipalities",
        ),
        ("shefi i zyrës në Rahovec", "šef kancelarije u Orahovcu", "head of the office in Rahovec"),
        (
            "takime|GIZ-it gjerman|KFOR-it austriak|partnerëve të tjerë institucionalë",
            "sastanci|nemačkog GIZ-a|austrijskog KFOR-a|drugih institucionalnih partnera",
            "met|German GIZ|Austrian KFOR|other institutional partners",
        ),
    ],
    "awareness": [
        (
            "mbledhja e Mekanizmit Komunal Koordinues kundër Dhunës në Familje|Rahovec",
            "Opštinskog koordinacionog mehanizma protiv nasilja u porodici|Orahovcu",
            "Municipal Co-ordination Mechanism against Domestic Violence|Rahovec",
        ),
        (
            "punëtori|Planit të Veprimit kundër dhunës në familje|të njëjtin mekanizëm",
            "radionica|Akcionog plana protiv nasilja u porodici|istim mehanizmom",
            "workshop|Action Plan against domestic violence|same mechanism",
        ),
        (
            "riintegrimi i qëndrueshëm|Gjermania|Azil, Migrim dhe Integrim (AMIF)",
            "Održivi povratak i reintegracija|Nemačke|azil, migracije i integraciju (AMIF)",
            "Sustainable return and reintegration|Germany|Asylum, Migration and Integration",
        ),
        (
            "Trajnim për të drejtat e komuniteteve|IKAP",
            "Obuka o pravima zajednica|IKAP",
            "Training on the rights of communities|IKAP",
        ),
        (
            "Sesion informues rajonal|Platformës së Zyrës për Çështjet e Komuniteteve",
            "Regionalni informativni sastanak|Platforme Kancelarije za pitanja zajednica",
            "Regional information session|Platform of the Office for Community Affairs",
        ),
        (
            "Pjesëmarrje aktive|hulumtimin|punësimit gjithëpërfshirës",
            "Aktivno učešće|istraživanju|inkluzivnog zapošljavanja",
            "Active participation|research|inclusive employment",
        ),
        (
            "sesione informuese|edukimin e votuesve|drejtësinë tranzicionale",
            "informativnim sastancima|edukaciji birača|tranzicionoj pravdi",
            "information sessions|voter education|transitional justice",
        ),
        ("fushatës “DU”|ndërgjegjësimi", "kampanje „DU“|svesti", "campaign “DU”|awareness"),
        (
            "Strategjia për Drejtësinë Tranzicionale|si të vazhdojmë përpara?",
            "Strategija tranzicione pravde|kako dalje?",
            "Strategy for Transitional Justice|how do we go on",
        ),
        (
            "Ekspozita “TESTAMENT”|hapje|përcjellje",
            "Izložba „TESTAMENT“|otvaranju|praćenje",
            "Exhibition “TESTAMENT”|opening|followed",
        ),
        (
            "Roma Integration III – Green Transition and Green Agenda|agjendat mjedisore",
            "Roma Integration III – Green Transition and Green Agenda|zaštite životne sredine",
            "Roma Integration III – Green Transition and Green Agenda|environmental agendas",
        ),
        (
            "Grupit Këshillues në Komunitet|ROMA IN ACTION",
            "Savetodavne grupe u zajednici|ROMA IN ACTION",
            "Advisory Group in the Community|ROMA IN ACTION",
        ),
    ],
    "meetings": [
        (
            "dy mbledhje të Këshillit Komunal për Siguri në Bashkësi (KKSB)|prezantim|diskutime",
            "dva sastanka Opštinskog saveta za bezbednost u zajednici|izlaganje|raspravi",
            "two meetings of the Municipal Community Safety Council|presentation|discussion",
        ),
        (
            "mbledhje të Komitetit për Komunitete|2024|2025",
            "sastanku Komiteta za zajednice|2024|2025",
            "meeting of the Communities Committee|2024|2025",
        ),
        (
            "takimin e parë|administratës komunale|informim|koordinim",
            "prvom sastanku|opštinske administracije|informisanja|koordinacije",
            "first meeting|municipal administration|information|co-ordination",
        ),
        (
            "Mbrojtjen dhe Promovimin e të Drejtave të Njeriut dhe Lirive Themelore|2021–2025",
            "zaštitu i unapređenje ljudskih prava i osnovnih sloboda|2021–2025",
            "Protecting and Promoting Human Rights and Fundamental Freedoms|2021–2025",
        ),
        ("vlerësua performanca e zyrtarëve", "učinak službenika", "performance|staff|appraised"),
    ],
    "other": [
        (
            "numër të konsiderueshëm kërkesash|riatdhesim|të kthyerve|integrimin",
            "znatan broj zahteva|repatrijaciju|povratnicima|integraciji",
            "considerable number of requests|repatriation|returnees|integration",
        ),
        (
            "pyetësor|barazinë gjinore|administratën publike|sfidat|mundësitë",
            "upitnik|rodnoj ravnopravnosti|javnoj upravi|izazova|mogućnosti",
            "questionnaire|gender equality|public administration|challenges|improvements",
        ),
    ],
}
ALL = [(component, number) for component, facts in FACTS.items() for number in range(len(facts))]
NAMED = ("Qeli", "Lendrit", "Shutakov", "Šutakov", "znj.", "z. ", "g. ", "Mr ")


@cache
def entries(language: str) -> dict[str, list[str]]:
    """What the report says under each component, entry by entry."""
    blocks = sample_report("2025-Q1", "rahovec", language).section("components").entries
    assert len(blocks) == len(FACTS)
    return {
        component: [f"{it.told.text}\n{it.details}" for it in block.entries]
        for component, block in zip(FACTS, blocks, strict=True)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("component", "number"), ALL)
def test_each_fact_stands_under_its_component(component: str, number: int, language: str) -> None:
    """All words of a fact stand in one entry of the component that the source has it under."""
    words = FACTS[component][number][LANGUAGES.index(language)].split("|")
    assert words
    assert any(all(word in entry for word in words) for entry in entries(language)[component])


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_no_entry_without_a_fact(language: str) -> None:
    """The report has an entry for each activity of the source, in its order of components."""
    counts = {component: len(told) for component, told in entries(language).items()}
    assert counts == {
        "education": 1,
        "infrastructure": 4,
        "representation": 2,
        "awareness": 12,
        "meetings": 5,
        "other": 2,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_named(language: str) -> None:
    """The source names two persons; the sample names none."""
    document = sample_report("2025-Q1", "rahovec", language).document
    said = " ".join(strings_in(document.sections)) + " ".join(map(str, document.texts()))
    assert "Rahovec" in said or "Orahovac" in said
    assert [name for name in NAMED if f" {name}" in said] == []
