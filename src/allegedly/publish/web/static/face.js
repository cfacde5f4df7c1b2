// Everything reads without this file. It adds: theme, unfolding for print, frames, keys.
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];

const theme = $("#theme"), modes = ["auto", "light", "dark"];
const keep = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
function wear(mode) {
  if (mode === "auto") delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = mode;
  if (theme) theme.textContent = theme.dataset[mode];
}
wear(modes.includes(keep()) ? keep() : "auto");
theme?.addEventListener("click", () => {
  const next = modes[(modes.indexOf(document.documentElement.dataset.theme || "auto") + 1) % 3];
  wear(next);
  try { localStorage.setItem("theme", next); } catch { /* a private window keeps nothing */ }
});

// Printing unfolds everything.
addEventListener("beforeprint", () => $$("main details").forEach(d => d.open = true));

// Report: choosing a claim's number marks its spans and opens its frame.
function pick() {
  const id = decodeURIComponent(location.hash.slice(1)), frame = id ? document.getElementById(id) : null;
  if (!frame?.matches(".frames details")) return;
  $$(".read .on").forEach(e => e.classList.remove("on"));
  $$(`.read [data-c~="${CSS.escape(id)}"], .read .no[href="#${CSS.escape(id)}"]`).forEach(e => e.classList.add("on"));
  $$(".frames details").forEach(e => e.open = e === frame);
}
if ($(".frames")) { addEventListener("hashchange", pick); pick(); }
