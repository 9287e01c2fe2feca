/** Tests of rotating an agent's token, given what happened before. */
@NullMarked
package io.nodepulse.commands.rotateagenttoken;

import org.jspecify.annotations.NullMarked;
