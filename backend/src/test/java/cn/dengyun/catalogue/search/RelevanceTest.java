package cn.dengyun.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelevanceTest {

    @Test
    void theEndOfABeginningIsTheNextTextThatBeginsOtherwise() {
        assertThat(Relevance.end("ab")).isEqualTo("ac");
        assertThat(Relevance.end("云")).isEqualTo("互");
        assertThat(Relevance.end("a\uD7FF")).isEqualTo("a\uE000");
        assertThat(Relevance.end("a" + Character.toString(Character.MAX_CODE_POINT)))
                .isEqualTo("b");
        assertThat(Relevance.end(Character.toString(Character.MAX_CODE_POINT))).isNull();
    }
}
