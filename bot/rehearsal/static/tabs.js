// On a narrow screen one panel is seen at a time.

import { pressable } from "./dom.js";

const bar = document.getElementById("tabs");
const SUFFIX = "-tab";

export function addTabs(panels) {
  for (const { id, title } of panels) {
    const tab = pressable("", title, () => choose(id));
    tab.id = id + SUFFIX;
    bar.append(tab);
  }
  choose(panels[0].id);
}

// Something happened where the person is not looking.
export function markNews(id) {
  const tab = document.getElementById(id + SUFFIX);
  if (tab && tab.getAttribute("aria-current") !== "true") tab.classList.add("news");
}

function choose(id) {
  for (const tab of bar.children) {
    const isChosen = tab.id === id + SUFFIX;
    tab.setAttribute("aria-current", String(isChosen));
    if (isChosen) tab.classList.remove("news");
    document.getElementById(tab.id.slice(0, -SUFFIX.length)).classList.toggle("chosen", isChosen);
  }
}
