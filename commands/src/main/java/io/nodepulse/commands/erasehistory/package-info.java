/**
 * What was sampled on a server is erased on request. Its id enters; a {@code HistoryErased} leaves,
 * which whoever keeps something of what stands before it acts on.
 */
@NullMarked
package io.nodepulse.commands.erasehistory;

import org.jspecify.annotations.NullMarked;
