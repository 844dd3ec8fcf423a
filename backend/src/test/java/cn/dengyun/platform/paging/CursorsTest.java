package cn.dengyun.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A list by one id goes on behind the last row that was shown, and nowhere else. */
@QuarkusTest
class CursorsTest {

    private static final String QUERY = "things?colour=red";

    @Inject
    Cursors cursors;

    @Test
    void theFirstPageBeginsWhereTheListSays() {
        assertThat(cursors.idBehind(QUERY, null, Ids.NEWEST)).isEqualTo(Ids.NEWEST);
        assertThat(cursors.idBehind(QUERY, null, null)).isNull();
    }

    @Test
    void theNextPageBeginsBehindTheLastRowShown() {
        List<UUID> rows = List.of(Ids.next(), Ids.next(), Ids.next());

        Page<UUID> page = cursors.pageById(QUERY, rows, 2, Function.identity());

        assertThat(page.data()).containsExactly(rows.get(0), rows.get(1));
        assertThat(page.page().hasMore()).isTrue();
        assertThat(cursors.idBehind(QUERY, page.page().nextCursor(), Ids.OLDEST))
                .isEqualTo(rows.get(1));
    }

    @Test
    void theLastPageLeadsNowhere() {
        Page<UUID> page = cursors.pageById(QUERY, List.of(Ids.next()), 1, Function.identity());

        assertThat(page.page()).isEqualTo(new Page.PageInfo(null, false));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String cursor = cursors.seal("things?colour=blue", List.of(Ids.next().toString()));

        assertThatThrownBy(() -> cursors.idBehind(QUERY, cursor, Ids.NEWEST))
                .isInstanceOf(Rejection.class)
                .hasMessage("cursor-invalid");
    }

    @Test
    void aCursorThatHoldsNoIdIsRefused() {
        String cursor = cursors.seal(QUERY, List.of("7"));

        assertThatThrownBy(() -> cursors.idBehind(QUERY, cursor, Ids.NEWEST))
                .isInstanceOf(Rejection.class)
                .hasMessage("cursor-invalid");
    }
}
