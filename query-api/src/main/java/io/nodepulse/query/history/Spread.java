package io.nodepulse.query.history;

/** The lowest, the average and the highest of a figure. */
record Spread(double min, double avg, double max) {}
