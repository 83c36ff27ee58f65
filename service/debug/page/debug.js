"use strict";
(() => {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const form = document.getElementById("input");
  const out = document.getElementById("out");
  const note = document.getElementById("note");
  const FIELDS = ["text", "now", "user_id", "account_id", "entity_type", "entity_id", "section", "selected_text", "previous"];
  const COLOURS = 8;
  let last = null;

  const field = (name) => form.elements.namedItem(name);
  const value = (name) => field(name).value.trim();
  const number = (name) => (value(name) ? Number(value(name)) : undefined);

  function make(tag, props = {}, ...children) {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  }

  function request() {
    const type = value("entity_type");
    const id = number("entity_id");
    return {
      text: field("text").value,
      now: value("now") || undefined,
      user_id: number("user_id"),
      account_id: number("account_id"),
      context: {
        entity: type && id ? { type, id } : null,
        section: value("section") || null,
        selected_text: value("selected_text") || null,
      },
      previous: value("previous") ? JSON.parse(value("previous")) : undefined,
    };
  }

  function link() {
    const given = Object.fromEntries(FIELDS.map((name) => [name, field(name).value]).filter((pair) => pair[1]));
    return `${location.origin}${location.pathname}#${encodeURIComponent(JSON.stringify(given))}`;
  }

  function open() {
    if (location.hash.length < 2) return;
    try {
      const given = JSON.parse(decodeURIComponent(location.hash.slice(1)));
      for (const name of FIELDS) if (typeof given[name] === "string") field(name).value = given[name];
    } catch {
      note.textContent = texts.failed;
    }
  }

  function phrase(found) {
    const points = [...found.text];
    const slots = [...new Set(found.spans.map((one) => one.slot))];
    const edges = [...new Set([0, points.length, ...found.spans.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
    const line = make("p", { className: "phrase" });
    for (let index = 0; index + 1 < edges.length; index += 1) {
      const [start, end] = [edges[index], edges[index + 1]];
      const here = found.spans.filter((one) => one.start <= start && end <= one.end).map((one) => one.slot);
      const piece = points.slice(start, end).join("");
      if (!here.length) line.append(piece);
      else {
        const mark = make("mark", { className: `c${slots.indexOf(here[0]) % COLOURS}` }, piece);
        mark.dataset.slot = here.join(", ");
        line.append(mark);
      }
    }
    return line;
  }

  function table(heads, rows) {
    const head = heads.length ? [make("tr", {}, ...heads.map((one) => make("th", { scope: "col" }, one)))] : [];
    return make("table", {}, ...head, ...rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, String(cell))))));
  }

  const section = (title, ...nodes) => make("section", {}, make("h2", {}, title), ...nodes);
  const said = (found, slot) => found.spans.filter((one) => one.slot === slot).map((one) => one.text).join(" … ");

  function decision(found) {
    const rows = [
      [texts.intent, found.intent],
      [texts.source, found.source],
      [texts.rule, found.rule ?? "—"],
      [texts.score, found.score],
    ];
    const likely = found.trace.likely.map((one) => `${one.intent} ${one.share}`);
    if (likely.length) rows.push([texts.likely, likely.join(", ")]);
    if (found.trace.examples.length) rows.push([texts.example, `«${found.trace.examples[0]}»`]);
    if (found.missing.length) rows.push([texts.missing, found.missing.join(", ")]);
    if (found.unread.length) rows.push([texts.unread, found.unread.map(([a, b]) => [...found.text].slice(a, b).join("")).join("; ")]);
    const nodes = [table([], rows)];
    if (found.near_tie) nodes.push(make("p", { className: "bad" }, texts.tie));
    return section(texts.decision, ...nodes);
  }

  function slots(found) {
    const sure = Object.entries(found.slots).map(([slot, one]) => [slot, JSON.stringify(one), said(found, slot)]);
    const doubt = Object.entries(found.ambiguous).map(([slot, names]) => [slot, `${texts.ambiguous}: ${names.join(", ") || texts.nobody}`, said(found, slot)]);
    return section(texts.slots, table([texts.slot, texts.value, texts.words_said], [...sure, ...doubt]));
  }

  function words(found) {
    const rows = found.trace.words.map((one) => [one.text, one.lemmas.join(", "), one.cues.join(", ")]);
    const things = found.trace.entities.map((one) => [one.kind, one.text, one.value]);
    const body = [table([texts.words_said, texts.lemmas, texts.cues], rows), table([texts.found, texts.words_said, texts.value], things)];
    return make("details", {}, make("summary", {}, texts.words), ...body);
  }

  function reply(found) {
    if (!found.reply) return section(texts.reply, make("p", { className: "bad" }, texts.reply_writes));
    const nodes = [make("p", { className: "reply" }, found.reply.text), make("p", { className: "dim" }, `${texts.status}: ${found.reply.status}`)];
    if (found.reply.buttons.length) nodes.push(make("p", { className: "dim" }, `${texts.buttons}: ${found.reply.buttons.map((one) => one.label).join(" · ")}`));
    return section(texts.reply, ...nodes);
  }

  function requests(found) {
    const lines = found.requests.map((one) => {
      const query = one.params.map(([name, item]) => `${name}=${item}`).join("&");
      const body = one.body === null ? "" : ` ${JSON.stringify(one.body)}`;
      return make("li", {}, make("code", {}, `${one.method} ${one.path}${query ? `?${query}` : ""}${body}`));
    });
    return section(texts.requests, lines.length ? make("ol", {}, ...lines) : make("p", {}, texts.requests_none));
  }

  function draw(found) {
    const rejected = found.rejected.map((one) => [one.rule, one.score || "—", one.why]);
    const times = [[texts.timing_parse, found.timings.parse_ms], [texts.timing_reply, found.timings.reply_ms]];
    out.replaceChildren(
      section(texts.phrase, phrase(found)),
      decision(found),
      slots(found),
      reply(found),
      requests(found),
      make("details", {}, make("summary", {}, texts.rules), table([texts.rule, texts.score, texts.why], rejected)),
      words(found),
      section(texts.timings, table([], times)),
    );
  }

  async function run(event) {
    event.preventDefault();
    note.textContent = "";
    last = null;
    try {
      const answer = await fetch("/debug/parse", {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${value("token")}` },
        body: JSON.stringify(request()),
      });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.detail);
      last = found;
      draw(found);
    } catch (error) {
      out.replaceChildren(make("p", { className: "bad" }, `${texts.failed}: ${error.message}`));
    }
    for (const button of form.querySelectorAll("[data-copy]")) {
      button.disabled = button.dataset.copy !== "link" && !(last && last[button.dataset.copy]);
    }
  }

  async function copy(event) {
    const what = event.currentTarget.dataset.copy;
    const text = what === "link" ? link() : what === "labelled" ? JSON.stringify(last.labelled) : JSON.stringify(last.replay, null, 1);
    await navigator.clipboard.writeText(text);
    note.textContent = texts.copied;
  }

  form.addEventListener("submit", run);
  for (const button of form.querySelectorAll("[data-copy]")) button.addEventListener("click", copy);
  window.addEventListener("hashchange", open);
  open();
})();
