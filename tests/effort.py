"""How much a test tries: a tenth with fixed seeds as a rule, everything with --thorough."""

from dataclasses import dataclass

THOROUGH_LINKS = 2_000
THOROUGH_STEPS = 300
# Of a normal run; every run starts from it, so that a failure can be seen again.
SEED = 20_220_224


@dataclass(frozen=True)
class Effort:
    """What a run can afford."""

    thorough: bool

    def of(self, thorough: int) -> int:
        """Return how many of `thorough` examples this run tries: all, or a tenth."""
        return thorough if self.thorough else max(thorough // 10, 1)

    @property
    def links(self) -> int:
        """How many links a page is tried with."""
        return self.of(THOROUGH_LINKS)

    @property
    def steps(self) -> int:
        """How many steps a random walk over the controls of a page takes."""
        return self.of(THOROUGH_STEPS)
