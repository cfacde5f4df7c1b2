// The brief can be edited and downloaded without this file. It adds: moving a sentence, copying, and keeping the draft
// in this browser until the desk's own text is another.
const form = document.querySelector("#brief"), list = form.querySelector(".sents");
const rows = () => [...list.children];
const kept = `brief:${form.dataset.key}`;
const store = (get, value) => { try { return get ? localStorage.getItem(kept) : value === null ? localStorage.removeItem(kept) : localStorage.setItem(kept, value); } catch { return null; } };

function number() { rows().forEach((row, n) => { row.querySelector("[name^=place-]").value = n + 1; }); }
function state() {
  return rows().map(row => ({
    rests: row.querySelector("[name^=rests-]").value,
    text: row.querySelector("textarea").value,
    keep: row.querySelector("[type=checkbox]").checked,
  }));
}
// What the server will say of the words, said at once: they are the desk's, or they are marked.
const bare = text => text.trim().split(/\s+/).join(" ").replace(/\.+$/, "").trimEnd();
function mark() {
  rows().forEach(row => {
    row.querySelector(".reworded").hidden = row.dataset.own.split("\n").includes(bare(row.querySelector("textarea").value));
  });
}
function keep() {
  mark();
  store(false, JSON.stringify({ made: form.dataset.made, rows: rows().map(row => row.dataset.first), state: state() }));
  again.hidden = false;
}
function restore() {
  let draft = null;
  try { draft = JSON.parse(store(true)); } catch { /* not ours */ }
  if (!draft || draft.made !== form.dataset.made || draft.state?.length !== rows().length) return;
  const held = rows();
  draft.rows.forEach((first, n) => {
    const row = held[+first];
    if (!row || row.querySelector("[name^=rests-]").value !== draft.state[n].rests) return;
    row.querySelector("textarea").value = draft.state[n].text;
    row.querySelector("[type=checkbox]").checked = draft.state[n].keep;
    list.append(row);
  });
  number();
  again.hidden = false;
}

const again = document.querySelector("#again");
rows().forEach((row, n) => { row.dataset.first = n; row.querySelectorAll("[data-move]").forEach(b => { b.hidden = false; }); });
list.classList.add("live");
document.querySelectorAll(".plainly").forEach(b => { b.hidden = true; });
restore();
mark();

form.addEventListener("input", keep);
list.addEventListener("click", e => {
  const button = e.target.closest("[data-move]");
  if (!button) return;
  const row = button.closest("li"), up = button.dataset.move === "-1";
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (up) other.before(row); else other.after(row);
  number();
  keep();
  button.focus();
});
again.addEventListener("click", () => { store(false, null); location.href = `?${new URLSearchParams({ lang: form.elements.lang.value, at: form.elements.at.value, by: form.elements.by.value })}`; });

// Copying asks the server for the text, so that a copy is what a download is. The desk's page stays as it is.
const out = document.querySelector("#copied");
async function written(kind) {
  const given = new URLSearchParams(new FormData(form));
  given.set("form", kind);
  const answer = await fetch(form.action, { method: "POST", body: given });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}
async function copy(kind) {
  if (kind !== "html") return navigator.clipboard.writeText(await written(kind));
  const [html, plain] = [await written("html"), await written("txt")];
  const blob = (text, type) => new Blob([text], { type });
  return navigator.clipboard.write([new ClipboardItem({ "text/html": blob(html, "text/html"), "text/plain": blob(plain, "text/plain") })]);
}
document.querySelector(".copy").hidden = !navigator.clipboard;
document.querySelectorAll("[data-copy]").forEach(b => b.addEventListener("click", () => {
  copy(b.dataset.copy).then(() => { out.textContent = out.dataset.done; }, () => { out.textContent = out.dataset.failed; });
}));
