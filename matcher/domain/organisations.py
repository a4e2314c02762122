"""An organisation (uppdragsgivare) with local needs."""

from dataclasses import dataclass
from enum import StrEnum


class OrganisationState(StrEnum):
    """Whether its needs may be published."""

    ACTIVE = "active"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation and the person one calls there."""

    name: str
    about: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person one calls at an organisation."""

    name: str
    phone: str | None = None  # E.164
    email: str | None = None
