package io.nodepulse.audit.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings as files have them. */
class BucketSettingsTest {

    private static BucketSettings read(String lines) {
        Map<String, String> settings =
                Arrays.stream(lines.split(";"))
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(line -> "b." + line[0].strip(), line -> line[1]));
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("b", BucketSettings.class)
                .get();
    }

    @ParameterizedTest
    @CsvSource({
        "name= , name must not be empty",
        "endpoint=ftp://a, endpoint must be http",
        "endpoint=host:9000, endpoint must be http",
        "access-key=a, access-key and secret-key come together",
        "kms-key=a, kms-key is for the encryption aws:kms",
        "lock=compliance, 'lock and lock-for, more than 0, come together'",
        "lock-for=1d, 'lock and lock-for, more than 0, come together'",
        "timeout=0s, timeout must be more than 0",
    })
    void whatCannotBeIsRefused(String line, String reason) {
        assertThatThrownBy(() -> read(line))
                .satisfies(
                        e ->
                                assertThat(NestedExceptionUtils.getMostSpecificCause(e))
                                        .hasMessageContaining(reason));
    }

    @Test
    void theWordsOfS3AreUnderstood() {
        BucketSettings settings =
                read("name=b;prefix=a/h;encryption=aws:kms;kms-key=k;lock=GOVERNANCE;lock-for=30d");

        assertThat(settings.encryption()).isEqualTo(BucketSettings.Encryption.AWS_KMS);
        assertThat(settings.lock()).isEqualTo(BucketSettings.Lock.GOVERNANCE);
        assertThat(settings.address()).isEqualTo("s3://b/a/h/");
        assertThat(settings.usesPathStyle()).isFalse();
        assertThat(settings.cacheBytes()).as("all stays").isEqualTo(Long.MAX_VALUE);
        assertThat(read("name=b;cache=2KB").cacheBytes()).isEqualTo(2_048);
        assertThat(read("name=b;endpoint=http://h:9000").usesPathStyle()).isTrue();
        assertThat(read("name=b;endpoint=http://h;path-style=false").usesPathStyle()).isFalse();
        assertThat(read("name=b;endpoint=http://h").withPathStyle(false).usesPathStyle()).isFalse();
        assertThat(read("name=b").withPathStyle(true).usesPathStyle()).isTrue();
        assertThat(read("name=b").withPathStyle(null).usesPathStyle()).isFalse();
    }

    @Test
    void aBucketNeedsAFolder() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read("name=b").requireFolder(null))
                .withMessageContaining("needs nodepulse.segments.directory");
        assertThatCode(() -> read("name=b").requireFolder(Path.of("a"))).doesNotThrowAnyException();
        assertThatCode(() -> read("region=x").requireFolder(null)).doesNotThrowAnyException();
    }
}
