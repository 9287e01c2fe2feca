/**
 * A server gets another name. Its id and the name enter; a {@code ServerRenamed} leaves, and the
 * server is called so wherever it is shown.
 */
@NullMarked
package io.nodepulse.commands.renameserver;

import org.jspecify.annotations.NullMarked;
