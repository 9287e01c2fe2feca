package io.nodepulse.agent.process;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides what may be secret in the arguments of a process: values of what is called like a secret,
 * passwords in addresses, and what looks like a key. It rather hides too much; what it does not
 * know to be secret stays.
 */
final class ArgumentScrubber {

    private static final String HIDDEN = "***";

    /** Parts of names whose values are secret. */
    private static final String SECRET =
            "(?:pass|pwd|secret|token|credential|auth|bearer|api.?key|access.?key|account.?key"
                    + "|private.?key|encryption.?key|cookie|session|signature|dsn|license)";

    /** What a name goes on with, bounded so that no text takes long. */
    private static final String NAME_END = "[\\w.-]{0,40}";

    /** {@code --db-password}, of which the value comes next. */
    private static final Pattern FLAG =
            Pattern.compile("-{1,2}[\\w.-]{0,40}" + SECRET + NAME_END, CASE_INSENSITIVE);

    /** Flags of well-known programs that say it with a letter: {@code curl -u}, {@code -p}. */
    private static final Pattern ACCOUNT_FLAG = Pattern.compile("-u|-U|--(?:proxy-)?user");

    /** {@code mysql -psecret}, {@code sshpass -psecret}, {@code redis-cli -a secret}. */
    private static final Pattern LETTER_PROGRAM =
            Pattern.compile("(?:.*/)?(?:mysql|mariadb|sshpass|redis-cli|valkey-cli|mongo)[\\w-]*");

    private static final Pattern LETTER_FLAG = Pattern.compile("-[pa]");
    private static final Pattern LETTER_VALUE = Pattern.compile("-[pa][^=].*");

    /** {@code --password=…}, {@code API_TOKEN=…}: the value is all that is behind. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("[\\w.-]{0,42}" + SECRET + NAME_END + "=.+", CASE_INSENSITIVE | DOTALL);

    /** What stands before a value somewhere in an argument. */
    private static final String NAMED = SECRET + NAME_END + "[\"']?\\s{0,4}[=:]\\s{0,4}";

    /** {@code "token": "…"}, {@code Authorization: Bearer …}, {@code ?token=…&page=2}. */
    private static final Pattern VALUE =
            Pattern.compile(
                    "(%1$s\")[^\"]+|(%1$s')[^']+".formatted(NAMED)
                            + "|(%s)(?:(?:basic|bearer|digest|token)\\s{1,4})?[^\\s&,;\"']+"
                                    .formatted(NAMED),
                    CASE_INSENSITIVE);

    /** {@code postgres://app:secret@db}. */
    private static final Pattern ADDRESS = Pattern.compile("(://[^\\s/:@]{0,200}):[^\\s/]{0,200}@");

    /** Keys, hashes and tokens of at least 32 characters. */
    private static final Pattern OPAQUE =
            Pattern.compile("(?<![\\w+=/.-])(?=[\\w+=-]*\\d)(?=[\\w+=-]*[A-Za-z])[\\w+=-]{32,}+");

    private static final Pattern WEB_TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w.-]*");

    private final @Nullable Pattern more;
    private final PatternSteps steps = new PatternSteps();

    /**
     * @param more what is hidden, too; null for nothing
     */
    ArgumentScrubber(@Nullable Pattern more) {
        this.more = more;
    }

    /** The arguments with blanks between, and stars in place of what is hidden. */
    String scrub(String... arguments) {
        List<String> shown = new ArrayList<>();
        boolean letters = arguments.length > 0 && LETTER_PROGRAM.matcher(arguments[0]).matches();
        String before = "";
        for (String argument : arguments) {
            shown.add(hidden(before, argument, letters));
            before = argument;
        }
        String line = String.join(" ", shown);
        if (more == null) {
            return line;
        }
        steps.begin();
        String rest = steps.replace(more, line, HIDDEN);
        return rest == null ? HIDDEN : rest;
    }

    private static String hidden(String before, String argument, boolean letters) {
        boolean value = !argument.startsWith("-");
        if (value && (isFlag(FLAG, before) || (letters && isFlag(LETTER_FLAG, before)))) {
            return HIDDEN;
        }
        if (value && isFlag(ACCOUNT_FLAG, before) && argument.indexOf(':') >= 0) {
            return argument.substring(0, argument.indexOf(':') + 1) + HIDDEN;
        }
        if (letters && LETTER_VALUE.matcher(argument).matches()) {
            return argument.substring(0, 2) + HIDDEN;
        }
        if (ASSIGNMENT.matcher(argument).matches()) {
            return argument.substring(0, argument.indexOf('=') + 1) + HIDDEN;
        }
        String text = VALUE.matcher(argument).replaceAll("$1$2$3***");
        text = ADDRESS.matcher(text).replaceAll("$1:***@");
        text = WEB_TOKEN.matcher(text).replaceAll("***");
        return OPAQUE.matcher(text).replaceAll("***");
    }

    private static boolean isFlag(Pattern flag, String argument) {
        return flag.matcher(argument).matches();
    }
}
