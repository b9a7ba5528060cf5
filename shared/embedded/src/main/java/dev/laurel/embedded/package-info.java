/// Everything that Laurel needs from the outside, on one machine: items in an embedded H2 database
/// ([dev.laurel.embedded.H2ItemStore]), objects in a folder
/// ([dev.laurel.embedded.FolderObjectStore]), signing keys in files
/// ([dev.laurel.embedded.FileKeys]), sent mail in a folder ([dev.laurel.embedded.MailboxFolder]).
/// Knows no environment: folders, clock and randomness are handed in.
@NullMarked
package dev.laurel.embedded;

import org.jspecify.annotations.NullMarked;
