/**
 * Which servers a caller may see, in one place for all services: a request and the tags of servers,
 * as the event store tells them, enter; {@link io.nodepulse.access.scope.VisibleServers} leaves,
 * which whatever reads or changes a server asks for.
 */
@NullMarked
package io.nodepulse.access.scope;

import org.jspecify.annotations.NullMarked;
