/** Tests of renaming a server, given what happened before. */
@NullMarked
package io.nodepulse.commands.changeserver;

import org.jspecify.annotations.NullMarked;
