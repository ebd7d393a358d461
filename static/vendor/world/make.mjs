// Makes world.svg (beside this file) and apps/reference/world.json from Natural Earth, as packed by world-atlas.
//
// For developers only; nothing of this runs on the site. In an empty folder, with this file copied into it:
//   npm install world-atlas@2.0.2 topojson-client@3.1.0 topojson-server@3.0.1 topojson-simplify@3.0.3 \
//               d3-geo@3.1.2 d3-geo-projection@4.0.0 polylabel@2.0.1
//   node make.mjs <the root of the repository>
// Then write the new sums into ../vendor.lock.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoContains, geoEqualEarth } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import polylabel from "polylabel";
import { feature, mergeArcs } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

const ROOT = process.argv[2];
const WIDTH = 1000;
const ROTATED = 11; // degrees: the map is cut at 169° W, in the Bering Strait, so that Eurasia is whole
const NORTH = 84, SOUTH = -57; // what is drawn; Antarctica is left out
const DETAIL = 3; // px²: a corner that adds less area than this is left out …
const FINER = 6; // … and so many times less where countries are small and readers look closely
const SMALLEST = 0.2; // px²: smaller islands are left out, unless they are all that a state has
const MAIN = 0.2; // of the largest part: what a state's box holds (Borneo and Sumatra, but not French Guiana)
const CLOSER = [[-25, 35, 50, 72], [-90, 9, -58, 24], [46, 35, 88, 56], [116, 4, 146, 46]]; // west, south, east, north

// Where the source has no area of its own for a code, or its largest island is far from the capital: [lon, lat].
const POINTS = {
  bq: [-68.27, 12.15], bv: [3.36, -54.42], cc: [96.83, -12.16], cx: [105.63, -10.45], gf: [-52.33, 4.94],
  gi: [-5.35, 36.14], gp: [-61.73, 16.0], ki: [172.98, 1.33], mq: [-61.07, 14.6], re: [55.45, -20.88],
  sj: [15.63, 78.22], tk: [-171.8, -9.2], tv: [179.2, -8.52], um: [166.65, 19.28], yt: [45.23, -12.78],
};
// Parts that the source draws on their own, and the state they are drawn with.
const JOINED = { "N. Cyprus": "cy", Somaliland: "so", "Ashmore and Cartier Is.": "au" };
const OWN = { Kosovo: "xk" };
const LEFT_OUT = ["Antarctica", "Indian Ocean Ter."];
const CRIMEA = [34.3, 45.3]; // a place in it; the source draws it with Russia, the UN (GA 68/262) with Ukraine

const require = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json")));
const countries = JSON.parse(readFileSync(`${ROOT}/fixtures/10_reference.json`))
  .filter((row) => row.model === "reference.country" && row.fields.iso2)
  .map(({ fields }) => ({ code: fields.iso2.toLowerCase(), number: fields.iso_num, name: fields.name_en }));
const codes = new Map(countries.filter(({ number }) => number).map(({ code, number }) => [number, code]));

// ---- which shapes belong to which code
const parts = new Map(); // code → geometries; "" is land without a code
for (const shape of atlas.objects.countries.geometries) {
  const { name } = shape.properties;
  if (LEFT_OUT.includes(name)) continue;
  const code = JOINED[name] ?? OWN[name] ?? codes.get(shape.id) ?? "";
  parts.set(code, [...(parts.get(code) ?? []), shape]);
}
const russia = parts.get("ru")[0];
const isCrimea = (arcs) =>
  geoContains(feature(atlas, { type: "Polygon", arcs }), CRIMEA);
const crimea = russia.arcs.filter(isCrimea);
if (crimea.length !== 1) throw new Error("Crimea is not one polygon of Russia any more");
russia.arcs = russia.arcs.filter((arcs) => !crimea.includes(arcs));
parts.get("ua").push({ type: "Polygon", arcs: crimea[0] });

const shapes = {
  type: "FeatureCollection",
  features: [...parts].map(([code, list]) => ({ ...feature(atlas, mergeArcs(atlas, list)), properties: { code } })),
};

// ---- project: a segment stays straight (precision 0), so that neighbours keep the same border
const projection = geoEqualEarth().rotate([-ROTATED, 0]).precision(0);
projection.fitWidth(WIDTH, { type: "Sphere" });
const [x] = projection.translate();
projection.translate([x, 0]);
projection.translate([x, -projection([ROTATED, NORTH])[1]]);
const height = Math.ceil(projection([ROTATED, SOUTH])[1]);
const flat = geoProject(shapes, projection);
const plane = topology({ areas: flat }, 1e6);

// ---- simplify, the borders that two share only once
const boxes = CLOSER.map(([west, south, east, north]) => [projection([west, north]), projection([east, south])]);
const isCloser = ([px, py]) =>
  boxes.some(([[x0, y0], [x1, y1]]) => px >= x0 && px <= x1 && py >= y0 && py <= y1);
const weight = (corner) => {
  const [[ax, ay], [bx, by], [cx, cy]] = corner;
  return (Math.abs((ax - cx) * (by - ay) - (ax - bx) * (cy - ay)) / 2) * (isCloser(corner[1]) ? FINER : 1);
};
const simple = simplify(presimplify(plane, weight), DETAIL);

