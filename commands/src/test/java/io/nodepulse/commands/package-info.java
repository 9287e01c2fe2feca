/** What the tests of the write side share: a store in memory, histories, the running program. */
@NullMarked
package io.nodepulse.commands;

import org.jspecify.annotations.NullMarked;
