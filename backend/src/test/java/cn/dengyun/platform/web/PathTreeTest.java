package cn.dengyun.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PathTreeTest {

    private final PathTree<String> tree = new PathTree<>();

    @BeforeEach
    void plant() {
        for (String template :
                new String[] {"/", "/a", "/a/{id}", "/a/{id}/c", "/a/b", "/{other}/b", "/a/{id}/c.zip", "/a/{id}.ics"
                }) {
            assertThat(tree.at(template, () -> template)).isEqualTo(template);
        }
    }

    @Test
    void aPathFindsItsTemplateWithOrWithoutASlashAtItsEnd() {
        assertThat(tree.find("/")).containsExactly("/");
        assertThat(tree.find("/a")).containsExactly("/a");
        assertThat(tree.find("/a/")).containsExactly("/a");
        assertThat(tree.find("/a/1")).containsExactly("/a/{id}");
        assertThat(tree.find("/a/1/c/")).containsExactly("/a/{id}/c");
        assertThat(tree.find("/a/1/c.zip")).containsExactly("/a/{id}/c.zip");
    }

    @Test
    void whatNamesAPathMostExactlyIsFirst() {
        assertThat(tree.find("/a/b")).containsExactly("/a/b", "/a/{id}", "/{other}/b");
    }

    @Test
    void aParameterMayHaveASuffix() {
        assertThat(tree.find("/a/1.ics")).containsExactly("/a/{id}.ics");
        assertThat(tree.find("/a/.ics")).containsExactly("/a/{id}");
        assertThat(tree.find("/a/1.ics/c")).containsExactly("/a/{id}/c");
    }

    @Test
    void nothingIsFoundWhereNothingStands() {
        assertThat(tree.find("/b")).isEmpty();
        assertThat(tree.find("/a/1/d")).isEmpty();
        assertThat(tree.find("/a//c")).isEmpty();
        assertThat(tree.find("/a/1/c/e")).isEmpty();
    }

    @Test
    void whatStandsAtATemplateIsMadeOnce() {
        AtomicReference<String> made = new AtomicReference<>();
        assertThat(tree.at("/a/{name}", () -> {
                    made.set("again");
                    return made.get();
                }))
                .isEqualTo("/a/{id}");
        assertThat(made).hasNullValue();
    }
}
