package io.nodepulse.trials.weaknesses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentTest {

    @ParameterizedTest
    @CsvSource({
        "pkg:maven/org.example/parser@2.4.0?type=jar, org.example:parser, 2.4.0, pkg:maven/org.example/parser",
        "pkg:npm/%40example/menu@1.0.0, @example/menu, 1.0.0, pkg:npm/@example/menu",
        "pkg:npm/@example/menu@1.0.0, @example/menu, 1.0.0, pkg:npm/@example/menu",
        "pkg:npm/menu@1.0.0-rc.1+7#src, menu, 1.0.0-rc.1+7, pkg:npm/menu",
        "pkg:maven/a.b/c@1%2B2, a.b:c, 1+2, pkg:maven/a.b/c",
        "pkg:golang/example.org/a/b@v1.0.0, example.org/a/b, v1.0.0, pkg:golang/example.org/a/b",
    })
    void isReadFromAPackageUrl(String url, String name, String version, String bare) {
        Component component = Component.ofPackageUrl(url);
        assertThat(component.fullName()).isEqualTo(name);
        assertThat(component.version()).isEqualTo(version);
        assertThat(component.packageUrl()).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "menu@1.0.0", "pkg:npm/menu", "pkg:npm/@example/menu", "pkg:npm/a@%zz"})
    void takesNothingElse(String url) {
        assertThatThrownBy(() -> Component.ofPackageUrl(url))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
