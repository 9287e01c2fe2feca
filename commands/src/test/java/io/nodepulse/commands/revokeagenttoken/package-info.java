/** Tests of revoking an agent's token, given what happened before. */
@NullMarked
package io.nodepulse.commands.revokeagenttoken;

import org.jspecify.annotations.NullMarked;
