/**
 * The web page: paths outside the API enter, files of the page under {@code classpath:/static}
 * leave.
 */
@NullMarked
package io.nodepulse.query.page;

import org.jspecify.annotations.NullMarked;
