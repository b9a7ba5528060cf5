/// Badge e-mails: sends them when credentials are published, and again when an issuer asks.
@NullMarked
package dev.laurel.functions.notification;

import org.jspecify.annotations.NullMarked;
