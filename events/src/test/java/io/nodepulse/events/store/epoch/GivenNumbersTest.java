package io.nodepulse.events.store.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.epoch.GivenNumbers.Highest;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What Valkey is told of numbers that were given out. */
class GivenNumbersTest {

    private final Epoch first = Epoch.random();
    private final Epoch second = Epoch.random();
    private final Epoch third = Epoch.random();
    private final GivenNumbers given = new GivenNumbers();

    private void tell() {
        given.told(given.before(), given.highest());
    }

    @Test
    void theHighestIsToldAgainAndAgain() {
        assertThat(given.highest()).isEqualTo(new Highest(0, Epoch.ORIGIN));
        given.saw(5, first);
        given.saw(3, first);
        assertThat(given.highest()).isEqualTo(new Highest(5, first));
        tell();
        assertThat(given.highest()).isEqualTo(new Highest(5, first));
        assertThat(given.before()).isEmpty();
    }

    @Test
    void whatWasReadBeyondDoesNotHideWhatWasKnownBefore() {
        given.saw(5, first);
        given.saw(9, second);
        given.saw(12, third);

        assertThat(given.highest()).isEqualTo(new Highest(12, third));
        assertThat(given.before()).containsExactly(new Highest(5, first), new Highest(9, second));
        tell();
        assertThat(given.before()).isEmpty();
    }

    /** Such as an older copy, which answers with a lower head of an epoch before. */
    @Test
    void aLowerNumberOfAnotherEpochTakesNothingBack() {
        given.saw(9, second);
        given.saw(7, first);

        assertThat(given.highest()).isEqualTo(new Highest(9, second));
        assertThat(given.before()).isEmpty();
    }

    @Test
    void aCallThatWasNotAnsweredHasToldNothing() {
        given.saw(5, first);
        given.saw(9, second);
        List<Highest> before = given.before();
        given.saw(12, second);

        assertThat(given.before()).isEqualTo(before).isNotEmpty();
    }

    /** The call that began the new epoch has told of the one before. */
    @Test
    void whatWasToldIsNotToldAgainForTheNextEpoch() {
        given.saw(5, first);
        tell();
        given.saw(6, second);

        assertThat(given.before()).isEmpty();
    }
}
