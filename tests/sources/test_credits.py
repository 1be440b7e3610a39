from __future__ import annotations

import pytest

from communique.sources.captions import read_caption, reads_like_caption
from communique.sources.credits import read_byline


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("By Pat Mole, Sunday 9 March 2025", ("Pat Mole",), ()),
        ("By ESI QUARSHIE", ("Esi Quarshie",), ()),
        ("By Anna Lind and Marc Petit", ("Anna Lind", "Marc Petit"), ()),
        ("(By Lin Mei)", ("Lin Mei",), ()),
        ("By Our Football Correspondent", (), ()),
        ("By Agencies", (), ()),
        ("Author: Jon Aske", ("Jon Aske",), ()),
        ("(Web editor: Chen Lu, Zhao Wei)", (), ("Chen Lu", "Zhao Wei")),
        ("Editor: Li Bo", (), ("Li Bo",)),
        ("Edited by Ola Taiwo", (), ("Ola Taiwo",)),
        (
            "(Reporting by Ali Warsame in Mogadishu and Hirut Lema in Addis Ababa; Editing by Clare Whit)",
            ("Ali Warsame", "Hirut Lema"),
            ("Clare Whit",),
        ),
        (
            "Reporting by A. Lind; Additional reporting by M. Petit; Writing by J. Roe",
            ("A. Lind", "M. Petit", "J. Roe"),
            (),
        ),
        ("WAM/Amna Khali", ("Amna Khali",), ()),
        (
            "AGERPRES (RO - author: Oana Dumi, editor: Florin Mar; EN - author: Simona Iac)",
            ("Oana Dumi", "Simona Iac"),
            ("Florin Mar",),
        ),
    ],
)
def test_a_byline_names_its_people(line: str, authors: tuple[str, ...], editors: tuple[str, ...]) -> None:
    found = read_byline(line)
    assert found is not None
    assert (found.authors, found.editors) == (authors, editors)


def test_a_byline_may_give_day_and_publisher() -> None:
    found = read_byline("By Pat Mole | Reuters | March 9, 2025")
    assert found is not None
    assert (found.authors, found.publisher, found.published) == (("Pat Mole",), "Reuters", "2025-03-09")


@pytest.mark.parametrize(
    "line",
    [
        "By contrast, the two sides agreed on little.",
        "By Friday the ministers had agreed on nothing.",
        "JOURNALIST: Minister, will they get that?",
        "The report was edited by the ministry before it was sent to the envoys of both countries.",
        "By 2030 trade is to reach 10 billion dollars.",
    ],
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "photographers"),
    [
        ("The premier greets guests in Lusaka, Sept. 4, 2025. (Xinhua/Li Wei)", ("Li Wei",)),
        ("Guests walk along a train. (Photo by Hu Bo/Xinhua)", ("Hu Bo",)),
        ("The premier speaks in Lima. (AP Photo/Ann Roe)", ("Ann Roe",)),
        ("The premier waves to the crowd in Lima. REUTERS/Ann Roe", ("Ann Roe",)),
        ("The premier is seen in Lima. (Handout via Reuters)", ()),
        ("Photo: Ann Roe, GPO", ("Ann Roe",)),
        ("Photo: Office of the President", ()),
        ("FILE PHOTO: The premier arrives in Lima", ()),
        ("The premier (L) shakes hands with the envoy (R) in Lima.", ()),
    ],
)
def test_a_caption_names_its_photographer(line: str, photographers: tuple[str, ...]) -> None:
    caption = read_caption(line)
    assert caption is not None
    assert caption.photographers == photographers


@pytest.mark.parametrize(
    "line",
    [
        "The leaders posed for a family photo with their hosts.",
        "Senator Roe (R) said that the treaty would be voted on in May.",
        "The parties returned to the Joint Plan of Action (JPOA).",
        "The talks were held in Lima on Tuesday. (Xinhua)",
        "He shared a picture of the meeting on social media.",
        "The picture is mixed, the envoy said.",
    ],
)
def test_a_sentence_is_no_caption(line: str) -> None:
    assert read_caption(line) is None


def test_one_sentence_that_ends_with_its_full_date_reads_like_a_caption() -> None:
    assert reads_like_caption("The premier meets the envoy in Lima, Peru, March 5, 2025.")
    assert not reads_like_caption("The premier met the envoy. They will meet again on March 5, 2025.")
