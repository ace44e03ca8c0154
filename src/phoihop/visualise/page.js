"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const byId = (id) => document.getElementById(id);
  const drawn = read("drawn");
  const facts = read("facts");
  const say = facts.say;
  const pairs = facts.kind === "agency-agency";
  const HEAD = 12; // room above the first row

  // ---- text: everything reaches the page as text, never as markup
  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  // As phoihop.spelling: lower case, tone marks of open oa, oe, uy on the first vowel; folded, also no diacritics.
  function marked(text) {
    return text.normalize("NFD").toLowerCase()
      .replace(/(?<!q)(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?!\p{L})/gu, "$1$3$2")
      .normalize("NFC");
  }
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+/g, "").toLowerCase()
      .replace(/đ/g, "d").replace(/\s+/g, " ").trim();
  }

  function day(value) {
    const parts = value.split("-");
    return facts.language === "vi" ? parts.reverse().join("/") : value;
  }
  function dateText(thing) {
    return thing.date ? thing.date.split(" / ").map(day).join(" / ") : say.no_date;
  }
  function termText(thing) {
    const [from, to] = thing.term;
    return from || to ? `${from ? day(from) : "?"} – ${to ? day(to) : "?"}` : say.no_term;
  }

  // ---- the picture
  // vis sets lines so tight that Vietnamese marks touch: it draws the cards, and the text is set below.
  const nodes = new vis.DataSet(drawn.nodes.map((node) => ({ ...node, label: " " })));
  const edges = new vis.DataSet(drawn.edges);
  const holder = byId("network");
  const network = new vis.Network(holder, { nodes, edges }, drawn.options);
  const first = new Map(drawn.nodes.map((node) => [node.id, node.y]));
  let bands = facts.bands.map((band) => ({ ...band, shift: 0, shown: true }));
  const pictureLeft = facts.lanes[0].left;
  const pictureRight = facts.lanes[facts.lanes.length - 1].right;
  let bottom = 0;

  const cardWidth = drawn.options.nodes.widthConstraint + 2 * drawn.options.nodes.margin;
  const own = (id) => id.replace(/#$/, ""); // a dot and its stem belong to their card
  const stems = new Set(drawn.edges.map((edge) => edge.id).filter((id) => id.endsWith("#")));

  function fitScale() {
    return Math.min(1.25, Math.max(0.3, (holder.clientWidth - 24) / (pictureRight - pictureLeft)));
  }
  function look(x, y, scale) {
    const half = holder.clientHeight / 2 / scale;
    const lowest = Math.max(bottom + HEAD - half, half - HEAD);
    network.moveTo({ position: { x, y: Math.min(Math.max(y, half - HEAD), lowest) }, scale, animation: false });
  }
  function lookTop() {
    look((pictureLeft + pictureRight) / 2, -1e9, fitScale());
  }
  function lookWhole() {
    const scale = Math.min(fitScale(), holder.clientHeight / (bottom + 2 * HEAD));
    look((pictureLeft + pictureRight) / 2, -1e9, Math.max(scale, 0.05));
  }
  function zoom(factor) {
    const at = network.getViewPosition();
    look(at.x, at.y, Math.min(3, Math.max(0.05, network.getScale() * factor)));
  }
  function pan(distance) {
    const before = network.getViewPosition();
    look(before.x, before.y + distance / network.getScale(), network.getScale());
    return Math.abs(network.getViewPosition().y - before.y) > 0.5;
  }
  function bringIntoView(ids) {
    const box = ids.map((id) => network.getBoundingBox(id)).filter(Boolean);
    if (!box.length) return;
    const middle = (Math.min(...box.map((b) => b.top)) + Math.max(...box.map((b) => b.bottom))) / 2;
    const half = holder.clientHeight / 2 / network.getScale();
    const at = network.getViewPosition();
    if (Math.abs(middle - at.y) > half * 0.7) look(at.x, middle, network.getScale());
  }

  network.on("beforeDrawing", (ctx) => {
    const font = drawn.options.nodes.font.face;
    facts.lanes.forEach((lane, number) => {
      ctx.fillStyle = number % 2 ? "#ffffff" : "#f8f9fb";
      ctx.fillRect(lane.left - 10, -HEAD, lane.right - lane.left + 20, bottom + 2 * HEAD);
    });
    for (const band of bands) {
      if (!band.shown) continue;
      let y = band.top + band.shift;
      if (band.heading) {
        ctx.fillStyle = "#111111";
        ctx.font = `700 17px ${font}`;
        ctx.fillText(band.heading, pictureLeft, y + 22);
        y += 40;
      }
      ctx.strokeStyle = "#c3c9d0";
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(pictureLeft - 10, y);
      ctx.lineTo(pictureRight + 10, y);
      ctx.stroke();
      ctx.fillStyle = "#4d5560";
      ctx.font = `600 13px ${font}`;
      ctx.fillText(band.label, pictureLeft, y + 18);
    }
  });
  const set = new Map(); // a card's text, broken into lines once
  function breakLines(ctx, text, width) {
    const lines = [];
    for (const word of text.split(" ")) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && ctx.measureText(longer).width <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }
  function setText(ctx, node, height) {
    for (let size = 14; ; size -= 1) {
      ctx.font = `${size}px ${drawn.options.nodes.font.face}`;
      const lines = breakLines(ctx, node.label, cardWidth - 18);
      const fits = lines.length * size * 1.3 <= height - 4 && lines.every((line) => ctx.measureText(line).width <= cardWidth - 12);
      if (fits || size <= 7) return { size, lines };
    }
  }
  function drawText(ctx) {
    ctx.fillStyle = drawn.options.nodes.font.color;
    ctx.textBaseline = "middle";
    ctx.direction = "ltr";
    for (const node of drawn.nodes) {
      if (node.shape !== "box" || nodes.get(node.id).hidden) continue;
      const box = network.getBoundingBox(node.id);
      if (!set.has(node.id)) set.set(node.id, setText(ctx, node, box.bottom - box.top));
      const { size, lines } = set.get(node.id);
      const middle = (box.top + box.bottom) / 2;
      ctx.font = `${size}px ${drawn.options.nodes.font.face}`;
      lines.forEach((line, number) => {
        ctx.fillText(line, node.x - cardWidth / 2 + 10, middle + (number - (lines.length - 1) / 2) * size * 1.3);
      });
    }
    ctx.textBaseline = "alphabetic";
  }
  const heads = facts.lanes.map((lane) => byId("lanes").appendChild(make("span", { textContent: lane.label, title: lane.label })));
  network.on("afterDrawing", (ctx) => {
    drawText(ctx);
    facts.lanes.forEach((lane, number) => {
      const left = network.canvasToDOM({ x: lane.left, y: 0 }).x;
      const right = network.canvasToDOM({ x: lane.right, y: 0 }).x;
      heads[number].style.left = `${left}px`;
      heads[number].style.width = `${right - left}px`;
    });
  });

  // ---- filters
  const state = { search: "", province: "", level: "", kind: "", year: "", select: "" };
  const compare = new Intl.Collator("vi").compare;
  const bodies = Object.values(facts.nodes).filter((node) => node.type === "agency");

  for (const [id, edge] of Object.entries(facts.edges)) {
    const ends = edge.bodies.map((body) => facts.nodes[body]);
    const words = [edge.programmeLabel, ...ends.flatMap((end) => [end.label, end.place, end.province, end.hostLabel]),
      ...edge.evidence.flatMap((item) => [item.source, item.publisher])].join(" \n ");
    Object.assign(edge, { id, ends, marked: marked(words), folded: fold(words) });
    for (const end of new Set([...edge.bodies, edge.programme])) {
      if (facts.nodes[end]) (facts.nodes[end].edges ??= []).push(id);
    }
  }
  for (const [id, node] of Object.entries(facts.nodes)) {
    const words = [node.label, node.place, node.province, node.hostLabel, node.territory].join(" \n ");
    Object.assign(node, { id, edges: node.edges ?? [], marked: marked(words), folded: fold(words) });
  }

  // A word typed with diacritics must be found with them, one without is found in any spelling.
  function matcher(text) {
    const words = text.split(/\s+/).filter(Boolean).map((word) => {
      const bare = fold(word);
      return bare === word.normalize("NFC").toLowerCase() ? ["folded", bare] : ["marked", marked(word)];
    });
    return (thing) => words.every(([form, word]) => thing[form].includes(word));
  }
  function yearMatches(thing) {
    if (!state.year) return true;
    if (state.year === "-") return !thing.years.length;
    return thing.years.length > 0 && thing.years[0] <= state.year && state.year <= thing.years[1];
  }
  function bodyMatches(node) {
    return (!state.province || node.province === state.province) && (!state.level || node.level === state.level)
      && (!state.kind || node.kind === state.kind);
  }

  function options(select, values, labels = {}) {
    select.append(make("option", { value: "", textContent: say.all }));
    for (const value of values) select.append(make("option", { value, textContent: labels[value] ?? value }));
  }
  const distinct = (values) => [...new Set(values.filter(Boolean))];
  options(byId("province"), distinct(bodies.map((body) => body.province)).sort(compare));
  options(byId("level"), distinct([...bodies].sort((a, b) => a.levelOrder - b.levelOrder).map((body) => body.level)));
  options(byId("kind"), distinct(bodies.map((body) => body.kind)).sort(compare));
  const years = distinct(Object.values(facts.edges).flatMap((edge) => edge.years)).sort();
  if (Object.values(facts.edges).some((edge) => !edge.years.length)) years.push("-");
  options(byId("year"), years, { "-": say.undated });

  let shownEdges = [];
  let shownNodes = [];
  function applyFilters() {
    const found = matcher(state.search);
    shownEdges = Object.values(facts.edges).filter((edge) => found(edge) && yearMatches(edge) && edge.ends.some(bodyMatches));
    const kept = new Set(shownEdges.flatMap((edge) => [...edge.bodies, edge.programme]));
    for (const node of Object.values(facts.nodes)) {
      // A body that signed alone has no line: it is shown by its own facts.
      if (!node.edges.length && !state.year && found(node) && (node.type !== "agency" || bodyMatches(node))) kept.add(node.id);
    }
    shownNodes = Object.values(facts.nodes).filter((node) => kept.has(node.id));
    stackBands(kept);
    const visible = new Set(shownEdges.map((edge) => edge.id));
    nodes.update(drawn.nodes.map((node) => {
      const band = bands[facts.nodes[own(node.id)].band];
      return { id: node.id, y: first.get(node.id) + band.shift, hidden: !kept.has(own(node.id)) };
    }));
    edges.update(drawn.edges.map(({ id }) => ({ id, hidden: !(stems.has(id) ? kept.has(own(id)) : visible.has(id)) })));
    for (const row of byId("rows").rows) row.hidden = !visible.has(row.dataset.id);
    byId("nothing").hidden = shownEdges.length > 0;
    byId("counts").textContent = say.counts.replace("{links}", shownEdges.length)
      .replace("{all}", Object.keys(facts.edges).length)
      .replace("{bodies}", shownNodes.filter((node) => node.type === "agency").length);
  }
  // Bands with nothing to show close up; a level's heading goes to its first band that is left.
  function stackBands(kept) {
    const filled = new Set(Object.values(facts.nodes).filter((node) => kept.has(node.id)).map((node) => node.band));
    let top = 0;
    let heading = "";
    bands = facts.bands.map((band, number) => {
      heading = band.level || heading;
      const shown = filled.has(number);
      const headed = shown && heading ? heading : "";
      // The room for the heading is in the layout where the level opens, and must be made where it does not.
      const room = (headed ? 40 : 0) - (band.level ? 40 : 0);
      const placed = { ...band, shown, heading: headed, shift: top + room - band.top };
      if (headed) placed.top = band.top - room;
      if (shown) {
        top += band.bottom - band.top + room + 18;
        heading = "";
      }
      return placed;
    });
    bottom = Math.max(0, top - 18);
  }

  // ---- the panel
  const panel = byId("panel");
  function list(entries) {
    const box = make("dl");
    for (const [name, value] of entries) {
      if (value === "" || value === null || value === undefined) continue;
      box.append(make("dt", { textContent: name }), make("dd", {}, value));
    }
    return box;
  }
  function jump(id, text) {
    const button = make("button", { type: "button", className: "jump", textContent: text });
    button.addEventListener("click", () => select(id, true));
    return make("li", {}, button);
  }
  function jumps(title, entries) {
    if (!entries.length) return [];
    return [make("h3", { textContent: title }), make("ul", {}, ...entries.map(([id, text]) => jump(id, text)))];
  }
  const standing = (edge) => make("span", { className: edge.standing === "stated" ? "" : "weak", textContent: say[edge.standing] });
  const labelOf = (id) => facts.nodes[id]?.label ?? id;

  function evidenceOf(edge) {
    const boxes = new Map();
    for (const item of edge.evidence) {
      const key = JSON.stringify([item.source, item.note]);
      if (!boxes.has(key)) boxes.set(key, { ...item, spans: [] });
      const span = item.start === "" ? "" : `${item.start}–${item.end}`;
      if (span && !boxes.get(key).spans.includes(span)) boxes.get(key).spans.push(span);
    }
    return [...boxes.values()].map((item) => make("div", { className: "evidence" },
      make("p", {}, make("strong", { textContent: item.source }), item.publisher ? ` · ${item.publisher}` : ""),
      make("p", { textContent: item.label }),
      make("p", {}, addressOf(item)),
      item.spans.length ? make("p", { className: "quiet", textContent: `${say.span} ${item.spans.join(", ")}` }) : null,
      item.note ? make("p", {}, make("span", { className: "quiet", textContent: `${say.note}: ` }), item.note) : null));
  }
  function addressOf(item) {
    if (!item.address) return make("span", { className: "quiet", textContent: say.no_address });
    if (!/^https?:\/\//i.test(item.address)) return item.address;
    return make("a", { href: item.address, textContent: item.address, target: "_blank", rel: "noopener noreferrer" });
  }
  function showEdge(edge) {
    const title = edge.bodies.map(labelOf).join(" — ");
    const leads = pairs ? edge.lead.map(labelOf).join(", ") : say[edge.role];
    panel.replaceChildren(make("h2", { textContent: title }), list([
      [say.programme, edge.programmeLabel],
      [pairs ? say.lead : say.role, leads],
      [say.date, dateText(edge)],
      [say.how_known, edge.howKnown],
      [say.term, termText(edge)],
      [say.standing, standing(edge)],
    ]), make("h3", { textContent: say.evidence }), ...evidenceOf(edge),
    ...jumps(say.agency, [...edge.bodies, edge.programme].filter((id) => facts.nodes[id]).map((id) => [id, labelOf(id)])));
  }
  function showNode(node) {
    const linked = node.edges.map((id) => facts.edges[id]);
    const mark = (edge) => (edge.role === "lead" && !pairs ? ` (${say.lead})` : "") + (edge.standing === "stated" ? "" : ` (${say.weaker})`);
    if (node.type === "programme") {
      panel.replaceChildren(make("h2", { textContent: node.label }), list([
        [say.territory, node.territory], [say.date, dateText(node)], [say.how_known, node.howKnown],
        [say.term, termText(node)], [say.iri, node.iri],
      ]), ...jumps(say.signatories, linked.map((edge) => [edge.id, labelOf(edge.bodies[0]) + mark(edge)])));
      return;
    }
    const other = (edge) => edge.bodies.find((id) => id !== node.id) ?? node.id;
    const entries = linked.map((edge) => [edge.id, (pairs ? `${labelOf(other(edge))} · ${dateText(edge)}` : edge.programmeLabel) + mark(edge)]);
    panel.replaceChildren(make("h2", { textContent: node.label }), list([
      [say.kind, node.kind], [say.level, node.level],
      [say.place, node.province && node.province !== node.place ? `${node.place} (${node.province})` : node.place],
      [say.host, node.hostLabel], [say.iri, node.iri],
    ]), ...jumps(pairs ? say.partners : say.programmes, entries));
  }

  // ---- choosing
  function select(id, move) {
    const edge = facts.edges[id];
    const node = facts.nodes[id];
    state.select = edge || node ? id : "";
    network.unselectAll();
    for (const row of byId("rows").rows) row.classList.toggle("chosen", row.dataset.id === id);
    if (edge) {
      network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
      showEdge(edge);
      if (move) bringIntoView(edge.bodies);
    } else if (node) {
      const lines = stems.has(`${id}#`) ? [...node.edges, `${id}#`] : node.edges;
      network.setSelection({ nodes: [id], edges: lines }, { highlightEdges: false });
      showNode(node);
      if (move) bringIntoView([id]);
    } else {
      panel.replaceChildren(make("p", { className: "quiet", textContent: say.hint }));
    }
    remember();
  }
  network.on("click", (event) => {
    select(own(event.nodes[0] ?? event.edges[0] ?? ""), false);
  });

  // ---- the table
  function fillTable() {
    const columns = pairs ? [say.first, say.second, say.programme] : [say.agency, say.programme, say.role];
    for (const name of [...columns, say.date, say.level, say.province, say.standing, say.evidence, ""]) {
      byId("heads").append(make("th", { scope: "col", textContent: name }));
    }
    const order = Object.values(facts.edges).map((edge) => ({ edge, band: edge.ends[0].band }));
    order.sort((a, b) => a.band - b.band || compare(a.edge.programmeLabel, b.edge.programmeLabel)
      || compare(a.edge.ends[0].label, b.edge.ends[0].label));
    for (const { edge } of order) {
      const show = make("button", { type: "button", textContent: say.show });
      show.setAttribute("aria-label", `${say.show}: ${edge.bodies.map(labelOf).join(" — ")}`);
      show.addEventListener("click", () => {
        select(edge.id, true);
        byId("picture").scrollIntoView({ block: "nearest" });
        panel.focus({ preventScroll: true });
      });
      const cells = pairs ? [...edge.bodies.map(labelOf), edge.programmeLabel] : [labelOf(edge.bodies[0]), edge.programmeLabel, say[edge.role]];
      const row = make("tr", {}, ...cells.map((text) => make("td", { textContent: text })),
        make("td", { textContent: dateText(edge), className: "date" }),
        make("td", { textContent: distinct(edge.ends.map((end) => end.level)).join(", ") }),
        make("td", { textContent: distinct(edge.ends.map((end) => end.province)).join(", ") }),
        make("td", { textContent: say[edge.standing] }),
        make("td", { textContent: distinct(edge.evidence.map((item) => item.source)).join(", ") }),
        make("td", {}, show));
      row.dataset.id = edge.id;
      byId("rows").append(row);
    }
  }

  // ---- links that can be shared: #search=dien+bien&select=…
  function remember() {
    const kept = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    try {
      history.replaceState(null, "", kept.size ? `#${kept}` : "#");
    } catch {
      // Inside a notebook's frame there is no address to change.
    }
  }
  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const name of Object.keys(state)) state[name] = asked.get(name) ?? "";
    for (const name of ["search", "province", "level", "kind", "year"]) {
      byId(name).value = state[name];
      state[name] = byId(name).value; // a choice that does not exist is none
    }
    applyFilters();
    lookTop();
    select(state.select, true);
  }

  // ---- hands
  for (const name of ["search", "province", "level", "kind", "year"]) {
    byId(name).addEventListener("input", () => {
      state[name] = byId(name).value;
      applyFilters();
      lookTop();
      remember();
    });
  }
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", () => {
    location.hash = "";
    recall();
  });
  byId("larger").addEventListener("click", () => zoom(1.25));
  byId("smaller").addEventListener("click", () => zoom(0.8));
  byId("whole").addEventListener("click", lookWhole);
  holder.addEventListener("wheel", (event) => {
    const moved = event.ctrlKey ? (zoom(event.deltaY < 0 ? 1.1 : 0.9), true) : pan(event.deltaY);
    if (moved) event.preventDefault(); // at either end the page itself scrolls on
  }, { passive: false });

  function step(by) {
    const places = network.getPositions();
    const order = shownNodes.map((node) => node.id)
      .sort((a, b) => facts.nodes[a].band - facts.nodes[b].band || places[a].x - places[b].x || places[a].y - places[b].y);
    if (!order.length) return;
    const at = order.indexOf(state.select);
    select(order[(at + by + order.length + (at < 0 && by < 0 ? 1 : 0)) % order.length], true);
  }
  let around = "";
  function stepEdge(by) {
    const edge = facts.edges[state.select];
    if (!edge && facts.nodes[state.select]) around = state.select;
    const order = facts.nodes[around]?.edges.filter((id) => shownEdges.includes(facts.edges[id])) ?? [];
    if (!order.length) return;
    const at = edge ? order.indexOf(state.select) : by > 0 ? -1 : 0;
    select(order[(at + by + order.length) % order.length], true);
  }
  const keys = {
    ArrowDown: () => step(1), ArrowUp: () => step(-1), ArrowRight: () => stepEdge(1), ArrowLeft: () => stepEdge(-1),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), Home: lookTop, Escape: () => select("", false),
    PageDown: () => pan(holder.clientHeight * 0.8), PageUp: () => pan(-holder.clientHeight * 0.8),
  };
  holder.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  window.addEventListener("hashchange", recall);
  new ResizeObserver(() => {
    const top = network.getViewPosition().y - holder.clientHeight / 2 / network.getScale();
    network.setSize("100%", "100%"); // changes the scale, so look before it is drawn
    look((pictureLeft + pictureRight) / 2, top + holder.clientHeight / 2 / fitScale(), fitScale());
    network.redraw();
  }).observe(holder);

  if (facts.notice) {
    byId("notice").textContent = facts.notice;
    byId("notice").hidden = false;
  }
  fillTable();
  recall();
})();
