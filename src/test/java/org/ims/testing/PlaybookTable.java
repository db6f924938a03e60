package org.ims.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The table PlaybookDecision, as a process owner changes it. */
public final class PlaybookTable {

  private static final Path TABLE = Path.of("processes/response/PlaybookDecision.dmn");

  private PlaybookTable() {}

  /** With one more row, for each subcategory that names power. */
  public static String withRowFor(String playbook) throws IOException {
    String table = Files.readString(TABLE);
    int last = table.indexOf("    </decisionTable>");
    return table.substring(0, last)
        + """
              <rule id="Rule_Playbook_PowerCut">
                <inputEntry id="Power_Category"><text></text></inputEntry>
                <inputEntry id="Power_Subcategory"><text>contains(lower case(?), "power")</text></inputEntry>
                <inputEntry id="Power_ServiceState"><text></text></inputEntry>
                <inputEntry id="Power_DataClass"><text></text></inputEntry>
                <inputEntry id="Power_DataExposure"><text></text></inputEntry>
                <inputEntry id="Power_PeopleAtRisk"><text></text></inputEntry>
                <outputEntry id="Power_Playbook"><text>"%s"</text></outputEntry>
                <outputEntry id="Power_Because"><text>"The power is gone."</text></outputEntry>
              </rule>
        """
            .formatted(playbook)
        + table.substring(last);
  }
}
