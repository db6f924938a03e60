/* Keeps an open status page as new as a freshly loaded one. The page is complete without it. */
(function () {
  "use strict";

  const live = document.getElementById("live");
  const note = document.getElementById("live-note");
  // Something between us and the server may keep a page for so long.
  const AGAIN_AFTER = 10000;
  // Where no connection is to be had, the page asks for itself now and then.
  const WITHOUT_CONNECTION = 60000;

  let source = null;
  let timer = null;
  let asking = false;
  let wanted = live.dataset.version;

  function say(key) {
    if (note.textContent !== note.dataset[key]) {
      note.textContent = note.dataset[key];
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
  }

  /** Takes over what is new and leaves the reader where they are. */
  function show(fresh) {
    const opened = Array.from(live.querySelectorAll("details[open]"), function (details) {
      return details.closest("article").getAttribute("aria-labelledby");
    });
    const held = live.contains(document.activeElement)
      ? document.activeElement.getAttribute("href")
      : null;
    live.replaceChildren(...document.importNode(fresh, true).childNodes);
    live.dataset.version = fresh.dataset.version;
    live.querySelectorAll("details").forEach(function (details) {
      details.open = opened.includes(details.closest("article").getAttribute("aria-labelledby"));
    });
    if (held) {
      const link = Array.from(live.querySelectorAll("a")).find(function (candidate) {
        return candidate.getAttribute("href") === held;
      });
      if (link) {
        link.focus({ preventScroll: true });
      }
    }
  }

  async function refresh() {
    if (asking) {
      return;
    }
    asking = true;
    try {
      const answer = await fetch(location.pathname, {
        headers: { Accept: "text/html" },
        cache: "no-cache",
        credentials: "same-origin"
      });
      const page = answer.ok
        ? new DOMParser().parseFromString(await answer.text(), "text/html")
        : null;
      const fresh = page && page.getElementById("live");
      if (!fresh) {
        // Signed out, or not for this reader any more: the server says what there is to see.
        if (answer.redirected || answer.status === 404 || answer.status === 401) {
          location.reload();
        } else {
          later(WITHOUT_CONNECTION);
        }
        return;
      }
      const before = live.dataset.version;
      show(fresh);
      if (live.dataset.version !== before) {
        note.textContent = "";
        say("new");
      }
      if (live.dataset.version !== wanted) {
        later(AGAIN_AFTER);
      }
    } catch (failure) {
      later(WITHOUT_CONNECTION);
    } finally {
      asking = false;
    }
  }

  function listen() {
    if (source || !window.EventSource) {
      return;
    }
    const events = new EventSource(live.dataset.events + "?since=" + live.dataset.version);
    source = events;
    events.addEventListener("open", function () {
      say("on");
    });
    events.addEventListener("status", function (event) {
      wanted = event.data;
      refresh();
    });
    events.addEventListener("error", function () {
      if (events.readyState === EventSource.CLOSED && source === events) {
        source = null;
        say("off");
        clearTimeout(timer);
        timer = setTimeout(function () {
          refresh();
          listen();
        }, WITHOUT_CONNECTION);
      }
    });
  }

  function pause() {
    if (source) {
      source.close();
      source = null;
    }
    clearTimeout(timer);
  }

  // A browser has few connections to a server; what nobody looks at needs none.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) {
      pause();
    } else {
      listen();
    }
  });
  window.addEventListener("pagehide", pause);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      listen();
    }
  });
  if (!document.hidden) {
    listen();
  }
})();
