"""The kinds of file a programme has: the folder of each, and the model its files follow."""

from __future__ import annotations

import re

from voimavara.programme.models.contract import Contract
from voimavara.programme.models.formula import NamedFormula
from voimavara.programme.models.indicator import Indicator
from voimavara.programme.models.plan import InvestmentPlan
from voimavara.programme.models.programme import Cover, Goal, Parameter, PeerSet, Vocabulary
from voimavara.programme.models.scenario import Scenario
from voimavara.programme.models.source import Source
from voimavara.programme.models.transitions import Transitions
from voimavara.programme.models.written import Written

COVER = "programme"  # programme.yaml, the only file outside a folder
FOLDERS: dict[str, type[Written]] = {
    "goals": Goal,
    "indicators": Indicator,
    "datasets": Contract,
    "formulas": NamedFormula,
    "sources": Source,
    "peers": PeerSet,
    "parameters": Parameter,
    "vocabularies": Vocabulary,
    "scenarios": Scenario,
    "plans": InvestmentPlan,
    "transitions": Transitions,
}
KINDS: dict[str, type[Written]] = {COVER: Cover, **FOLDERS}

# One thing of each kind.
SINGULAR = {
    COVER: "programme",
    "goals": "goal",
    "indicators": "indicator",
    "datasets": "dataset",
    "formulas": "formula",
    "sources": "source",
    "peers": "peer set",
    "parameters": "parameter",
    "vocabularies": "vocabulary",
    "scenarios": "scenario",
    "plans": "plan",
    "transitions": "table of transitions",
}

# What is said of a name of each kind that nothing has.
UNKNOWN = {
    "goals": "there is no goal '{name}'.",
    "indicators": "there is no indicator '{name}'.",
    "datasets": "there is no dataset '{name}'.",
    "formulas": "there is no formula '{name}'.",
    "sources": "there is no source '{name}'.",
    "peers": "there is no peer set '{name}'.",
    "parameters": "there is no parameter '{name}'.",
    "vocabularies": "there is no vocabulary '{name}'.",
    "scenarios": "there is no scenario '{name}'.",
    "plans": "there is no plan '{name}'.",
}

# Ids name tables, columns and addresses of pages, so they keep to letters that are safe everywhere.
ID = re.compile(r"[a-z][a-z0-9_]*")
