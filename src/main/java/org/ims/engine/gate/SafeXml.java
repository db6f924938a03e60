package org.ims.engine.gate;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads XML that may have been made to do harm: no document type, hence no entities; no processing
 * instructions; nothing deeper, longer or more than the settings say.
 */
final class SafeXml extends DefaultHandler {

  private final String file;
  private final GateSettings limits;
  private Locator locator;
  private XmlElement root;
  private XmlElement open;
  private int depth;
  private int count;

  private SafeXml(String file, GateSettings limits) {
    this.file = file;
    this.limits = limits;
  }

  /**
   * The root element.
   *
   * @throws UnreadableException if it is no XML or is refused
   */
  static XmlElement read(String file, String text, GateSettings limits) {
    SafeXml handler = new SafeXml(file, limits);
    try {
      XMLReader reader = reader();
      reader.setContentHandler(handler);
      reader.setErrorHandler(handler);
      reader.setEntityResolver(handler);
      reader.parse(new InputSource(new StringReader(text)));
      return handler.root;
    } catch (SAXParseException e) {
      boolean type = String.valueOf(e.getMessage()).contains("DOCTYPE");
      throw new UnreadableException(
          type ? "xml-doctype" : "xml-broken",
          e.getLineNumber(),
          type
              ? "has a document type, which is not accepted"
              : "is no well-formed XML: " + Findings.quote(String.valueOf(e.getMessage())));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new UnreadableException(
          "xml-broken", 0, "cannot be read: " + Findings.quote(String.valueOf(e.getMessage())));
    }
  }

  private static XMLReader reader() throws ParserConfigurationException, SAXException {
    SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
    factory.setXIncludeAware(false);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    return factory.newSAXParser().getXMLReader();
  }

  @Override
  public void setDocumentLocator(Locator locator) {
    this.locator = locator;
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes) {
    if (++depth > limits.maxDepth()) {
      throw refused("xml-depth", "is more than %d elements deep", limits.maxDepth());
    }
    if (++count > limits.maxElements()) {
      throw refused("xml-size", "has more than %d elements", limits.maxElements());
    }
    List<XmlElement.Attribute> read = new ArrayList<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      if (attributes.getValue(i).length() > limits.maxText()) {
        throw refused("xml-size", "has an attribute longer than %d", limits.maxText());
      }
      read.add(
          new XmlElement.Attribute(
              attributes.getURI(i), attributes.getLocalName(i), attributes.getValue(i)));
    }
    open = new XmlElement(file, uri, localName, locator.getLineNumber(), open, read);
    if (root == null) {
      root = open;
    }
  }

  @Override
  public void endElement(String uri, String localName, String qName) {
    depth--;
    open = open.parent();
  }

  @Override
  public void characters(char[] characters, int start, int length) {
    if (open.textLength() + length > limits.maxText()) {
      throw refused("xml-size", "has a text longer than %d", limits.maxText());
    }
    open.append(characters, start, length);
  }

  @Override
  public void processingInstruction(String target, String data) {
    throw refused("xml-instruction", "has a processing instruction, which is not accepted");
  }

  @Override
  public InputSource resolveEntity(String publicId, String systemId) {
    throw refused("xml-doctype", "names something outside of itself");
  }

  @Override
  public void error(SAXParseException e) throws SAXException {
    throw e;
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }

  private UnreadableException refused(String rule, String reason, Object... details) {
    return new UnreadableException(
        rule, locator == null ? 0 : locator.getLineNumber(), reason.formatted(details));
  }
}
