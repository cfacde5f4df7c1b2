const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];

// Review by keyboard: the pair in focus is decided by its own form's buttons, so nothing differs from a click.
const queue = $("#queue");
const noted = what => { try { return what ? sessionStorage.setItem("review", what) : sessionStorage.getItem("review"); } catch { return null; } };
if (queue) {
  const pairs = $$("article", queue), step = by => {
    const at = pairs.indexOf(document.activeElement?.closest?.("#queue article"));
    pairs[Math.max(0, Math.min(pairs.length - 1, at + by))]?.focus();
  };
  // Nothing is decided that nobody has looked at: without a pair in focus a key chooses the first one, and says so.
  const chosen = () => {
    const pair = document.activeElement?.closest?.("#queue article"), said = $("#keyed");
    said.textContent = pair || !pairs.length ? "" : said.dataset.first;
    if (!pair) pairs[0]?.focus();
    return pair;
  };
  const press = value => {
    const pair = chosen(), button = pair && $(`button[value="${value}"]`, pair);
    if (button) { noted("keyed"); button.form.requestSubmit(button); }
  };
  const open = n => { const pair = chosen(); if (pair) $$("a.open", pair)[n]?.click(); };
  const keys = {
    j: () => step(1), k: () => step(-1), m: () => press("merge"), n: () => press("apart"),
    1: () => open(0), 2: () => open(1),
    u: () => { const undo = $("#history details.decide"); if (undo) { undo.open = true; $("button", undo).focus(); } },
  };
  // Whoever decided by a key goes on by keys: the next pair is in focus when the page is there again.
  if (noted() === "keyed") addEventListener("load", () => requestAnimationFrame(() => { noted(" "); pairs[0]?.focus(); }));
  addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select")) return;
    const done = keys[e.key.toLowerCase()];
    if (done) { e.preventDefault(); done(); }
  });
}
