package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"v1\"", "*", " * ", "\"v0\", \"v1\"", "W/\"v1\"", "\"v0\",W/\"v1\" "})
    void aKnownTagIsFoundAlsoWeakly(String header) {
        assertThat(EntityTags.isKnown(header, "v1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "\"v10\"", "\"V1\"", "W/\"v2\"", "\"v1"})
    void anotherTagIsNotKnown(String header) {
        assertThat(EntityTags.isKnown(header, "v1")).isFalse();
        assertThat(EntityTags.isKnown(null, "v1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"v1\"", "v1", "\"v2\""})
    void aChangeNeedsTheStrongTag(String header) {
        assertThatThrownBy(() -> EntityTags.requireMatch(header, "v1")).hasMessage("changed-meanwhile");
        assertThatThrownBy(() -> EntityTags.checkMatch(header, "v1")).hasMessage("changed-meanwhile");
    }

    @Test
    void aChangeMayRestOnWhatSomebodySawOfTheVersion() {
        String seen = EntityTags.quoted(EntityTags.of(1, "SUBMIT"));
        assertThatCode(() -> EntityTags.requireMatch(seen, "1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> EntityTags.requireMatch(seen, "2")).hasMessage("changed-meanwhile");
        assertThatThrownBy(() -> EntityTags.requireMatch(EntityTags.quoted(EntityTags.of(11, "SUBMIT")), "1"))
                .hasMessage("changed-meanwhile");
        assertThatThrownBy(() -> EntityTags.requireMatch("\"1-abc", "1")).hasMessage("changed-meanwhile");
        assertThat(EntityTags.isKnown(seen, "1")).isFalse();
    }

    @Test
    void aChangeWithTheCurrentTagMayGoOn() {
        assertThatCode(() -> EntityTags.requireMatch("\"v0\", \"v1\"", "v1")).doesNotThrowAnyException();
        assertThatCode(() -> EntityTags.requireMatch("*", "v1")).doesNotThrowAnyException();
        assertThatCode(() -> EntityTags.checkMatch(null, "v1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> EntityTags.requireMatch(" ", "v1")).hasMessage("if-match-required");
        assertThatThrownBy(() -> EntityTags.requireMatch(null, "v1")).hasMessage("if-match-required");
    }
}