// ---- rings: in fifths of a pixel (the smallest in tenths), without points that fall together
const areaOf = (ring) =>
  Math.abs(ring.reduce((sum, [px, py], i) => sum + px * ring[(i + 1) % ring.length][1] - py * ring[(i + 1) % ring.length][0], 0)) / 2;
const polygonsOf = ({ geometry: { type, coordinates } }) => (type === "Polygon" ? [coordinates] : coordinates);
const rounded = (ring, step = 2) => {
  const points = ring.map(([px, py]) => [Math.round((px * 10) / step) * step, Math.round((py * 10) / step) * step]);
  return points.filter(([px, py], i) => i && (px !== points[i - 1][0] || py !== points[i - 1][1]));
};
const text = (number) => String(number / 10).replace(/^(-?)0\./, "$1.");
const row = (numbers) => // no space where the next number shows by itself that it is one
  numbers.map(text).reduce((line, number) => {
    const isPlain = number.startsWith("-") || (number.startsWith(".") && /\.\d*$/.test(line));
    return line + (isPlain ? "" : " ") + number;
  });
const drawn = (ring) => {
  const steps = ring.slice(1).flatMap(([px, py], i) => [px - ring[i][0], py - ring[i][1]]);
  return `M${row(ring[0])}l${row(steps)}z`;
};
// How wide a name may be that stands in the middle of a point, within the outline.
const roomAt = ([px, py], ring) => {
  const crossings = ring.slice(1).flatMap(([bx, by], i) => {
    const [ax, ay] = ring[i];
    return ay > py !== by > py ? [ax + ((bx - ax) * (py - ay)) / (by - ay) - px] : [];
  });
  return 2 * Math.min(...crossings.map(Math.abs));
};
const one = (number) => Math.round(number * 10) / 10;

const paths = [], places = {};
const exact = new Map(flat.features.map((area) => [area.properties.code, polygonsOf(area)]));
for (const area of feature(simple, simple.objects.areas).features) {
  const { code } = area.properties;
  const bySize = (a, b) => areaOf(b[0]) - areaOf(a[0]);
  const original = exact.get(code).sort(bySize);
  let rings = polygonsOf(area).sort(bySize).flatMap((polygon, i) =>
    polygon.filter((ring) => areaOf(ring) >= SMALLEST || (i === 0 && ring === polygon[0])).map((ring) => rounded(ring)));
  rings = rings.filter((ring) => ring.length > 2);
  if (!rings.length) rings = [rounded(original[0][0], 1)].filter((ring) => ring.length > 2);
  if (rings.length) paths.push([code, rings.map(drawn).join("")]);
  if (!code) continue;
  const main = original.filter((polygon) => areaOf(polygon[0]) >= MAIN * areaOf(original[0][0]));
  const [px, py] = POINTS[code] ? projection(POINTS[code]) : polylabel(original[0], 0.1);
  const room = POINTS[code] ? 0 : roomAt([px, py], original[0][0]);
  const corners = POINTS[code] ? [[px, py]] : main.flatMap((polygon) => polygon[0]);
  const xs = corners.map((point) => point[0]), ys = corners.map((point) => point[1]);
  places[code] = [
    one(px), one(py), Math.round(original.reduce((sum, polygon) => sum + areaOf(polygon[0]), 0) * 100) / 100, one(room),
    ...[Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(one),
  ];
}
for (const [code, point] of Object.entries(POINTS)) {
  const [px, py] = projection(point).map(one);
  places[code] ??= [px, py, 0, 0, px, py, px, py];
}

// ---- the outline of what is drawn of the sphere
const edge = [];
for (let lat = NORTH; lat >= SOUTH; lat -= 3) edge.push(projection([ROTATED + 179.9999, lat]));
for (let lat = SOUTH; lat <= NORTH; lat += 3) edge.push(projection([ROTATED - 179.9999, lat]));
paths.sort(([a], [b]) => (a < b ? -1 : 1));
const still = 'vector-effect="non-scaling-stroke"';
const land = paths.map(([code, d]) => `<path${code ? ` id="${code}"` : ""} ${still} d="${d}"/>`);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}">
<path id="sphere" ${still} d="${drawn(rounded([...edge, edge[0]]))}"/>
<g id="land">
${land.join("\n")}
</g>
</svg>
`;
const lines = Object.keys(places).sort().map((code) => `    "${code}": [${places[code].join(", ")}]`);
const json = `{
  "about": "Made by static/vendor/world/make.mjs. Equal Earth; an area is its point, its size in px², the room for a name there, and the box of its main parts.",
  "width": ${WIDTH},
  "height": ${height},
  "rotated": ${ROTATED},
  "scale": ${projection.scale()},
  "translate": [${projection.translate().join(", ")}],
  "areas": {
${lines.join(",\n")}
  }
}
`;
writeFileSync(`${ROOT}/static/vendor/world/world.svg`, svg);
writeFileSync(`${ROOT}/apps/reference/world.json`, json);

// ---- what to look at afterwards
const points = paths.reduce((sum, [, d]) => sum + d.split(/[ -]/).length / 2, 0);
const nowhere = countries.filter(({ code }) => !places[code]).map(({ code, name }) => `${code} ${name}`);
const pathless = Object.keys(places).filter((code) => !paths.some(([drawnCode]) => drawnCode === code));
console.log(`${svg.length} bytes, about ${Math.round(points)} points, ${paths.length} paths, ${WIDTH} × ${height}`);
console.log(`without a path: ${pathless.join(" ")}\nnowhere: ${nowhere.join(", ")}`);
