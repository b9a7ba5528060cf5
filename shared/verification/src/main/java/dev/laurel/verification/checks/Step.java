package dev.laurel.verification.checks;

import dev.laurel.verification.Check;

/// One check. Stateless; what it finds out for others lies in the examination.
@FunctionalInterface
interface Step {
  Check run(Examination examination);
}
