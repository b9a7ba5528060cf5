/// What happens between a learner's evidence and an assessor's decision: submissions and their
/// evidence, invitations to upload it, grades, the pure rule that decides, and the award that a
/// passed submission leads to. Everything about one submission lies in one partition, and every
/// change goes through the version of its `SUBMISSION` row.
@NullMarked
package dev.laurel.assessment;

import org.jspecify.annotations.NullMarked;
