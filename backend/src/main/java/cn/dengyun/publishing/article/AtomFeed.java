package cn.dengyun.publishing.article;

import cn.dengyun.platform.feed.FeedSource.Enclosure;
import cn.dengyun.platform.feed.FeedSource.Entry;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Articles, and what is published beside them, as a feed in Atom (RFC 4287). Titles and summaries are texts, whatever
 * stands in them.
 */
final class AtomFeed {

    static final String MEDIA_TYPE = "application/atom+xml";

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    /** What XML 1.0 has no way to say. */
    private static final Pattern UNSAYABLE =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final XMLStreamWriter xml;

    private AtomFeed(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * The feed; the same entries make the same text.
     *
     * @param base the address of the platform, with a slash at its end
     * @param self the address of the feed
     */
    static String of(List<Entry> entries, String base, String self) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new AtomFeed(xml).write(entries, base, self);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory can be written", e);
        }
        return text.toString();
    }

    private void write(List<Entry> entries, String base, String self) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("xml:lang", "zh-CN");
        element("id", self);
        element("title", ArticleFeedResource.TITLE);
        element(
                "updated",
                entries.stream()
                        .map(Entry::publishedAt)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH)
                        .toString());
        link("self", MEDIA_TYPE, self);
        for (Entry entry : entries) {
            entry(entry, base);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void entry(Entry entry, String base) throws XMLStreamException {
        xml.writeStartElement("entry");
        element("id", "urn:uuid:" + entry.id());
        element("title", entry.title());
        element("updated", entry.publishedAt().toString());
        element("published", entry.publishedAt().toString());
        link("alternate", "application/json", JsonFeed.address(entry.path(), base));
        for (Enclosure enclosure : entry.enclosures()) {
            link("enclosure", enclosure.mediaType(), JsonFeed.address(enclosure.path(), base));
            xml.writeAttribute("length", String.valueOf(enclosure.byteCount()));
            xml.writeAttribute("title", sayable(enclosure.fileName()));
        }
        xml.writeStartElement("author");
        element("name", entry.author());
        xml.writeEndElement();
        for (String tag : entry.tags()) {
            category(tag);
        }
        element("summary", entry.summary());
        xml.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(sayable(text));
        xml.writeEndElement();
    }

    private void link(String relation, String type, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", address);
    }

    private void category(String term) throws XMLStreamException {
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", sayable(term));
    }

    private static String sayable(String text) {
        return UNSAYABLE.matcher(text).replaceAll("");
    }
}
