"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("voimavara", deadline=None)  # a busy machine is no fault of the product
settings.load_profile("voimavara")
