package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** A view is written, and one that cannot be written is a mistake of the code. */
class JsonWriterTest {

    private final JsonWriter writer = new JsonWriter(new ObjectMapper());

    @Test
    void writesAView() {
        assertThat(writer.write(new View("合肥", 3))).isEqualTo("{\"name\":\"合肥\",\"count\":3}");
    }

    @Test
    void aViewThatCannotBeWrittenIsAMistakeOfTheCode() {
        assertThatThrownBy(() -> writer.write(new Object()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a view can be written");
    }

    private record View(String name, int count) {}
}
