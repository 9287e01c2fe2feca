package io.nodepulse.agent.process;

import io.nodepulse.agent.process.GroupRule.Condition;
import io.nodepulse.agent.scrape.ExporterStats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/**
 * The rules for groups in their order: the first of which everything holds gives the name. Used by
 * one thread.
 */
final class GroupRules {

    /** The number of what no rule names; rules count from 1 on. */
    static final int OWN_NAME = 0;

    private static final Facts NO_FACTS = _ -> List.of();

    private final List<GroupRule> rules;
    private final List<NameTemplate> names = new ArrayList<>();
    private final boolean needProc;
    private final PatternSteps steps = new PatternSteps();
    private final ExporterStats stats;

    GroupRules(List<GroupRule> rules, ExporterStats stats) {
        this(rules, stats, rules.stream().anyMatch(GroupRule::needsProc));
    }

    /** With {@code needProc}, processes are told apart one by one though no rule asks for it. */
    GroupRules(List<GroupRule> rules, ExporterStats stats, boolean needProc) {
        this.rules = List.copyOf(rules);
        this.stats = stats;
        this.needProc = needProc;
        for (GroupRule rule : rules) {
            names.add(NameTemplate.parse(rule.name(), rule.conditions()));
        }
    }

    /** What is known of a process beside its name. */
    interface Facts {
        /** All spellings of that field, first the one for names; none where it is not known. */
        List<String> of(RuleField field);
    }

    /**
     * The name of a group.
     *
     * @param rule the number of the rule that gave it, or {@link #OWN_NAME}
     */
    record Verdict(int rule, String name) {}

    /** Whether a name does not tell the group of a process. */
    boolean needProc() {
        return needProc;
    }

    /** Begins a scrape. */
    void begin() {
        steps.begin();
    }

    /** Whether this scrape has had so much to match that verdicts are not to be relied on. */
    boolean areExhausted() {
        return steps.areSpent();
    }

    /** The group of a name that a page has. */
    Verdict judge(String name) {
        return judge(name, NO_FACTS);
    }

    /** Rules see the name as the source spells it first, then that of its kind. */
    Verdict judge(String name, Facts facts) {
        String kind = KernelThreads.kind(name);
        Verdict verdict = first(name, kind, facts);
        if (verdict == null && !kind.equals(name)) {
            verdict = first(kind, kind, facts);
        }
        return verdict == null ? new Verdict(OWN_NAME, kind) : verdict;
    }

    private @Nullable Verdict first(String name, String kind, Facts facts) {
        for (int i = 0; i < rules.size(); i++) {
            Holding holding = new Holding(name, facts);
            if (holds(rules.get(i), holding)) {
                String given = names.get(i).expand(holding);
                return new Verdict(i + 1, given.isBlank() ? kind : given(given, i));
            }
        }
        return null;
    }

    /** A name that is written down is sent as it is; what processes add to one is cleaned. */
    private String given(String name, int rule) {
        return name.equals(rules.get(rule).name()) ? name : GroupNames.clean(name.strip());
    }

    private boolean holds(GroupRule rule, Holding holding) {
        for (Condition condition : rule.conditions()) {
            if (!holds(condition, holding)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Condition condition, Holding holding) {
        for (String spelling : holding.spellings(condition.field())) {
            MatchResult match = steps.match(condition.pattern(), spelling);
            if (match != null) {
                holding.matches.put(condition.field(), match);
                return true;
            }
            if (steps.gaveUp()) {
                stats.rulesGivenUp().incrementAndGet();
            }
        }
        return false;
    }

    /** How far one rule holds for one process. */
    private static final class Holding implements NameTemplate.Findings {
        private final String comm;
        private final Facts facts;
        private final Map<RuleField, MatchResult> matches = new EnumMap<>(RuleField.class);

        Holding(String comm, Facts facts) {
            this.comm = comm;
            this.facts = facts;
        }

        List<String> spellings(RuleField field) {
            return field == RuleField.COMM ? List.of(comm) : facts.of(field);
        }

        @Override
        public MatchResult match(RuleField field) {
            MatchResult match = matches.get(field);
            if (match == null) {
                throw new IllegalStateException(field + " has no condition");
            }
            return match;
        }

        @Override
        public String fact(RuleField field) {
            List<String> spellings = spellings(field);
            return spellings.isEmpty() ? "" : spellings.getFirst();
        }
    }
}
