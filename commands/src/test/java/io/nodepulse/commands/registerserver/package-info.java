/** Tests of registering a server, given what happened before. */
@NullMarked
package io.nodepulse.commands.registerserver;

import org.jspecify.annotations.NullMarked;
