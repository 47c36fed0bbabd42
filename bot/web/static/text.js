// Turns what the bot says into nodes: paragraphs, bullets, links. Text stays text: no HTML is read.

const LINK = /https?:\/\/[^\s<>"“”]+/;
// Vietnamese numbers: 0251 3822 232, 0912.345.678, +84 912 345 678, 1800 1234.
const PHONE = /(?:\+84[ .-]?\d{2}|0\d{2})(?:[ .-]?\d){7,8}|1[89]00[ .-]?(?:\d{6}|\d{4})/;
// The character before keeps amounts, dates and codes from passing as numbers to call.
const BEFORE = /^|[^\p{L}\d.,/+-]/u;
const TAPPABLE = new RegExp(
  `(${BEFORE.source})(?:(${LINK.source})|(${PHONE.source})(?![\\d/]))`,
  "gu",
);

export function compose(text) {
  const parts = document.createDocumentFragment();
  for (const { kind, lines } of groups(text)) parts.append(blocks[kind](lines));
  return parts;
}

const blocks = {
  bullets: (lines) => element("ul", ...lines.map(bullet)),
  source: (lines) => paragraph(lines, "source"),
  plain: (lines) => paragraph(lines, "plain"),
};

function bullet(line) {
  return element("li", ...inline(line.slice(2)));
}

function paragraph(lines, name) {
  const made = element("p", ...inline(lines.join("\n")));
  made.className = name;
  return made;
}

// Neighbouring lines of one kind belong together; an empty line ends a group.
function groups(text) {
  const found = [];
  let last = null;
  for (const line of text.trim().split("\n").map((one) => one.trimEnd())) {
    const kind = kindOf(line);
    if (line === "") last = null;
    else if (last?.kind === kind) last.lines.push(line);
    else found.push((last = { kind, lines: [line] }));
  }
  return found;
}

function kindOf(line) {
  if (/^[-•] /.test(line)) return "bullets";
  return /^Nguồn\s*:/i.test(line) ? "source" : "plain";
}

function inline(text) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(TAPPABLE)) {
    const [, before, link, phone] = match;
    const start = match.index + before.length;
    const shown = link ? trimmed(link) : phone;
    nodes.push(text.slice(done, start), anchor(shown, Boolean(link)));
    done = start + shown.length;
  }
  nodes.push(text.slice(done));
  return nodes;
}

// A full stop after an address ends the sentence; a bracket closes only what it opened.
function trimmed(link) {
  let end = link.replace(/[.,;:!?…»'*]+$/, "");
  while (/[)\]]$/.test(end) && !/[([]/.test(end)) end = end.slice(0, -1);
  return end;
}

function anchor(shown, isLink) {
  const made = element("a", shown);
  if (isLink) {
    made.href = shown;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
  } else {
    made.href = `tel:${shown.replace(/[^\d+]/g, "")}`;
  }
  return made;
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}
