package org.ims.triage;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the open incidents that a report may be about, the most similar first. Written in SQL,
 * because trigrams and full text are PostgreSQL's. A child and a duplicate speak for the incident
 * that carries on.
 */
@Component
class SimilarIncidents {

  /** Shorter words say nothing of what a report is about. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{4,}");

  /** A long description is full of words that every other one has too. */
  private static final int MOST_WORDS = 20;

  /**
   * Trigrams bear typing errors and another order of words; whole words find what a title leaves to
   * the description; service and category tell apart what sounds alike.
   */
  private static final String SQL =
      """
      select number, title, service, state from (
        select t.number, t.title, coalesce(t.affected_service, t.reported_service) as service,
          t.state, t.recorded_at,
          max(
            0.6 * similarity(i.title, :title)
            + 0.3 * (
              select count(*) from unnest(string_to_array(:words, ' ')) as word
              where i.search @@ to_tsquery('simple', word || ':*'))
              / greatest(1, cardinality(string_to_array(:words, ' ')))
            + case when coalesce(i.affected_service, i.reported_service) = :service
                then 0.2 else 0 end
            + case when i.category = :category then 0.1 else 0 end) as likeness
        from incident i
        join incident t on t.number = coalesce(
          i.parent, case when i.state = 'DUPLICATE' then i.duplicate_of end, i.number)
        where i.number <> :number and t.number <> :number
          and t.state not in ('CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED')
          and i.drill = :drill and t.drill = :drill
          and (not i.restricted or i.team = :team) and (not t.restricted or t.team = :team)
        group by t.number) as candidates
      where likeness >= :from
      order by likeness desc, recorded_at desc, number desc
      limit :most
      """;

  private final JdbcClient jdbc;
  private final TriageSettings settings;

  SimilarIncidents(JdbcClient jdbc, TriageSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /**
   * @param team who reads the answer: restricted incidents of others are not in it
   */
  @Transactional(readOnly = true)
  List<SimilarIncident> to(Incident incident, String team) {
    return jdbc.sql(SQL)
        .param("number", incident.number())
        .param("title", incident.report().title())
        .param("words", words(incident))
        .param("service", incident.service())
        .param("category", category(incident))
        .param("team", team)
        .param("drill", incident.isDrill())
        .param("from", settings.similarFrom())
        .param("most", settings.similarMost())
        .query(
            (row, at) ->
                new SimilarIncident(
                    row.getString("number"),
                    row.getString("title"),
                    row.getString("service"),
                    IncidentState.valueOf(row.getString("state"))))
        .list();
  }

  /** Before triage has classified it, only a suspicion of the reporter is known. */
  private static String category(Incident incident) {
    if (incident.classification() != null) {
      return incident.classification().category().name();
    }
    return incident.concernsSecurity() ? "SECURITY" : "";
  }

  /** Letters and digits only, so that nothing in them is an operator of the search. */
  private static String words(Incident incident) {
    String text = incident.report().title() + " " + incident.report().description();
    return String.join(
        " ",
        WORD.matcher(text.toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .distinct()
            .limit(MOST_WORDS)
            .toList());
  }
}
