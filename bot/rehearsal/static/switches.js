// The switches of every platform, what can be done to the bot, and the log of what happened.

import { make, pressable, timeOf } from "./dom.js";

const PLATFORMS = { zalo_oa: "Zalo OA", telegram: "Telegram", zalo_bot: "Zalo Bot" };
const MOST = 300;
const counts = {};

export function addSwitches({ switches, deeds }, act) {
  const top = document.querySelector("#switches .deeds");
  for (const deed of deeds) top.append(button(deed, () => act("do", { id: deed.id })));
  const groups = document.querySelector("#switches .groups");
  for (const [platform, name] of Object.entries(PLATFORMS)) {
    const group = make("details", "group");
    group.open = matchMedia("(min-width: 70rem)").matches;
    const summary = make("summary", "", name);
    counts[platform] = make("span", "count");
    summary.append(counts[platform]);
    group.append(summary);
    for (const one of switches) if (one.platform === platform) group.append(toggle(one, act));
    groups.append(group);
  }
}

export function showSwitches(on) {
  for (const one of document.querySelectorAll("[role=switch]")) {
    one.setAttribute("aria-checked", String(on.includes(one.dataset.id)));
  }
  for (const [platform, count] of Object.entries(counts)) {
    const number = on.filter((id) => id.startsWith(`${platform}.`)).length;
    count.textContent = number ? `${number} đang bật` : "";
  }
}

export function showNotes(notes) {
  const list = document.querySelector("#diary ol");
  for (const note of notes) list.prepend(row(note));
  while (list.children.length > MOST) list.lastElementChild.remove();
}

function row(note) {
  const made = make("li", `${note.platform} ${note.good ? "good" : "bad"}`);
  made.append(timeOf(note.at), make("b", "", note.name), make("span", "what", note.what));
  if (note.outcome) made.append(make("span", "outcome", note.outcome));
  return made;
}

function toggle(one, act) {
  const made = button(one, () => {
    const isOn = made.getAttribute("aria-checked") !== "true";
    if (!one.once) made.setAttribute("aria-checked", String(isOn));
    act("switch", { id: one.id, on: isOn });
  });
  made.dataset.id = one.id;
  if (!one.once) {
    made.setAttribute("role", "switch");
    made.setAttribute("aria-checked", "false");
  }
  return made;
}

function button({ title, hint }, work) {
  const made = pressable("choice", "", work);
  const words = make("span", "words");
  words.append(make("span", "title", title), make("span", "hint", hint));
  made.append(words);
  return made;
}
