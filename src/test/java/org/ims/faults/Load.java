package org.ims.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.ims.nodes.Node;
import org.ims.nodes.Reports;
import org.ims.security.Http;

/**
 * People who work whatever happens: they report incidents, and triage them. Most send a report
 * again, under the same key, until it is acknowledged; some give up. What they were told is kept.
 */
final class Load implements AutoCloseable {

  /** Reporters; each sends its next report when it has an answer and has paused. */
  private static final int REPORTERS = 3;

  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(400);

  /** Of so many, one gives up when there is no answer. */
  private static final int PATIENT = 5;

  /** Honest answers of a system in trouble, and of one in which somebody else was faster. */
  private static final Set<Integer> IN_TROUBLE = Set.of(503, 507, 409, 404);

  private static final AtomicInteger RUNS = new AtomicInteger();

  private final String run = "Drill " + RUNS.incrementAndGet() + " report ";
  private final List<Node> nodes;
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger triaged = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();
  private final AtomicLong slowestRefusal = new AtomicLong();
  private final List<Thread> people = new ArrayList<>();
  private volatile boolean over;
  private volatile long lastAcknowledged = System.nanoTime();

  private Load(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** Begins to work at these nodes. */
  static Load on(Node... nodes) {
    Load load = new Load(List.of(nodes));
    for (int reporter = 0; reporter < REPORTERS; reporter++) {
      int which = reporter;
      load.begin("reporter-" + reporter, () -> load.report(which));
    }
    load.begin("service-desk", load::triage);
    return load;
  }

  private void begin(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    people.add(thread);
  }

  /** For one person, since what it holds is not to be shared. */
  private List<Http> clients() {
    return nodes.stream().map(Drill::admin).toList();
  }

  private void report(int reporter) {
    List<Http> clients = clients();
    while (!over) {
      // At a node of one's own: else all would wait in the end for the one that stands still.
      int turn = reporter;
      int number = next.incrementAndGet();
      String title = run + number;
      boolean patient = number % PATIENT != 0;
      boolean done = send(title, clients.get(turn % clients.size()));
      while (!done && patient && !over) {
        LockSupport.parkNanos(PAUSE_AFTER_REFUSAL.toNanos());
        // To the next node, as a proxy would send them.
        turn++;
        done = send(title, clients.get(turn % clients.size()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean send(String title, Http client) {
    long begin = System.nanoTime();
    boolean taken = false;
    try {
      taken = heard(title, Reports.send(client.with("Idempotency-Key", title), title, "mail"));
    } catch (UncheckedIOException e) {
      count("none");
    }
    (taken ? slowest : slowestRefusal).accumulateAndGet(System.nanoTime() - begin, Math::max);
    return taken;
  }

  private boolean heard(String title, HttpResponse<String> answer) {
    count(String.valueOf(answer.statusCode()));
    if (answer.statusCode() / 100 == 2) {
      JsonNode body = answer.body().isEmpty() ? null : Http.json(answer);
      if (body == null || !body.path("number").asText().startsWith("INC-")) {
        wrong(answer.statusCode() + " without a number: " + answer.body());
        return false;
      }
      String number = body.get("number").asText();
      String before = acknowledged.put(title, number);
      if (before != null && !before.equals(number)) {
        wrong("%s was %s and is %s".formatted(title, before, number));
      }
      lastAcknowledged = System.nanoTime();
      return true;
    }
    if (!IN_TROUBLE.contains(answer.statusCode())) {
      wrong(answer.statusCode() + ": " + answer.body());
    }
    return false;
  }

  private void deskHeard(String what, HttpResponse<String> answer, int good) {
    if (answer.statusCode() != good && !IN_TROUBLE.contains(answer.statusCode())) {
      wrong("%s: %d %s".formatted(what, answer.statusCode(), answer.body()));
    }
  }

  private synchronized void count(String answer) {
    answers.merge(answer, 1, Integer::sum);
  }

  private synchronized void wrong(String what) {
    if (wrong.size() < 20) {
      wrong.add(what);
    }
  }

  /** Whoever is at the service desk takes what there is, at any node that answers. */
  private void triage() {
    List<Http> clients = clients();
    int turn = 0;
    while (!over) {
      Http desk = clients.get(turn++ % clients.size());
      try {
        HttpResponse<String> list =
            desk.get(
                "/engine-rest/task?taskDefinitionKey=UserTask_TriageIncident&unassigned=true&maxResults=5");
        deskHeard("list", list, 200);
        if (list.statusCode() == 200) {
          for (JsonNode task : Http.json(list)) {
            // What is not about this work is left to whoever reported it.
            if (task.get("name").asText().contains(run)) {
              triage(desk, task.get("id").asText());
            }
          }
        }
      } catch (UncheckedIOException e) {
        // It is down; so is the work.
        LockSupport.parkNanos(PAUSE_AFTER_REFUSAL.toNanos());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void triage(Http desk, String task) {
    HttpResponse<String> claimed =
        desk.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"admin\"}");
    deskHeard("claim", claimed, 204);
    if (claimed.statusCode() != 204) {
      return;
    }
    HttpResponse<String> done = Reports.triage(desk, task);
    deskHeard("triage", done, 204);
    if (done.statusCode() == 204) {
      triaged.incrementAndGet();
    }
  }

  /** Waits until somebody is told that a report is here, from now on. */
  Duration recovery(Duration most) {
    return recovery(System.nanoTime(), most);
  }

  /**
   * Waits until somebody is told that a report is here.
   *
   * @param since moment of {@link System#nanoTime()} after which that counts
   * @param most how long it may take from now
   * @return how long it took since then
   */
  Duration recovery(long since, Duration most) {
    long from = System.nanoTime();
    while (lastAcknowledged - since < 0) {
      if (System.nanoTime() - from > most.toNanos()) {
        throw new AssertionError("No report was taken for %s; answers %s".formatted(most, answers));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return Duration.ofNanos(lastAcknowledged - since);
  }

  /** Lets people work for a while. */
  void work(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** Begins to look at how long answers take. */
  void forgetTimes() {
    slowest.set(0);
    slowestRefusal.set(0);
  }

  /** Of an answer that takes a report. */
  Duration slowest() {
    return Duration.ofNanos(slowest.get());
  }

  /** Of any other answer, or of none. */
  Duration slowestRefusal() {
    return Duration.ofNanos(slowestRefusal.get());
  }

  /** Ends the work; patient people wait for the answer that they are owed. */
  @Override
  public void close() {
    over = true;
    for (Thread person : people) {
      try {
        person.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** How the titles of this run begin. */
  String run() {
    return run;
  }

  /** Numbers by title. */
  Map<String, String> acknowledged() {
    return acknowledged;
  }

  int triaged() {
    return triaged.get();
  }

  synchronized Map<String, Integer> answers() {
    return new TreeMap<>(answers);
  }

  /** Answers that nobody should get. */
  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }
}
