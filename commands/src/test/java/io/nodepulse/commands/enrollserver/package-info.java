/** Tests of registering a server, given what happened before. */
@NullMarked
package io.nodepulse.commands.enrollserver;

import org.jspecify.annotations.NullMarked;
