package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.regex.Pattern;

/** Command lines as people write them, blanks between arguments. */
class ArgumentScrubberTest {

    private final ArgumentScrubber scrubber = new ArgumentScrubber(null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    app --password=hunter2 --port 80          | app --password=*** --port 80
                    app --db-password hunter2 -v              | app --db-password *** -v
                    app --DB_PASSWORD hunter2                 | app --DB_PASSWORD ***
                    app -password hunter2                     | app -password ***
                    java -Djavax.net.ssl.keyStorePassword=abc -jar a.jar | java -Djavax.net.ssl.keyStorePassword=*** -jar a.jar
                    env API_TOKEN=abc SECRET_KEY=def app      | env API_TOKEN=*** SECRET_KEY=*** app
                    app --api-key abc --apikey=def            | app --api-key *** --apikey=***
                    app --auth-token abc                      | app --auth-token ***
                    psql postgres://app:s3cret@db:5432/shop   | psql postgres://app:***@db:5432/shop
                    app amqp://u:p@ss@mq/                     | app amqp://u:***@mq/
                    curl -u ada:lovelace http://h/            | curl -u ada:*** http://h/
                    curl --user ada:lovelace http://h/        | curl --user ada:*** http://h/
                    curl http://h/x?access_token=abc&page=2   | curl http://h/x?access_token=***&page=2
                    mysql -uroot -phunter2 shop               | mysql -uroot -p*** shop
                    /usr/bin/mysqldump -phunter2              | /usr/bin/mysqldump -p***
                    sshpass -p hunter2 ssh host               | sshpass -p *** ssh host
                    redis-cli -a hunter2 ping                 | redis-cli -a *** ping
                    app eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc | app ***
                    app 0123456789abcdef0123456789abcdef      | app ***
                    app --conn Server=db;Pwd=abc;Port=1       | app --conn Server=db;Pwd=***;Port=1
                    """)
    void hidesWhatIsSecret(String given, String expected) {
        assertThat(scrubber.scrub(given.split(" "))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgres: checkpointer
                    nginx -g daemon off;
                    java -Xmx512m -jar /opt/app/app.jar --server.port=8080
                    /usr/lib/postgresql/18/bin/postgres -D /var/lib/postgresql/18/main -c config_file=/etc/postgresql/18/main/postgresql.conf
                    ssh -p 2222 host
                    python3 -m http.server 8000
                    sort --key=2 data
                    curl http://localhost:8080/health
                    git -C /srv/a/very/long/path/that/has/more/than/32/characters/in/it log
                    """)
    void leavesWhatIsNot(String given) {
        assertThat(scrubber.scrub(given.split(" "))).isEqualTo(given);
    }

    @Test
    void aHeaderIsOneArgument() {
        assertThat(scrubber.scrub("curl", "-H", "Authorization: Bearer abc.def", "http://h/"))
                .isEqualTo("curl -H Authorization: *** http://h/");
        assertThat(scrubber.scrub("app", "{\"password\": \"hunter2\", \"port\": 80}"))
                .isEqualTo("app {\"password\": \"***\", \"port\": 80}");
    }

    @Test
    void aValueEndsWhereTheArgumentOrItsQuoteDoes() {
        assertThat(scrubber.scrub("app", "--password=a b,c;d&e\"f", "-v"))
                .isEqualTo("app --password=*** -v");
        assertThat(scrubber.scrub("env", "DB_PASSWORD=two words\nand a line", "app"))
                .isEqualTo("env DB_PASSWORD=*** app");
        assertThat(scrubber.scrub("app", "{\"secret\": \"it's, all\", \"port\": 80}"))
                .isEqualTo("app {\"secret\": \"***\", \"port\": 80}");
        assertThat(scrubber.scrub("sh", "-c", "x=1 token='a \"b\" c' app"))
                .isEqualTo("sh -c x=1 token='***' app");
    }

    @Test
    void hidesWhatTheOperatorSays() {
        ArgumentScrubber more = new ArgumentScrubber(Pattern.compile("customer-\\d+"));

        assertThat(more.scrub("export", "customer-4711", "--pwd=x"))
                .isEqualTo("export *** --pwd=***");
    }

    @Test
    void hidesAllWhereThePatternDoesNotEnd() {
        ArgumentScrubber more = new ArgumentScrubber(Pattern.compile("x*x*x*y"));

        assertThat(more.scrub("app", "x".repeat(4_000))).isEqualTo("***");
    }

    /** A pattern that tries for ever would. */
    @Test
    @Timeout(60)
    void noTextTakesLong() {
        for (String part :
                new String[] {"a", "password", "-", "eyJ", "://a:", "a1", "pass=", " "}) {
            String text = part.repeat(ProcFacts.MAX_BYTES / part.length());

            assertThat(scrubber.scrub(text, text)).isNotNull();
        }
    }
}
