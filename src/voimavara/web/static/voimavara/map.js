// The map of the property: Leaflet draws what the page's list says. Without it the page shows a picture.
(() => {
  "use strict";
  const WIDTHS = { good: 3, fair: 4, weak: 5, poor: 6.5, unknown: 3 };
  const DASHES = { fair: "8 3", weak: "5 4", unknown: "1 6" };
  const MANY = 1500; // so many objects are drawn on a canvas, and places as plain dots

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const SVG = "http://www.w3.org/2000/svg";

  function told(one) {
    const box = document.createElement("div");
    const link = document.createElement("a");
    link.href = one.to;
    link.textContent = one.name;
    const said = document.createElement("p");
    said.textContent = one.said;
    box.append(link, said);
    return box;
  }

  function symbol(one) {
    const svg = document.createElementNS(SVG, "svg");
    const use = document.createElementNS(SVG, "use");
    svg.setAttribute("class", `grade g-${one.grade}`);
    use.setAttribute("href", `#g-${one.grade}`);
    svg.append(use);
    return L.divIcon({ className: "mark", html: svg, iconSize: [one.size, one.size] });
  }

  function drawn(one, many) {
    const look = () => ({ color: colour(`--grade-${one.grade}`), weight: WIDTHS[one.grade], dashArray: DASHES[one.grade] });
    if (one.at.length > 1) return Object.assign(L.polyline(one.at, look()), { look });
    if (many) {
      const dot = () => ({ radius: one.size / 3, color: colour(`--grade-${one.grade}`), fillOpacity: 0.9, weight: 1 });
      return Object.assign(L.circleMarker(one.at[0], dot()), { look: dot });
    }
    return L.marker(one.at[0], { icon: symbol(one), keyboard: false });
  }

  const edge = () => ({ color: colour("--ink-2"), weight: 1.5, dashArray: "6 4", fill: false, interactive: false });

  function show(box, data) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const many = data.objects.length > MANY;
    box.replaceChildren();
    const map = L.map(box, {
      zoomControl: false, zoomSnap: 0.25, attributionControl: Boolean(data.tiles), scrollWheelZoom: false, preferCanvas: many,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
    });
    L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
    if (data.tiles) {
      const by = document.createElement("span");
      by.textContent = data.tiles.by;
      map.attributionControl.setPrefix(false).addAttribution(by.innerHTML);
      L.tileLayer(data.tiles.url, { maxZoom: 19 }).addTo(map);
    }
    const layers = [];
    if (data.border.length) layers.push(Object.assign(L.polygon(data.border, edge()), { look: edge }));
    for (const one of data.objects) layers.push(drawn(one, many).bindPopup(() => told(one)));
    L.featureGroup(layers).addTo(map);
    const placed = layers.filter((layer) => layer.getPopup());
    const seen = L.featureGroup(placed.length ? placed : layers).getBounds();
    if (layers.length) map.fitBounds(seen, { padding: [24, 24], maxZoom: 16, animate: false });
    else map.setView([61.2, 26.03], 11);
    map.on("popupopen", ({ popup }) => {
      popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", box.dataset.close);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      for (const layer of layers) if (layer.look) layer.setStyle(layer.look());
    });
  }

  async function load() {
    const found = document.getElementById("found");
    const box = found.querySelector(".map");
    if (!box) return; // none of the objects asked for has a place
    const answer = await fetch(found.dataset.map);
    if (answer.ok && box.isConnected) show(box, await answer.json());
  }

  load();
  document.addEventListener("htmx:afterSettle", load);
})();
