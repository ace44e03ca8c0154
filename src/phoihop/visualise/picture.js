"use strict";
// The picture: pyvis's network, looked at like a document. Gives what the page does with it.
function drawPicture(drawn, facts, holder, heads) {
  const HEAD = 12; // room above the first row
  const LEVEL = 40; // a level's heading, as in the layout
  const GAP = 18; // between two bands, as in the layout
  const style = drawn.options.nodes;
  const cardWidth = style.widthConstraint + 2 * style.margin;
  const left = facts.lanes[0].left;
  const right = facts.lanes.at(-1).right;
  const own = (id) => id.replace(/#$/, ""); // a dot and its stem belong to their card
  const stems = new Set(drawn.edges.map((edge) => edge.id).filter((id) => id.endsWith("#")));

  // vis sets lines so tight that Vietnamese marks touch: it draws the cards, and the text is set below.
  const nodes = new vis.DataSet(drawn.nodes.map((node) => ({ ...node, label: " " })));
  const edges = new vis.DataSet(drawn.edges);
  const network = new vis.Network(holder, { nodes, edges }, drawn.options);
  let bands = [];
  let bottom = 0;

  // ---- looking
  function fitScale() {
    return Math.min(1.25, Math.max(0.3, (holder.clientWidth - 24) / (right - left)));
  }
  function look(x, y, scale) {
    const half = holder.clientHeight / 2 / scale;
    const lowest = Math.max(bottom + HEAD - half, half - HEAD);
    network.moveTo({ position: { x, y: Math.min(Math.max(y, half - HEAD), lowest) }, scale, animation: false });
  }
  function lookTop() {
    look((left + right) / 2, -Infinity, fitScale());
  }
  function lookWhole() {
    const scale = Math.min(fitScale(), holder.clientHeight / (bottom + 2 * HEAD));
    look((left + right) / 2, -Infinity, Math.max(scale, 0.05));
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
    const boxes = ids.map((id) => network.getBoundingBox(id)).filter(Boolean);
    if (!boxes.length) return;
    const middle = (Math.min(...boxes.map((box) => box.top)) + Math.max(...boxes.map((box) => box.bottom))) / 2;
    const half = holder.clientHeight / 2 / network.getScale();
    const at = network.getViewPosition();
    if (Math.abs(middle - at.y) > half * 0.7) look(at.x, middle, network.getScale());
  }

  // ---- drawing
  function breakLines(ctx, text) {
    const lines = [];
    for (const word of text.split(" ")) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && ctx.measureText(longer).width <= cardWidth - 18) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }
  function setText(ctx, text, height) {
    for (let size = style.font.size; ; size -= 1) {
      ctx.font = `${size}px ${style.font.face}`;
      const lines = breakLines(ctx, text);
      const fits = lines.length * size * 1.3 <= height - 4 && lines.every((line) => ctx.measureText(line).width <= cardWidth - 12);
      if (fits || size <= 7) return { size, lines };
    }
  }
  const texts = new Map(); // a card's text is broken into lines once
  function drawTexts(ctx) {
    ctx.fillStyle = style.font.color;
    ctx.textBaseline = "middle";
    ctx.direction = "ltr";
    for (const node of drawn.nodes) {
      if (node.shape !== "box" || nodes.get(node.id).hidden) continue;
      const box = network.getBoundingBox(node.id);
      if (!texts.has(node.id)) texts.set(node.id, setText(ctx, node.label, box.bottom - box.top));
      const { size, lines } = texts.get(node.id);
      const middle = (box.top + box.bottom) / 2;
      ctx.font = `${size}px ${style.font.face}`;
      lines.forEach((line, number) => {
        ctx.fillText(line, node.x - cardWidth / 2 + 10, middle + (number - (lines.length - 1) / 2) * size * 1.3);
      });
    }
    ctx.textBaseline = "alphabetic";
  }
  function drawBand(ctx, band) {
    let y = band.top;
    if (band.heading) {
      ctx.fillStyle = "#111111";
      ctx.font = `700 17px ${style.font.face}`;
      ctx.fillText(band.heading, left, y + 22);
      y += LEVEL;
    }
    ctx.strokeStyle = "#c3c9d0";
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(left - 10, y);
    ctx.lineTo(right + 10, y);
    ctx.stroke();
    ctx.fillStyle = "#4d5560";
    ctx.font = `600 13px ${style.font.face}`;
    ctx.fillText(band.label, left, y + 18);
  }
  network.on("beforeDrawing", (ctx) => {
    facts.lanes.forEach((lane, number) => {
      ctx.fillStyle = number % 2 ? "#ffffff" : "#f8f9fb";
      ctx.fillRect(lane.left - 10, -HEAD, lane.right - lane.left + 20, bottom + 2 * HEAD);
    });
    for (const band of bands) if (band.shown) drawBand(ctx, band);
  });
  network.on("afterDrawing", (ctx) => {
    drawTexts(ctx);
    facts.lanes.forEach((lane, number) => {
      const from = network.canvasToDOM({ x: lane.left, y: 0 }).x;
      const to = network.canvasToDOM({ x: lane.right, y: 0 }).x;
      heads[number].style.left = `${from}px`;
      heads[number].style.width = `${to - from}px`;
    });
  });

  // ---- showing a part
  // Bands with nothing to show close up; a level's heading goes to its first band that is left.
  function stackBands(kept) {
    const filled = new Set(Object.entries(facts.nodes).filter(([id]) => kept.has(id)).map(([, node]) => node.band));
    let top = 0;
    let waiting = "";
    bands = facts.bands.map((band, number) => {
      waiting = band.level || waiting;
      const shown = filled.has(number);
      const heading = shown ? waiting : "";
      // The layout has room for a heading where a level opens; elsewhere it must be made.
      const room = heading && !band.level ? LEVEL : 0;
      const placed = { label: band.label, heading, shown, top, shift: top + room - band.top };
      if (shown) {
        top += band.bottom - band.top + room + GAP;
        waiting = "";
      }
      return placed;
    });
    bottom = Math.max(0, top - GAP);
  }
  function show(keptNodes, keptEdges) {
    stackBands(keptNodes);
    nodes.update(drawn.nodes.map((node) => {
      const owner = own(node.id);
      return { id: node.id, y: node.y + bands[facts.nodes[owner].band].shift, hidden: !keptNodes.has(owner) };
    }));
    edges.update(drawn.edges.map(({ id }) => ({ id, hidden: !(stems.has(id) ? keptNodes.has(own(id)) : keptEdges.has(id)) })));
  }
  function choose(chosenNodes, chosenEdges) {
    const lines = [...chosenEdges, ...chosenNodes.map((id) => `${id}#`).filter((id) => stems.has(id))];
    network.setSelection({ nodes: chosenNodes, edges: lines }, { highlightEdges: false });
  }
  // The order in which one reads: by band, then from left to right, then downwards.
  function inReadingOrder(ids) {
    const places = network.getPositions(ids);
    const band = (id) => facts.nodes[id].band;
    return [...ids].sort((a, b) => band(a) - band(b) || places[a].x - places[b].x || places[a].y - places[b].y);
  }

  holder.addEventListener("wheel", (event) => {
    const moved = event.ctrlKey ? (zoom(event.deltaY < 0 ? 1.1 : 0.9), true) : pan(event.deltaY);
    if (moved) event.preventDefault(); // at either end the page itself scrolls on
  }, { passive: false });
  new ResizeObserver(() => {
    const top = network.getViewPosition().y - holder.clientHeight / 2 / network.getScale();
    network.setSize("100%", "100%"); // changes the scale, so look before it is drawn
    look((left + right) / 2, top + holder.clientHeight / 2 / fitScale(), fitScale());
    network.redraw();
  }).observe(holder);
  const onClick = (act) => network.on("click", (event) => act(own(event.nodes[0] ?? event.edges[0] ?? "")));

  return { show, choose, onClick, inReadingOrder, lookTop, lookWhole, zoom, pan, bringIntoView };
}
