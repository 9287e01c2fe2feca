/** Tests of renaming a server, given what happened before. */
@NullMarked
package io.nodepulse.commands.renameserver;

import org.jspecify.annotations.NullMarked;
