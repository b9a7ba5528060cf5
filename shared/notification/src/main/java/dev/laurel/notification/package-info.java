/// What is said to whom: the badge letter, the attempts to send it, and the port
/// [dev.laurel.notification.Mailer] that carries it away.
///
/// The room reads published credentials and revocations, never changes them: whatever happens to a
/// letter, the credential stays as it is.
@NullMarked
package dev.laurel.notification;

import org.jspecify.annotations.NullMarked;
