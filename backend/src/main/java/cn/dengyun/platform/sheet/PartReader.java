package cn.dengyun.platform.sheet;

import cn.dengyun.platform.form.PlainXml;
import cn.dengyun.shared.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one XML part of a workbook, event by event. Bounded in depth, in attributes, and in names that it does not
 * expect: the parser remembers every name.
 */
final class PartReader implements AutoCloseable {

    private static final int MAX_DEPTH = 40;
    private static final int MAX_STRANGE = 100_000;

    private static final Set<String> EXPECTED = Set.of(
            // of elements
            "worksheet",
            "sheetData",
            "row",
            "c",
            "v",
            "f",
            "is",
            "t",
            "r",
            "rPr",
            "mergeCells",
            "mergeCell",
            "cols",
            "col",
            "sst",
            "si",
            "rPh",
            "phoneticPr",
            "sz",
            "color",
            "rFont",
            "family",
            "charset",
            "scheme",
            "b",
            "i",
            "u",
            "Relationships",
            "Relationship",
            "workbook",
            "sheets",
            "sheet",
            "workbookPr",
            // of attributes
            "s",
            "spans",
            "ht",
            "customHeight",
            "customFormat",
            "hidden",
            "outlineLevel",
            "collapsed",
            "thickTop",
            "thickBot",
            "ph",
            "dyDescent",
            "cm",
            "vm",
            "ref",
            "space",
            "count",
            "uniqueCount",
            "val",
            "rgb",
            "theme",
            "tint",
            "indexed",
            "min",
            "max",
            "width",
            "style",
            "bestFit",
            "customWidth",
            "Id",
            "Type",
            "Target",
            "TargetMode",
            "name",
            "sheetId",
            "id",
            "state",
            "date1904",
            "sb",
            "eb",
            "ca",
            "xfId");

    private final XMLStreamReader xml;
    private final InputStream part;
    private int depth;
    private int strange;

    PartReader(InputStream part) {
        this.part = part;
        this.xml = attempt(() -> PlainXml.factory().createXMLStreamReader(part, "UTF-8"));
    }

    private interface Step<T> {
        T take() throws XMLStreamException;
    }

    /** Begins an element; its name as {@link #name}. */
    static final int START = XMLStreamConstants.START_ELEMENT;

    static final int END = XMLStreamConstants.END_ELEMENT;

    /** The next {@link #START}, {@link #END} or piece of text; 0 behind the end. */
    int next() {
        while (attempt(xml::hasNext)) {
            int event = attempt(xml::next);
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth > MAX_DEPTH) {
                        throw SheetBook.refused("sheet-unreadable");
                    }
                    countStrange();
                    return START;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return END;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
                    return XMLStreamConstants.CHARACTERS;
                }
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION,
                        XMLStreamConstants.NOTATION_DECLARATION -> throw SheetBook.refused("sheet-not-plain");
                default -> {
                    // The end of the document says nothing.
                }
            }
        }
        return 0;
    }

    private void countStrange() {
        strange += (EXPECTED.contains(name()) ? 0 : 1) + xml.getNamespaceCount();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            strange += EXPECTED.contains(xml.getAttributeLocalName(i)) ? 0 : 1;
        }
        if (strange > MAX_STRANGE) {
            throw SheetBook.refused("sheet-unreadable");
        }
    }

    /** Of the element that begins or ends, without its namespace: there are two sets of them, and they never mix. */
    String name() {
        return xml.getLocalName();
    }

    boolean isAt(String name) {
        return name().equals(name);
    }

    /** Of the element that has just begun; null where it is not there. */
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    boolean flag(String name) {
        String value = attribute(name);
        return "1".equals(value) || "true".equals(value);
    }

    /** Passes over the element that has just begun. */
    void skip() {
        int outside = depth - 1;
        while (depth > outside) {
            if (next() == 0) {
                throw SheetBook.refused("sheet-unreadable");
            }
        }
    }

    /** The text of the element that has just begun, its end included; as much of it as a cell may have and one more. */
    String text() {
        StringBuilder text = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside) {
            int event = next();
            if (event == 0) {
                throw SheetBook.refused("sheet-unreadable");
            }
            if (event == XMLStreamConstants.CHARACTERS) {
                append(text);
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text) {
        int room = SheetLimits.MAX_CELL + 1 - text.length();
        text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
    }

    /** The texts within an element that has just begun, what is written above them left out; its end included. */
    String runs() {
        StringBuilder all = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside) {
            int event = next();
            if (event == 0) {
                throw SheetBook.refused("sheet-unreadable");
            }
            if (event == START && isAt("t")) {
                String text = text();
                int room = SheetLimits.MAX_CELL + 1 - all.length();
                all.append(text, 0, Math.min(room, text.length()));
            } else if (event == START && isAt("rPh")) {
                skip();
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        try {
            part.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reader of the JDK throws what it likes at what is cut off. */
    private static <T> T attempt(Step<T> step) {
        try {
            return step.take();
        } catch (Rejection refusal) {
            throw refusal;
        } catch (XMLStreamException | RuntimeException e) {
            throw SheetBook.refused("sheet-unreadable");
        }
    }
}
