// An invitation may bring its code behind the # of its address, which browsers send to nobody.
const code = document.querySelector("#invited [name=code]");
if (code && location.hash.length > 1) {
  code.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
