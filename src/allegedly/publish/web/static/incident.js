// The incident reads and works without this file. It adds: the words of the slider, the page in place as it was known
// (by htmx where that was fetched), exact words of the cell in focus, printing. Listeners stand on the document, since
// parts of the page are replaced.
const one = (s, r = document) => r.querySelector(s), all = (s, r = document) => [...r.querySelectorAll(s)];

// As known at: the label follows the slider; letting go asks the server, which assesses again what was known then.
function label(at) {
  const end = at.value === at.max, given = new Date(new Date(at.dataset.start).getTime() + at.value * 60000);
  const how = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: at.dataset.zone };
  const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const told = end ? at.dataset.now : new Intl.DateTimeFormat(lang, how).format(given);
  one("#ato").textContent = told;
  at.setAttribute("aria-valuetext", told);
}
let waiting;
const slid = what => { try { return what ? sessionStorage.setItem("slid", what) : sessionStorage.getItem("slid"); } catch { return null; } };
document.addEventListener("input", e => {
  clearTimeout(waiting);
  if (e.target.id === "at") label(e.target);
});
document.addEventListener("change", e => {
  if (e.target.id !== "at" || window.htmx) return;
  const form = e.target.form;
  clearTimeout(waiting);
  waiting = setTimeout(() => { slid(location.pathname); form.requestSubmit(); }, 500);
});
if (slid() === location.pathname) { slid(" "); one("#at")?.focus({ preventScroll: true }); }

// Exact words of the cell under pointer or focus.
function speak(c) {
  const said = one("#said");
  if (!said || !c.dataset.words) return;
  all(".c.on").forEach(e => e.classList.remove("on"));
  c.classList.add("on");
  const quote = document.createElement("q");
  quote.textContent = c.dataset.words;
  quote.lang = c.dataset.lang;
  said.children[0].replaceChildren(quote);
  said.children[1].textContent = c.dataset.who;
  said.classList.add("on");
}
for (const type of ["focusin", "mouseover"]) document.addEventListener(type, e => { const c = e.target.closest?.(".mx a.c"); if (c) speak(c); });

// A link to a reason or to a folded row opens what hides it.
function reveal() {
  const id = decodeURIComponent(location.hash.slice(1)), target = id ? document.getElementById(id) : null;
  if (!target) return;
  for (let e = target; e; e = e.parentElement) if (e.matches("details")) e.open = true;
  const fold = target.closest("tbody.fold")?.previousElementSibling?.querySelector(".unfold");
  if (fold && !fold.checked) { fold.checked = true; target.scrollIntoView(); }
}
addEventListener("hashchange", reveal);
reveal();

// The map is fetched when it comes near the eye; the list below it has the same places.
const near = new IntersectionObserver(seen => seen.filter(s => s.isIntersecting).forEach(s => { near.unobserve(s.target); draw(s.target); }), { rootMargin: "400px" });
async function draw(box) {
  try {
    const [{ draw: drawn }, places] = await Promise.all([import("./map.js"), fetch(box.dataset.src).then(r => r.json())]);
    if (!places.features.length) throw new Error("no place has a point");
    (await drawn(box, { credit: box.dataset.credit, all: box.dataset.all }))(places);
  } catch { box.hidden = true; }
}

// Which way the names of the voices stick: below the bar with the slider, which may take two lines.
function stick() {
  const bar = one(".asof"), high = bar && getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  document.documentElement.style.setProperty("--stick", `${high}px`);
}
addEventListener("resize", stick);
function ready() {
  stick();
  const print = one("#print");
  if (print) print.hidden = false;
  all(".map[data-src]").forEach(box => { box.hidden = false; near.observe(box); });
}
document.addEventListener("click", e => { if (e.target.closest("#print")) print(); });
document.addEventListener("htmx:afterSettle", ready);
ready();
