/** Tests of the commands about the tokens of programs. */
@NullMarked
package io.nodepulse.launcher.token;

import org.jspecify.annotations.NullMarked;
