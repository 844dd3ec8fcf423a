package cn.dengyun.publishing.article;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.feed.FeedSource.Enclosure;
import cn.dengyun.platform.feed.FeedSource.Entry;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Whatever somebody writes, a reader of feeds finds one entry, and texts in it. */
class HostileFeedTest {

    private static final String BASE = "https://dengyun.example/";
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private static Entry entry(String text) {
        return new Entry(
                new UUID(9, 1),
                "/api/v1/articles/1",
                text,
                text,
                text,
                Instant.EPOCH,
                List.of("NOTICE", text),
                List.of(new Enclosure("/api/v1/article-attachments/2/content", text, "application/pdf", 3)));
    }

    @Test
    void atomHasOneEntryOfTexts() throws Exception {
        DocumentBuilderFactory reader = DocumentBuilderFactory.newDefaultNSInstance();
        reader.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        for (String text : HostileTexts.all().toList()) {
            String atom = AtomFeed.of(List.of(entry(text)), BASE, BASE + "api/v1/feeds/articles.atom");
            Element feed = reader.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(atom)))
                    .getDocumentElement();

            assertThat(children(feed))
                    .extracting(Node::getLocalName)
                    .containsExactly("id", "title", "updated", "link", "entry");
            List<Element> says = children(children(feed).get(4));
            assertThat(says)
                    .extracting(Node::getLocalName)
                    .containsExactly(
                            "id",
                            "title",
                            "updated",
                            "published",
                            "link",
                            "link",
                            "author",
                            "category",
                            "category",
                            "summary");
            for (int plain : List.of(1, 9)) {
                assertThat(children(says.get(plain))).isEmpty();
                assertThat(says.get(plain).hasAttribute("type")).isFalse();
                assertThat(says.get(plain).getTextContent()).isEqualToIgnoringWhitespace(sayable(text));
            }
            assertThat(says.get(5).getAttribute("rel")).isEqualTo("enclosure");
            assertThat(says.get(5).getAttribute("href")).isEqualTo(BASE + "api/v1/article-attachments/2/content");
            assertThat(says.get(5).getAttribute("type")).isEqualTo("application/pdf");
            assertThat(says.get(5).getAttribute("length")).isEqualTo("3");
            assertThat(says.get(5).getAttributes().getLength()).isEqualTo(5);
            assertThat(says.get(5).getAttribute("title")).isEqualToIgnoringWhitespace(sayable(text));
            assertThat(children(says.get(6))).extracting(Node::getLocalName).containsExactly("name");
            assertThat(says.get(4).getAttribute("href")).isEqualTo(BASE + "api/v1/articles/1");
            assertThat(says.get(8).getAttributes().getLength()).isEqualTo(1);
            assertThat(says.get(8).getAttribute("term")).isEqualToIgnoringWhitespace(sayable(text));
        }
    }

    @Test
    void theJsonFeedHasOneItemOfTexts() throws JsonProcessingException {
        for (String text : HostileTexts.all().toList()) {
            JsonFeed feed = JsonFeed.of(List.of(entry(text)), BASE, BASE + "api/v1/feeds/articles.json");
            JsonNode items = JSON.readTree(JSON.writeValueAsString(feed)).get("items");

            assertThat(items.size()).isEqualTo(1);
            JsonNode item = items.get(0);
            List<String> members = new ArrayList<>();
            item.fieldNames().forEachRemaining(members::add);
            assertThat(members)
                    .containsExactlyInAnyOrder(
                            "id", "url", "title", "content_text", "date_published", "authors", "tags", "attachments");
            assertThat(item.get("url").asText()).isEqualTo(BASE + "api/v1/articles/1");
            assertThat(item.get("title").asText()).isEqualTo(text);
            assertThat(item.get("content_text").asText()).isEqualTo(text);
            assertThat(item.get("attachments").size()).isEqualTo(1);
            JsonNode file = item.at("/attachments/0");
            assertThat(file.size()).isEqualTo(4);
            assertThat(file.get("url").asText()).isEqualTo(BASE + "api/v1/article-attachments/2/content");
            assertThat(file.get("mime_type").asText()).isEqualTo("application/pdf");
            assertThat(file.get("title").asText()).isEqualTo(text);
            assertThat(file.get("size_in_bytes").asLong()).isEqualTo(3);
        }
    }

    /** Without what XML cannot say: most controls and halves of characters. */
    private static String sayable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE)
                .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFD]", "");
    }

    private static List<Element> children(Element of) {
        List<Element> found = new ArrayList<>();
        for (Node each = of.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
