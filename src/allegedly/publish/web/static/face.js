// Everything reads without this file. It adds: theme, the moving slider, exact words of the cell in focus, printing, frames.
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

// As known at: letting go of the slider asks the server, which computes the assessment again from what was known.
$("#at")?.addEventListener("change", e => e.target.form.requestSubmit());

// Exact words of the cell under pointer or focus.
const said = $("#said");
function speak(c) {
  if (!said || !c.dataset.words) return;
  $$(".c.on").forEach(e => e.classList.remove("on"));
  c.classList.add("on");
  const quote = document.createElement("q");
  quote.textContent = c.dataset.words;
  said.children[0].replaceChildren(quote);
  said.children[1].textContent = c.dataset.who;
}
for (const type of ["focusin", "mouseover"]) $(".mx")?.addEventListener(type, e => { const c = e.target.closest("a.c"); if (c) speak(c); });

$("#print")?.addEventListener("click", () => print());
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
