package io.nodepulse.audit;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.ValkeyUser;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.service.ValkeyUsers;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.springframework.test.context.DynamicPropertyRegistry;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts events into the store, as the commands would. */
public final class Appends {

    private Appends() {}

    /** Has the service log in as the user that it has in production: it runs with the commands. */
    public static void asItsOwnUser(DynamicPropertyRegistry registry, String namespace) {
        ValkeyUser user =
                ValkeyUser.withNewPassword(
                        ValkeyUsers.name(namespace), ValkeyUsers.rules("commands", namespace));
        EmbeddedValkey.define(user);
        registry.add("nodepulse.valkey.username", user::name);
        registry.add("nodepulse.valkey.password", user::password);
    }

    /** One append of events of that server, which that actor caused. */
    public static void append(ValkeyEventStore store, UUID server, List<?> events, Actor actor) {
        store.engine(store.shardOf(server))
                .appendEvents(
                        AppendCondition.none(), null, EventTypes.messages(events, actor.metadata()))
                .thenCompose(transaction -> transaction.commit(null))
                .join();
    }

    /** One append of events of that server. */
    public static void append(ValkeyEventStore store, UUID server, List<?> events) {
        List<TaggedEventMessage<?>> tagged = new ArrayList<>(events.size());
        for (Object event : events) {
            EventMessage message = EventTypes.message(event);
            tagged.add(
                    new GenericTaggedEventMessage<>(
                            message, EventTypes.tagResolver().resolve(message)));
        }
        store.engine(store.shardOf(server))
                .appendEvents(AppendCondition.none(), null, tagged)
                .thenCompose(transaction -> transaction.commit(null))
                .join();
    }
}
