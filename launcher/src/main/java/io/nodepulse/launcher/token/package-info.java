/**
 * {@code nodepulse token}: which API tokens there are, for which servers, and who answers for each;
 * one is issued, or handed over to somebody else.
 */
@NullMarked
package io.nodepulse.launcher.token;

import org.jspecify.annotations.NullMarked;
