/**
 * {@code nodepulse weaknesses}: bills of materials, versions of the engines and a folder of records
 * of weaknesses enter, and what is known of which component leaves. Nothing is fetched.
 */
@NullMarked
package io.nodepulse.trials.weaknesses;

import org.jspecify.annotations.NullMarked;
