package io.nodepulse.events.administration;

import java.time.Instant;

/** Something an administrator did that is no event of a single server. */
public sealed interface AdministrationEvent
        permits AccountEvent,
                RebuildStarted,
                RebuildCancelled,
                ProjectionRepaired,
                HistoryVerified,
                SignedIn,
                SignInFailed,
                PasskeyCounterWentBack,
                DataExported,
                StoreRestored {

    /** When, in whole milliseconds. */
    Instant at();
}
