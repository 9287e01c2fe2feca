/** Tests of removing a server, given what happened before, and at several instances. */
@NullMarked
package io.nodepulse.commands.removeserver;

import org.jspecify.annotations.NullMarked;
