"""An organisation (uppdragsgivare) with local needs."""

from enum import StrEnum


class OrganisationState(StrEnum):
    """Whether its needs may be published."""

    ACTIVE = "active"
    LEFT = "left"
