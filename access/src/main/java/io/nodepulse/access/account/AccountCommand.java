package io.nodepulse.access.account;

/** Something that is asked of the people and programs that may use the system. */
public interface AccountCommand {}
