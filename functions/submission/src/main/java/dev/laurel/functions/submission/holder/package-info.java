/// The learner's own page about a credential: `/my`, opened by the link in the badge mail.
@NullMarked
package dev.laurel.functions.submission.holder;

import org.jspecify.annotations.NullMarked;
