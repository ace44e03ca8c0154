"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const byId = (id) => document.getElementById(id);
  const drawn = read("drawn");
  const facts = read("facts");
  const say = facts.say;
  const pairs = facts.kind === "agency-agency";
  const { fold, marked, matcher } = Spelling;
  const known = (map, id) => (Object.hasOwn(map, id) ? map[id] : undefined);

  // ---- text: everything reaches the page as text, never as markup
  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
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

  const holder = byId("network");
  const heads = facts.lanes.map((lane) => make("span", { textContent: lane.label, title: lane.label }));
  byId("lanes").append(...heads);
  const picture = drawPicture(drawn, facts, holder, heads);

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
      if (known(facts.nodes, end)) (facts.nodes[end].edges ??= []).push(id);
    }
  }
  for (const [id, node] of Object.entries(facts.nodes)) {
    const words = [node.label, node.place, node.province, node.hostLabel, node.territory].join(" \n ");
    Object.assign(node, { id, edges: node.edges ?? [], marked: marked(words), folded: fold(words) });
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
    const visible = new Set(shownEdges.map((edge) => edge.id));
    picture.show(kept, visible);
    for (const row of byId("rows").rows) row.hidden = !visible.has(row.dataset.id);
    byId("nothing").hidden = shownEdges.length > 0;
    byId("counts").textContent = say.counts.replace("{links}", shownEdges.length)
      .replace("{all}", Object.keys(facts.edges).length)
      .replace("{bodies}", shownNodes.filter((node) => node.type === "agency").length);
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
  const labelOf = (id) => known(facts.nodes, id)?.label ?? id;

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
      [say.agreed, edge.programmeLabel],
      [pairs ? say.lead_body : say.role, leads],
      [say.date, dateText(edge)],
      [say.how_known, edge.howKnown],
      [say.term, termText(edge)],
      [say.standing, standing(edge)],
    ]), make("h3", { textContent: say.evidence }), ...evidenceOf(edge),
    ...jumps(say.agency, [...edge.bodies, edge.programme].filter((id) => known(facts.nodes, id)).map((id) => [id, labelOf(id)])));
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
    const edge = known(facts.edges, id);
    const node = known(facts.nodes, id);
    state.select = edge || node ? id : "";
    for (const row of byId("rows").rows) row.classList.toggle("chosen", row.dataset.id === id);
    picture.choose(node ? [id] : [], edge ? [id] : node?.edges ?? []);
    if (edge) showEdge(edge);
    else if (node) showNode(node);
    else panel.replaceChildren(make("p", { className: "quiet", textContent: say.hint }));
    if (move) picture.bringIntoView(edge?.bodies ?? (node ? [id] : []));
    remember();
  }
  picture.onClick((id) => select(id, false));

  // ---- the table
  function fillTable() {
    const columns = pairs ? [say.first, say.second, say.agreed] : [say.agency, say.agreed, say.role];
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
    picture.lookTop();
    select(state.select, true);
  }

  // ---- hands
  for (const name of ["search", "province", "level", "kind", "year"]) {
    byId(name).addEventListener("input", () => {
      state[name] = byId(name).value;
      applyFilters();
      picture.lookTop();
      remember();
    });
  }
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("clear").addEventListener("click", () => {
    location.hash = "";
    recall();
  });
  byId("larger").addEventListener("click", () => picture.zoom(1.25));
  byId("smaller").addEventListener("click", () => picture.zoom(0.8));
  byId("whole").addEventListener("click", picture.lookWhole);

  function step(by) {
    const order = picture.inReadingOrder(shownNodes.map((node) => node.id));
    if (!order.length) return;
    const at = order.indexOf(state.select);
    select(order[(at + by + order.length + (at < 0 && by < 0 ? 1 : 0)) % order.length], true);
  }
  let around = "";
  function stepEdge(by) {
    const edge = known(facts.edges, state.select);
    if (known(facts.nodes, state.select)) around = state.select;
    const order = known(facts.nodes, around)?.edges.filter((id) => shownEdges.includes(facts.edges[id])) ?? [];
    if (!order.length) return;
    const at = edge ? order.indexOf(state.select) : by > 0 ? -1 : 0;
    select(order[(at + by + order.length) % order.length], true);
  }
  const keys = {
    ArrowDown: () => step(1), ArrowUp: () => step(-1), ArrowRight: () => stepEdge(1), ArrowLeft: () => stepEdge(-1),
    "+": () => picture.zoom(1.25), "=": () => picture.zoom(1.25), "-": () => picture.zoom(0.8), Home: picture.lookTop, Escape: () => select("", false),
    PageDown: () => picture.pan(holder.clientHeight * 0.8), PageUp: () => picture.pan(-holder.clientHeight * 0.8),
  };
  holder.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  window.addEventListener("hashchange", recall);
  if (facts.notice) {
    byId("notice").textContent = facts.notice;
    byId("notice").hidden = false;
  }
  fillTable();
  recall();
})();
