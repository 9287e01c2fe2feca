package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.server.TokenHash;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a push before its body is read.
 *
 * @param serverId the server it is for
 * @param presented hash of the token that came with it
 * @param receivedAt when it came
 */
record Push(UUID serverId, TokenHash presented, Instant receivedAt) {}
