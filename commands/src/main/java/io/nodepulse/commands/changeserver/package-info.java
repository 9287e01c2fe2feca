/**
 * A server gets another name, other tags, or both. Its id and what it shall have enter; a {@code
 * ServerRenamed} and a {@code ServerTagsChanged} leave, and it is shown so wherever it is shown.
 */
@NullMarked
package io.nodepulse.commands.changeserver;

import org.jspecify.annotations.NullMarked;
