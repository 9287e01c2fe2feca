/** Tests of erasing a history, given what happened before, and at several instances. */
@NullMarked
package io.nodepulse.commands.erasehistory;

import org.jspecify.annotations.NullMarked;
