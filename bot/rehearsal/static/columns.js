// Columns: one chat each, with bubbles, buttons and a place to type.

import { make, pressable, timeOf } from "./dom.js";
import { compose } from "./text.js";

const NAMES = { zalo_oa: "Zalo OA", telegram: "Telegram", zalo_bot: "Zalo Bot" };
const WHO = { bot: "Bot", person: "Người nhắn", staff: "Cán bộ OA" };
const PHONE = /^\+?[\d .-]{9,16}$/;
const columns = {};
let receives = "telegram"; // where the collaborator reads and writes

export function addColumn({ id, title, who, role }, act) {
  const template = document.getElementById("column");
  const panel = template.content.firstElementChild.cloneNode(true);
  panel.id = id;
  panel.querySelector("h2").textContent = title;
  panel.querySelector(".note").textContent = who;
  const column = { id, role, panel, act, log: panel.querySelector(".log"), input: panel.querySelector("textarea") };
  column.log.setAttribute("aria-label", `Trò chuyện: ${title}`);
  column.input.setAttribute("aria-label", `Nhắn: ${title}`);
  column.input.placeholder = "Nhắn…";
  columns[id] = column;
  template.parentElement.insertBefore(panel, document.getElementById("switches"));
  listen(column);
  addTools(column);
}

// The columns in which something new stands come back.
export function showLines(lines) {
  return lines.map((line) => {
    const column = columns[line.role === "collaborator" ? "collaborator" : line.channel];
    const row = bubble(line, column);
    if (line.who !== "staff") retire(column);
    column.log.append(row);
    column.log.scrollTop = row.offsetTop - 8; // a long answer is read from its beginning
    if (line.who === "bot") column.share?.toggleAttribute("hidden", !line.contact);
    return column.id;
  });
}

export function showReceiving(channel) {
  receives = channel;
  const choice = document.getElementById("receives");
  if (document.activeElement !== choice) choice.value = channel;
}

function listen(column) {
  const form = column.panel.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(column, "say");
  });
  column.input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

async function send(column, deed) {
  const text = column.input.value.trim();
  column.input.focus();
  if (!text) return;
  column.input.value = "";
  if (!(await column.act(deed, { ...place(column), text }))) column.input.value = text;
}

function place({ id, role }) {
  return { role, channel: id === "collaborator" ? receives : id };
}

function addTools(column) {
  const tools = column.panel.querySelector(".tools");
  if (column.id === "collaborator") {
    tools.append(receiving(column), tool("Gửi bản tin ngay", () => column.act("digest", {})));
    return;
  }
  tools.append(tool("Gửi hình", () => column.act("picture", place(column))));
  if (column.id !== "zalo_bot") {
    column.share = tool("Chia sẻ số điện thoại", () => share(column));
    column.share.title = "Gõ số vào ô bên dưới rồi bấm";
    column.share.hidden = true;
    tools.append(column.share);
  }
  if (column.id === "zalo_oa") {
    const staff = tool("Gửi như cán bộ OA", () => send(column, "staff"));
    staff.title = "Gõ vào ô bên dưới rồi bấm: cán bộ trả lời trong công cụ của OA, bot phải im";
    tools.append(staff);
  }
}

// A real phone knows its number; here it is typed first.
function share(column) {
  const isPhone = PHONE.test(column.input.value.trim());
  column.input.setCustomValidity(isPhone ? "" : "Gõ số điện thoại vào đây trước");
  if (isPhone) send(column, "share");
  else column.input.reportValidity();
  column.input.setCustomValidity("");
}

function receiving(column) {
  const label = make("label", "", "Nhận qua ");
  const choice = make("select");
  choice.id = "receives";
  for (const [value, name] of Object.entries(NAMES)) {
    const option = make("option", "", name);
    option.value = value;
    choice.append(option);
  }
  choice.addEventListener("change", () => column.act("receive", { channel: choice.value }));
  label.append(choice);
  return label;
}

function bubble(line, column) {
  const row = make("div", `line ${line.who}`);
  const body = make("div", "bubble");
  body.append(make("span", "unseen", `${WHO[line.who]}: `));
  body.append(line.who === "bot" ? compose(line.text) : make("p", "plain", line.text));
  const where = column.id === "collaborator" ? ` · ${NAMES[line.channel]}` : "";
  const who = line.who === "staff" ? `${WHO.staff} · ` : "";
  const foot = make("p", "foot", who);
  foot.append(timeOf(line.at), where);
  row.append(body, foot);
  if (line.options.length) row.append(buttons(line, column));
  return row;
}

function buttons(line, column) {
  const group = make("div", "buttons");
  for (const option of line.options) {
    group.append(option.link ? opener(option) : tool(option.title, () =>
      column.act("press", { line: line.id, title: option.title })));
  }
  return group;
}

function opener({ title, link }) {
  const made = make("a", "", title);
  if (/^(https?|tel):/.test(link)) made.href = link;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

// Older buttons stay, as on the platforms, but step back.
function retire(column) {
  for (const group of column.log.querySelectorAll(".buttons")) group.classList.add("old");
}

const tool = (title, work) => pressable("", title, work);
