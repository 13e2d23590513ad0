package org.gradus.report;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The published schemas that reports keep to. */
final class Schemas {

  static final JsonSchema REPORT = json(VersionFlag.V202012, "docs/schema/report.schema.json");
  static final JsonSchema SARIF = json(VersionFlag.V4, "src/test/resources/schema/sarif-2.1.0-rtm.5.json");

  private Schemas() {}

  private static JsonSchema json(VersionFlag draft, String file) {
    try {
      return JsonSchemaFactory.getInstance(draft).getSchema(Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> errors(JsonSchema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(ValidationMessage::getMessage).toList();
  }

  static List<String> junitErrors(String xml) throws IOException {
    try {
      SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(Path.of("src/test/resources/schema/junit.xsd").toFile())
          .newValidator().validate(new StreamSource(new StringReader(xml)));
      return List.of();
    } catch (SAXException e) {
      return List.of(e.getMessage());
    }
  }
}
