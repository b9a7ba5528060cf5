/// Badges as pictures: credentials put into PNG and SVG images and taken out again (OB 3.0 Baking),
/// and the picture of an achievement that brings none. Pure: nothing is fetched or rendered.
@NullMarked
package dev.laurel.credentials.baking;

import org.jspecify.annotations.NullMarked;
