const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];

// Review by keyboard: the pair in focus is decided by its own form's buttons, so nothing differs from a click.
const queue = $("#queue");
if (queue) {
  const pairs = $$("article", queue), step = by => {
    const at = pairs.indexOf(document.activeElement?.closest?.("#queue article"));
    pairs[Math.max(0, Math.min(pairs.length - 1, at + by))]?.focus();
  };
  const press = value => {
    const pair = document.activeElement?.closest?.("#queue article"), button = pair && $(`button[value="${value}"]`, pair);
    if (button) button.form.requestSubmit(button);
  };
  const keys = {
    j: () => step(1), k: () => step(-1), m: () => press("merge"), n: () => press("apart"),
    1: () => $$("a.open", document.activeElement)[0]?.click(), 2: () => $$("a.open", document.activeElement)[1]?.click(),
    u: () => { const undo = $("#history details.decide"); if (undo) { undo.open = true; $("button", undo).focus(); } },
  };
  addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select")) return;
    const done = keys[e.key.toLowerCase()];
    if (done) { e.preventDefault(); done(); }
  });
}
