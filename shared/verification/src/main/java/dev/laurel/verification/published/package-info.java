/// The rows of what is public or shared about a credential, and the look-up that reads them. This
/// package owns their shapes; whoever writes one of them does it through the factories here.
@NullMarked
package dev.laurel.verification.published;

import org.jspecify.annotations.NullMarked;
