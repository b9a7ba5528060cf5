/// The story of one credential, told over HTTP.
@NullMarked
package dev.laurel.local.demo;

import org.jspecify.annotations.NullMarked;
