package cn.dengyun.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void oneRowMoreThanThePageTellsThatThereIsMore() {
        Page<String> page = Page.of(List.of("a", "b", "c"), 2, row -> "after " + row);

        assertThat(page.data()).containsExactly("a", "b");
        assertThat(page.page()).isEqualTo(new Page.PageInfo("after b", true));
    }

    @Test
    void theLastPageHasNoCursor() {
        assertThat(Page.of(List.of("a", "b"), 2, row -> row).page()).isEqualTo(new Page.PageInfo(null, false));
        assertThat(Page.of(List.<String>of(), 2, row -> row).data()).isEmpty();
    }

    @Test
    void aPageOfOtherThingsLeadsToTheSamePlace() {
        Page<Integer> lengths = Page.of(List.of("a", "bb"), 1, row -> row).map(String::length);

        assertThat(lengths.data()).containsExactly(1);
        assertThat(lengths.page().nextCursor()).isEqualTo("a");
    }
}
