// A map of GeoJSON points: each a link, with the area that its precision stands for. No request leaves this server.
const HERE = new URL("vendor/", import.meta.url).pathname;
const KM = 111.32; // kilometres in one degree of latitude
let ready;

function load() {
  return ready ??= new Promise((done, failed) => {
    const style = document.createElement("link"), script = document.createElement("script");
    style.rel = "stylesheet"; style.href = `${HERE}maplibre-gl.css`;
    script.src = `${HERE}maplibre-gl-csp.js`; script.onload = () => done(globalThis.maplibregl); script.onerror = failed;
    document.head.append(style, script);
  });
}

// The page's own colours, as the theme has them now.
function colour(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function circle([lon, lat], km) {
  const wide = km / KM / Math.max(Math.cos(lat * Math.PI / 180), 0.05), high = km / KM;
  const ring = Array.from({ length: 49 }, (_, n) => [lon + wide * Math.cos(n * Math.PI / 24), lat + high * Math.sin(n * Math.PI / 24)]);
  return { type: "Polygon", coordinates: [ring] };
}

function areas(features) {
  return { type: "FeatureCollection", features: features.map(f => ({
    type: "Feature", geometry: circle(f.geometry.coordinates, +f.properties.radius_km), properties: { wide: +f.properties.radius_km > 20 },
  })) };
}

// Diagonal lines, for areas that say no more than "somewhere here".
function hatch(rgb) {
  const size = 8, data = new Uint8Array(size * size * 4), [r, g, b] = rgb.match(/[\d.]+/g).map(Number);
  for (let n = 0; n < size * size; n++) if ((n % size + Math.floor(n / size)) % size < 1) data.set([r, g, b, 150], n * 4);
  return { width: size, height: size, data };
}

function style() {
  const files = kind => ({ type: "geojson", data: `${HERE}${kind}-50m.json` });
  return { version: 8, sources: { land: files("land"), borders: files("borders"), areas: { type: "geojson", data: areas([]) } }, layers: [
    { id: "sea", type: "background", paint: { "background-color": colour("--paper") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--sunk"), "fill-outline-color": colour("--edge") } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("--edge"), "line-width": 0.8, "line-dasharray": [3, 2] } },
    { id: "area", type: "fill", source: "areas", filter: ["!", ["get", "wide"]], paint: { "fill-color": colour("--ink"), "fill-opacity": 0.14 } },
    { id: "edge", type: "line", source: "areas", paint: { "line-color": colour("--ink-2"), "line-width": 1 } },
  ] };
}

function wear(map) {
  for (const [layer, property, name] of [["sea", "background-color", "--paper"], ["land", "fill-color", "--sunk"], ["land", "fill-outline-color", "--edge"],
    ["borders", "line-color", "--edge"], ["area", "fill-color", "--ink"], ["edge", "line-color", "--ink-2"]]) map.setPaintProperty(layer, property, colour(name));
  if (map.hasImage("hatch")) map.removeImage("hatch");
  map.addImage("hatch", hatch(colour("--ink-2")));
  if (!map.getLayer("hatched")) map.addLayer({ id: "hatched", type: "fill", source: "areas", filter: ["get", "wide"], paint: { "fill-pattern": "hatch" } }, "edge");
}

function link(feature, count, all) {
  const a = document.createElement("a"), p = feature.properties;
  a.className = `pt s${p.size || 1}`;
  a.href = p.href;
  a.title = count > 1 ? `${p.name}: ${all.replace("{n}", count)}` : p.label;
  a.setAttribute("aria-label", a.title);
  if (count > 1) { const b = document.createElement("b"); b.textContent = count; a.append(b); }
  return a;
}

// Draws a map into `box` and gives `show(collection)`, which puts other points on it. Rejects where no map can be drawn.
// Points at one place are one link, to `elsewhere(feature)`.
export async function draw(box, { credit = "", all = "{n}", elsewhere = f => f.properties.href } = {}) {
  const gl = await load();
  gl.setWorkerUrl(`${HERE}maplibre-gl-csp-worker.js`);
  const map = new gl.Map({ container: box, style: style(), center: [30, 48], zoom: 3, maxZoom: 10, attributionControl: false, cooperativeGestures: true, locale: JSON.parse(box.dataset.words || "{}"), dragRotate: false, fadeDuration: 0 });
  map.addControl(new gl.AttributionControl({ compact: true, customAttribution: credit }));
  // Shut until somebody asks: on a small map it would lie over the points.
  map.once("load", () => { const told = box.querySelector(".maplibregl-ctrl-attrib"); told?.classList.remove("maplibregl-compact-show"); told?.removeAttribute("open"); });
  map.addControl(new gl.NavigationControl({ showCompass: false }), "top-right");
  map.touchZoomRotate.disableRotation();
  await map.once("load");
  wear(map);
  new MutationObserver(() => wear(map)).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => wear(map));
  let markers = [], framed = "";
  return function show(collection) {
    const groups = new Map();
    for (const f of collection.features) { const key = f.geometry.coordinates.join(); groups.set(key, [...groups.get(key) || [], f]); }
    const focused = box.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    markers.forEach(m => m.remove());
    markers = [...groups.values()].map(group => {
      const first = group.reduce((a, b) => (b.properties.size || 1) > (a.properties.size || 1) ? b : a);
      const element = link(first, group.length, all);
      if (group.length > 1) element.href = elsewhere(first);
      return new gl.Marker({ element }).setLngLat(first.geometry.coordinates).addTo(map);
    });
    map.getSource("areas").setData(areas([...groups.values()].map(g => g.reduce((a, b) => +b.properties.radius_km > +a.properties.radius_km ? b : a))));
    if (focused) box.querySelector(`a.pt[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    const places = [...groups.keys()].sort().join(" ");
    if (places && places !== framed) {
      const bounds = new gl.LngLatBounds();
      for (const f of areas(collection.features).features) f.geometry.coordinates[0].forEach(point => bounds.extend(point));
      map.fitBounds(bounds, { padding: 24, maxZoom: 8, animate: false });
      framed = places;
    }
    box.dataset.points = markers.length;
  };
}
