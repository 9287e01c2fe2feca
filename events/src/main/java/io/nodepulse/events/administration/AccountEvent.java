package io.nodepulse.events.administration;

/** Something that changed who may do what: all of them together tell which people there are. */
public sealed interface AccountEvent extends AdministrationEvent
        permits PersonAdded,
                PersonRoleChanged,
                PersonScopeChanged,
                PersonPasswordChanged,
                PersonRemoved,
                PersonErased,
                SecondFactorEnrolled,
                RecoveryCodeUsed,
                SecondFactorRemoved,
                PasskeyEnrolled,
                PasskeyRemoved,
                SignedOutEverywhere,
                ApiTokenIssued,
                ApiTokenLimited,
                ApiTokenHandedOver,
                ApiTokenRevoked {}
