/// [dev.laurel.notification.Mailer] on Amazon SES, API version 2: the only place with calls of that
/// service.
@NullMarked
package dev.laurel.aws.ses;

import org.jspecify.annotations.NullMarked;
