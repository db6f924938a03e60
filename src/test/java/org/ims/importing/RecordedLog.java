package org.ims.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.springframework.beans.factory.BeanFactory;

/**
 * A real log of incidents, where there is one: the system property {@code ims.incidentLog} names
 * it. It is not the project's to ship.
 */
public final class RecordedLog {

  /** By the hours of which the log was written. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static final String LOG = System.getProperty("ims.incidentLog", "");

  /** So many incidents are tried; each takes about a second, so that a long log takes its time. */
  static final int MOST = Integer.getInteger("ims.incidentLog.incidents", 60);

  private RecordedLog() {}

  /** Whether somebody named a log. */
  static boolean isGiven() {
    return !LOG.isBlank();
  }

  /**
   * Imports the beginning of the log.
   *
   * @param folder in which a file may be written
   * @param most so many incidents
   * @return whether every row was taken
   */
  public static boolean importBeginning(BeanFactory beans, Path folder, int most) {
    Path file = folder.resolve("beginning.csv");
    write(file, most);
    return beans
        .getBean(ImportRun.class)
        .run(new ImportRequest(file, ZONE), Progress.on(System.out, false))
        .tookEverything();
  }

  /**
   * Writes the beginning of the log into a file of its own.
   *
   * @param most so many incidents
   * @return how many incidents it has
   */
  static int write(Path file, int most) {
    Set<String> numbers = new HashSet<>();
    try (CSVParser log = CSVParser.parse(Path.of(LOG), UTF_8, CSVFormat.DEFAULT);
        CSVPrinter part = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
      for (CSVRecord row : log) {
        boolean header = row.getRecordNumber() == 1;
        if (!header && numbers.size() == most && !numbers.contains(row.get(0))) {
          break;
        }
        if (!header) {
          numbers.add(row.get(0));
        }
        part.printRecord(row);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return numbers.size();
  }
}
