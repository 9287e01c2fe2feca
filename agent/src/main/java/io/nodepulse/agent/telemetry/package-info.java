/**
 * What the agent says about itself. Counters and events enter, log lines, a metrics page and a
 * status report leave.
 */
@NullMarked
package io.nodepulse.agent.telemetry;

import org.jspecify.annotations.NullMarked;
