package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FormKeysTest {

  @Test
  void onlyWhatAPersonCanEnterCounts() throws IOException {
    assertThat(
            FormKeys.of(
                new ObjectMapper()
                    .readTree(
                        """
                        {"components": [
                          {"type": "text", "text": "x"},
                          {"type": "textfield", "key": "title"},
                          {"type": "textarea", "key": "knownFacts", "disabled": true},
                          {"type": "number", "key": "cost", "readonly": true},
                          {"type": "datetime", "key": "noticedAt"},
                          {"type": "table", "dataSource": "=rows"},
                          {"type": "button", "key": "go"},
                          {"type": "image", "key": "picture"},
                          {"type": "textfield", "key": "person.name"},
                          {"type": "group", "components": [
                            {"type": "select", "key": "service"},
                            {"type": "group", "components": [
                              {"type": "taglist", "key": "attendees"}]}]},
                          {"type": "group", "path": "contact", "components": [
                            {"type": "textfield", "key": "mail"}]},
                          {"type": "group", "disabled": true, "components": [
                            {"type": "textfield", "key": "never"}]},
                          {"type": "dynamiclist", "path": "actions", "components": [
                            {"type": "textfield", "key": "what"}]}
                        ]}
                        """)))
        .containsExactly(
            "actions", "attendees", "contact", "cost", "noticedAt", "person", "service", "title");
  }
}
