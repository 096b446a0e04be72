"""How a step ends when it cannot go on. The exit status tells a scheduler whether trying again can help."""

BAD_INPUT = 65  # EX_DATAERR: the same input fails the same way; somebody has to mend it
UNAVAILABLE = 75  # EX_TEMPFAIL: a service did not answer; try again later


class StepError(Exception):
    """One line for the person who has to act."""

    status = 1


class InputError(StepError):
    """A file or a check is not as it has to be."""

    status = BAD_INPUT


class ServiceError(StepError):
    """The store or the warehouse cannot be reached."""

    status = UNAVAILABLE
