package io.nodepulse.commands.erasehistory;

import static io.nodepulse.commands.DecisionFixture.given;
import static io.nodepulse.commands.Histories.AT;
import static io.nodepulse.commands.Histories.ENROLLMENT;
import static io.nodepulse.commands.Histories.REGISTERED;
import static io.nodepulse.commands.Histories.REMOVED;
import static io.nodepulse.commands.Histories.RENAMED;
import static io.nodepulse.commands.Histories.SERVER;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.removeserver.RemoveServer;
import io.nodepulse.events.HistoryErased;

import org.junit.jupiter.api.Test;

class EraseHistoryTest {

    private static final EraseHistory ERASE = new EraseHistory(SERVER, AT);
    private static final HistoryErased ERASED = new HistoryErased(SERVER, "web-1", AT);

    @Test
    void theHistoryOfAServerIsErasedAlsoAfterItLeft() {
        given(REGISTERED).when(ERASE, EraseHistory::decide).then(ERASED);
        given(REGISTERED, ERASED).when(ERASE, EraseHistory::decide).then(ERASED);
        given(REGISTERED, RENAMED)
                .when(ERASE, EraseHistory::decide)
                .then(new HistoryErased(SERVER, "web-2", RENAMED.renamedAt()));
        given(REGISTERED, REMOVED)
                .when(ERASE, EraseHistory::decide)
                .then(new HistoryErased(SERVER, null, AT));
    }

    @Test
    void whatNeverWasHasNone() {
        given().when(ERASE, EraseHistory::decide).thenRefused(CommandRefusal.UNKNOWN_SERVER);
        given(ENROLLMENT)
                .when(ERASE, EraseHistory::decide)
                .thenRefused(CommandRefusal.UNKNOWN_SERVER);
    }

    @Test
    void theServerIsStillThere() {
        given(REGISTERED, ERASED)
                .when(new RemoveServer(SERVER, AT), RemoveServer::decide)
                .then(REMOVED);
    }
}
