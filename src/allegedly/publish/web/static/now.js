// Now reads and filters without this file. It adds: live changes with a pause, ages that go on, the map.
import { draw } from "./map.js";
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];

// Live: the server says that something changed, htmx asks for the list again.
const pause = $("#pause"), lost = $("#lost");
let waiting = false;
const paused = () => pause?.getAttribute("aria-pressed") === "true";
if (globalThis.htmx) {
  $$(".onlyjs").forEach(e => e.hidden = false);
  document.body.addEventListener("htmx:beforeRequest", e => { if (paused()) { e.preventDefault(); waiting = true; } });
  document.body.addEventListener("htmx:sseOpen", () => lost.hidden = true);
  document.body.addEventListener("htmx:sseError", gone);
  document.body.addEventListener("htmx:sendError", gone);
  document.body.addEventListener("htmx:afterSwap", renewed);
  pause?.addEventListener("click", () => {
    pause.setAttribute("aria-pressed", !paused());
    if (!paused() && waiting) globalThis.htmx.trigger("#list", "sse:changed");
    waiting = false;
  });
}
function gone() {
  $("#known").textContent = $("#list").dataset.known;
  lost.hidden = false;
}
function renewed() {
  ages();
  show?.(points());
}

// Ages, told anew each minute in the page's language: whole units that have passed, as the server counts them.
const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always", style: "short" });
const STEPS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];
function ages() {
  for (const time of $$("#list time")) {
    const past = (Date.now() - Date.parse(time.dateTime)) / 1000, step = STEPS.find(([, s]) => past >= 2 * s) || STEPS.at(-1);
    $(".age", time).textContent = words.format(-Math.max(1, Math.floor(past / step[1])), step[0]);
  }
}
ages();
setInterval(ages, 60_000);

// The map shows the rows of the list that have a place. It is fetched when the page itself stands.
const box = $("#map");
let show = null;
function points() {
  return { type: "FeatureCollection", features: $$("#list tr[data-lat]").map(row => {
    const title = $("a.t", row), d = row.dataset;
    return { type: "Feature", geometry: { type: "Point", coordinates: [+d.lon, +d.lat] },
      properties: { href: title.getAttribute("href"), label: `${title.textContent} (${d.name})`, name: d.name, place: d.place, radius_km: +d.radius, size: +d.size } };
  }) };
}
function place(feature) {
  const asked = new URLSearchParams(location.search);
  for (const name of ["after", "seen", "looked"]) asked.delete(name);
  asked.set("place", feature.properties.place);
  return `/?${asked}`;
}
async function chart() {
  if (!points().features.length) return;
  $("#where").hidden = false;
  try {
    show = await draw(box, { credit: box.dataset.credit, all: box.dataset.all, elsewhere: place });
    show(points());
  } catch { box.hidden = true; $("#nomap").hidden = false; }
}
if (box) (globalThis.requestIdleCallback || setTimeout)(chart);
