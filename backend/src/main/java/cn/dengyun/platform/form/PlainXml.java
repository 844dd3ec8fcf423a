package cn.dengyun.platform.form;

import java.io.ByteArrayInputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;

/** How XML is read that somebody sends: no document type, nothing from outside, bounded in attributes. */
public final class PlainXml {

    /** Of the JDK, which counts them before they are told. */
    private static final String MAX_ATTRIBUTES = "100";

    private PlainXml() {}

    /** That of the JDK, whatever else is on the class path. */
    public static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty("jdk.xml.elementAttributeLimit", MAX_ATTRIBUTES);
        factory.setXMLResolver((publicId, systemId, base, name) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }
}
