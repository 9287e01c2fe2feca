/** Tests of the payload parser: text goes in, scrapes or one named field come out. */
@NullMarked
package io.nodepulse.commands.payload;

import org.jspecify.annotations.NullMarked;
