/**
 * The monitored servers: what the read model knows of each enters, the fleet's list and one
 * server's figures leave.
 */
@NullMarked
package io.nodepulse.query.servers;

import org.jspecify.annotations.NullMarked;
