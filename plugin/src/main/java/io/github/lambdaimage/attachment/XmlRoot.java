package io.github.lambdaimage.attachment;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The type of an XML document, by its first element. */
final class XmlRoot {

  private XmlRoot() {}

  /** The namespace of the first element; empty unless it is valid XML to its end. */
  static Optional<String> namespace(byte[] document) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    // Nothing is fetched or expanded that a document names.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        Optional<String> namespace = Optional.empty();
        boolean first = true;
        while (reader.hasNext()) {
          if (reader.next() == XMLStreamConstants.START_ELEMENT && first) {
            first = false;
            namespace = Optional.ofNullable(reader.getNamespaceURI());
          }
        }
        return namespace;
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      // Whatever it is, it is not a known one.
      return Optional.empty();
    }
  }
}
