/**
 * {@code nodepulse token}: which API tokens there are and who answers for each; one is handed over
 * to somebody else.
 */
@NullMarked
package io.nodepulse.launcher.token;

import org.jspecify.annotations.NullMarked;
