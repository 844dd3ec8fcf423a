package cn.dengyun.settlement.evidence;

import cn.dengyun.platform.form.PlainXml;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads some fields of an XML document as a stream: no document type, no entities, nothing from outside, and bounded in
 * elements, depth and text. A field that stands there twice, or of which a part does, is refused: another reader could
 * take the other one.
 *
 * <p>A path is the names from the root on, with slashes; the root has its namespace in braces, and everything in
 * another namespace than the root has it too. {@code …/CustomData@Name} has the value of that attribute behind it.
 */
final class XmlFields {

    private static final int MAX_ELEMENTS = 50_000;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_FIELD = 1_000;
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Deque<String> paths = new ArrayDeque<>();
    private final Set<String> wanted;
    private final Set<String> single = new HashSet<>();
    private String root;
    private String namespace;
    private String field;
    private StringBuilder text;
    private int elements;

    private XmlFields(Set<String> wanted) {
        this.wanted = wanted;
        for (String each : wanted) {
            for (int at = each.indexOf('/', each.indexOf('}') + 1); at > 0; at = each.indexOf('/', at + 1)) {
                single.add(each.substring(0, at));
            }
            if (each.indexOf('@') < 0) {
                single.add(each);
            }
        }
    }

    /**
     * The fields that were wanted and are there.
     *
     * @param wanted paths of elements without elements in them
     */
    static XmlFields read(byte[] document, Set<String> wanted) throws Unreadable {
        XmlFields fields = new XmlFields(wanted);
        String text = XmlText.of(document);
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                fields.take(reader.next(), reader);
            }
            return fields;
        } catch (XMLStreamException | RuntimeException e) {
            // The reader of the JDK throws what it likes at what is cut off.
            throw new Unreadable(ReadingFault.MALFORMED);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = PlainXml.factory();
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** Name and namespace of the root; as the first element of a path. */
    String root() {
        return root;
    }

    /** Without blanks at its ends; null where there is none. */
    String get(String path) {
        String value = values.get(path);
        return value == null || value.isEmpty() ? null : value;
    }

    private void take(int event, XMLStreamReader reader) throws Unreadable {
        switch (event) {
            case XMLStreamConstants.DTD,
                    XMLStreamConstants.ENTITY_REFERENCE,
                    XMLStreamConstants.ENTITY_DECLARATION,
                    XMLStreamConstants.NOTATION_DECLARATION -> throw new Unreadable(ReadingFault.NOT_PLAIN);
            case XMLStreamConstants.START_ELEMENT -> begin(reader);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (text != null) {
                    if (text.length() + reader.getTextLength() > MAX_FIELD) {
                        throw new Unreadable(ReadingFault.TOO_LARGE);
                    }
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
            }
            default -> {
                // Comments and instructions say nothing.
            }
        }
    }

    private void begin(XMLStreamReader reader) throws Unreadable {
        elements++;
        if (elements > MAX_ELEMENTS || paths.size() >= MAX_DEPTH) {
            throw new Unreadable(ReadingFault.TOO_LARGE);
        }
        if (text != null) {
            throw new Unreadable(ReadingFault.UNKNOWN_FORM);
        }
        String path = path(reader);
        paths.push(path);
        if (single.contains(path) && !seen.add(path)) {
            throw new Unreadable(ReadingFault.AMBIGUOUS);
        }
        field = wanted.contains(path) ? path : named(path, reader);
        if (field != null) {
            text = new StringBuilder();
        }
    }

    private String path(XMLStreamReader reader) {
        String own = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        if (paths.isEmpty()) {
            namespace = own;
            root = qualified(own, reader.getLocalName());
            return root;
        }
        String name = own.equals(namespace) ? reader.getLocalName() : "{" + own + "}" + reader.getLocalName();
        String path = paths.peek() + "/" + name;
        // What is that deep or long is no field: its path does not have to be true, and memory is bounded.
        return path.length() > MAX_FIELD ? "…" : path;
    }

    private static String qualified(String namespace, String name) {
        return namespace.isEmpty() ? name : "{" + namespace + "}" + name;
    }

    private String named(String path, XMLStreamReader reader) throws Unreadable {
        String name = reader.getAttributeValue(null, "Name");
        String wantedBy = path + "@" + name;
        if (name == null || !wanted.contains(wantedBy)) {
            return null;
        }
        if (!seen.add(wantedBy)) {
            throw new Unreadable(ReadingFault.AMBIGUOUS);
        }
        return wantedBy;
    }

    private void end() {
        paths.pop();
        if (field != null) {
            values.put(field, text.toString().strip());
        }
        field = null;
        text = null;
    }
}
