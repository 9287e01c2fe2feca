package io.nodepulse.agent.process;

import static io.nodepulse.agent.process.RuleField.CMDLINE;
import static io.nodepulse.agent.process.RuleField.COMM;
import static io.nodepulse.agent.process.RuleField.EXE;
import static io.nodepulse.agent.process.RuleField.UNIT;
import static io.nodepulse.agent.process.RuleField.USER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.process.GroupRule.Condition;
import io.nodepulse.agent.scrape.ExporterStats;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class GroupRulesTest {

    private static final Map<RuleField, List<String>> JAVA =
            Map.of(
                    EXE, List.of("java", "/opt/jdk-25/bin/java"),
                    UNIT, List.of("shop.service"),
                    USER, List.of("www-data", "33"),
                    CMDLINE, List.of("java -jar /srv/shop.jar --port 80"));

    private final ExporterStats stats = new ExporterStats();

    @Test
    void asksForEveryField() {
        named("x", rule("x", COMM, "java"));
        named("x", rule("x", EXE, "java"));
        named("x", rule("x", EXE, "/opt/.*"));
        named("x", rule("x", UNIT, "shop\\.service"));
        named("x", rule("x", USER, "www-data"));
        named("x", rule("x", USER, "33"));
        named("x", rule("x", CMDLINE, ".* -jar .*"));
        named("java", rule("x", COMM, "jav"));
        named("java", rule("x", EXE, "/opt"));
        named("java", rule("x", CMDLINE, "-jar"));
        named("x", rule("x", EXE, "java", USER, "33"));
        named("java", rule("x", EXE, "java", USER, "root"));
    }

    @Test
    void makesNamesOfCapturesAndFields() {
        named("a va", rule("a $1", COMM, "ja(.*)"));
        named("va1", rule("${1}1", COMM, "ja(.*)"));
        named("java of www-data", rule("$0 of ${user}", COMM, ".*"));
        named("java java shop.service", rule("${comm} ${exe} ${unit}", COMM, ".*"));
        named("shop", rule("${jar}", CMDLINE, ".*/(?<jar>\\w+)\\.jar .*"));
        named(
                "jdk-25: shop",
                rule("${jdk}: ${s}", EXE, "/opt/(?<jdk>.*)/bin/.*", UNIT, "(?<s>.*)\\..*"));
        named("$1 $", rule("$$1 $", COMM, "java"));
        named("a", rule("a $1", COMM, "java(x)?"));
        named("java", rule("${x}", COMM, "java(?<x>.*)"));
    }

    @Test
    void takesTheFirstThatHolds() {
        List<GroupRule> rules = new ArrayList<>();
        rules.addAll(rule("no", COMM, "java", UNIT, "other.service"));
        rules.addAll(rule("yes", UNIT, "shop.service"));
        rules.addAll(rule("late", COMM, "java"));
        named("yes", rules);
        assertThat(new GroupRules(rules, stats).judge("java"))
                .isEqualTo(new GroupRules.Verdict(3, "late"));
        assertThat(new GroupRules(rules, stats).judge("kworker/1:2"))
                .isEqualTo(new GroupRules.Verdict(GroupRules.OWN_NAME, "kworker"));
    }

    @Test
    void doesNotHoldWhereAFieldIsNotKnown() {
        for (RuleField field : List.of(EXE, UNIT, USER, CMDLINE)) {
            GroupRules rules = new GroupRules(rule("x", field, ".*"), stats);
            assertThat(rules.judge("java", _ -> List.of()).name()).isEqualTo("java");
            assertThat(rules.needProc()).isTrue();
        }
        assertThat(new GroupRules(rule("x ${user}", COMM, ".*"), stats).needProc()).isTrue();
        assertThat(new GroupRules(rule("x ${comm} $0", COMM, ".*"), stats).needProc()).isFalse();
    }

    @Test
    void countsWhatItGivesUpOn() {
        GroupRules rules = new GroupRules(rule("x", CMDLINE, ".*.*.*b"), stats);
        assertThat(rules.judge("sh", _ -> List.of("a".repeat(300))).name()).isEqualTo("sh");
        assertThat(stats.rulesGivenUp()).hasValue(1);
    }

    @Test
    void keepsNothingThatItHadNoTimeToJudge() {
        List<GroupRule> rules = rule("x", COMM, ".*.*.*b|late");
        ProcessTable table = new ProcessTable(new GroupRules(rules, stats));
        table.begin(0);
        int tries = PatternSteps.PER_SCRAPE / PatternSteps.PER_MATCH;
        for (int i = 0; i <= tries; i++) {
            find(table, "a".repeat(250) + i);
        }
        assertThat(find(table, "late")).isSameAs(table.other());
        table.begin(15);
        assertThat(find(table, "late").jsonName()).asString(UTF_8).isEqualTo("\"x\"");
    }

    private static SentGroup find(ProcessTable table, String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return table.find(bytes, 0, bytes.length).target();
    }

    @Test
    void refusesNamesOfWhatIsNotThere() {
        refused("$1", "refers to \"1\"", COMM, "java");
        refused("${2}", "1 to 1 (of match)", COMM, "(j)ava");
        refused("$1", "refers to \"1\"", UNIT, "(.*)");
        refused("${x}", "allowed are comm, exe, unit, user, y", UNIT, "(?<y>.*)");
        refused("${cmdline}", "refers to \"cmdline\"", COMM, ".*");
        refused("${}", "refers to \"\"", COMM, ".*");
    }

    private static void refused(String name, String reason, RuleField field, String pattern) {
        assertThatThrownBy(() -> rule(name, field, pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    /** Fields and patterns in turn. */
    private static List<GroupRule> rule(String name, Object... conditions) {
        List<Condition> all = new ArrayList<>();
        for (int i = 0; i < conditions.length; i += 2) {
            all.add(
                    new Condition(
                            (RuleField) conditions[i],
                            Pattern.compile((String) conditions[i + 1])));
        }
        return List.of(new GroupRule(all, name));
    }

    private void named(String expected, List<GroupRule> rules) {
        GroupRules.Facts facts = field -> JAVA.getOrDefault(field, List.of());
        assertThat(new GroupRules(rules, stats).judge("java", facts).name()).isEqualTo(expected);
    }
}
