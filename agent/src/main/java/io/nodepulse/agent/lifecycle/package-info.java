/** How the agent's threads wait and end. A request to stop enters, and every wait ends at once. */
@NullMarked
package io.nodepulse.agent.lifecycle;

import org.jspecify.annotations.NullMarked;
