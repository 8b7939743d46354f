"""The words for everything about the estate that has a closed list of kinds; the others are in estate.po."""

from __future__ import annotations

KINDS = {
    "building": "Building",
    "street": "Street",
    "green_area": "Green area",
    "pipe": "Pipe",
}
METHODS = {
    "by_value": "By value",
    "by_parts": "By parts",
    "measured": "Measured",
    "modelled": "Modelled",
    "hybrid": "Measured and modelled",
    "past_life": "By assumed life",
}
STEPS = {
    "restated": "In the prices and by the threshold of today",
    "others": "Buildings that only one of the two has",
    "inspections": "Inspections since",
    "works": "Works done since",
}
GRADES = {
    "good": "Good",
    "fair": "Fair",
    "weak": "Weak",
    "poor": "Poor",
    "unknown": "Not known",
}
DIMENSIONS = {
    "kind": "Kind",
    "class": "Class",
    "district": "District",
    "sector": "Sector or kind",
    "year": "Year",
}
FLAGS = {
    "protected": "Protected",
    "empty": "Empty",
    "flood": "May be flooded",
    "moisture": "Exposed to moisture",
    "saleable": "Can be sold",
    "adaptable": "Can serve another use",
    "year_unknown": "Year of building not known",
    "inspected": "Inspected",
    "two_sources": "Two sources disagree",
}
NOTED = frozenset({"protected", "empty", "flood", "saleable"})  # those that a list has room for
PIPES = {
    "good": "Within its life",
    "poor": "Past its life",
    "unknown": "Not known",
}
SOURCES = {
    "register": "Register of buildings",
}
ASSUMED = {
    "built": "Year of building",
    "installed": "Year of installing",
    "replacement": "Replacement value",
    "life": "Life",
    "condition": "Condition",
    "quantity": "Quantity",
    "price": "Price",
    "wearing": "Share that wears",
    "measured_in": "Year of measuring",
    "renewed": "Year of renewal",
    "laid": "Year of laying",
    "hot_water": "Heat of hot water",
    "weather_ratio": "Degree days",
}
BANDS = {
    "good": "good",
    "fair": "fair",
    "poor": "poor",
    "critical": "critical",
}
FIELDS = {
    "gross_area": "Gross area",
    "replacement_value": "Replacement value",
    "technical_value": "Technical value",
    "built": "Year of building",
    "in_use_from": "In use from",
    "in_use_to": "In use to",
}
EVENTS = {
    "repair_done": "Repair done",
    "repair_planned": "Repair planned",
    "inspection": "Inspection",
}
POLICIES = {
    "do_nothing": "Nothing is repaired",
    "keep_condition": "The condition is kept",
    "budget": "A yearly budget",
    "clear_in_years": "The backlog is cleared in the years given",
}
METERS = {
    "heat": "Heat",
    "electricity": "Electricity",
    "water": "Water",
}
SLIPS = {
    "done": "Done as planned",
    "late": "Late",
    "dearer": "Dearer",
    "cheaper": "Cheaper",
    "ahead": "Ahead of time",
}
CHANGES = {
    "begun": "Under way, to be finished",
    "kept": "Keeps its year",
    "sooner": "Comes sooner",
    "later": "Comes later",
    "left_out": "Left out",
    "unknown": "Can't be planned: condition or value not known",
}
WHOM = {
    "person_years": "A person-year",
    "users": "A user",
    "inhabitants": "An inhabitant",
}
USES = {
    "booked_of_open": "Hours booked of hours open",
    "occupied_of_open": "Hours occupied of hours open",
    "people_of_capacity": "People of capacity",
    "used_of_week": "Hours used of all 168 in the week",
}
CRITERIA = {
    "cost": "Cost",
    "condition": "Condition",
    "use": "Use",
    "adaptability": "Adaptability",
    "travel": "Way to the next one",
}
UNITS = {
    "m": "m",
    "m2": "m²",
}
