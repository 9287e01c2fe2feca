/**
 * "Which processes are eating this machine?": servers, a metric and a range enter, the heaviest
 * process groups of that range leave.
 */
@NullMarked
package io.nodepulse.query.top;

import org.jspecify.annotations.NullMarked;
