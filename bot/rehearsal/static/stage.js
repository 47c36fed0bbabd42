// The stage: asks the server for what is new, and tells it what the person does.

import { addColumn, showLines, showReceiving } from "./columns.js";
import { addSwitches, showNotes, showSwitches } from "./switches.js";
import { addTabs, markNews } from "./tabs.js";

const PAUSE = 500;
const state = document.getElementById("state");
const fault = document.getElementById("fault");
const seen = { lines: 0, notes: 0 };

const COLUMNS = [
  { id: "zalo_oa", title: "Zalo OA", who: "Chủ cơ sở", role: "owner" },
  { id: "telegram", title: "Telegram", who: "Chủ cơ sở", role: "owner" },
  { id: "zalo_bot", title: "Zalo Bot", who: "Chủ cơ sở; không có nút, gõ số để chọn", role: "owner" },
  { id: "collaborator", title: "Cộng tác viên", who: "Nhận bản tin, gọi lại cho chủ cơ sở", role: "collaborator" },
];

export async function act(deed, told) {
  fault.hidden = true;
  try {
    const body = JSON.stringify(told);
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(`stage/${deed}`, { method: "POST", headers, body });
    if (!response.ok) complain((await response.json()).error);
    return response.ok;
  } catch {
    complain("Không gọi được chương trình diễn tập. Nó còn chạy không?");
    return false;
  }
}

async function look() {
  try {
    const response = await fetch(`stage/news?lines=${seen.lines}&notes=${seen.notes}`);
    show(await response.json());
  } catch {
    say("Đã mất kết nối với chương trình diễn tập", "down");
  }
  setTimeout(look, PAUSE);
}

function show(news) {
  for (const id of showLines(news.lines)) markNews(id);
  showNotes(news.notes);
  showSwitches(news.on);
  showReceiving(news.receives);
  say(news.running ? "Bot đang chạy" : "Bot đang tắt", news.running ? "up" : "down");
  seen.lines = news.lines.at(-1)?.id ?? seen.lines;
  seen.notes = news.notes.at(-1)?.id ?? seen.notes;
}

function say(words, kind) {
  if (state.textContent === words) return; // a status is read aloud each time it changes
  state.textContent = words;
  state.className = `state ${kind}`;
}

function complain(words) {
  fault.textContent = words;
  fault.hidden = false;
}

async function begin() {
  const setup = await (await fetch("stage/setup")).json();
  document.getElementById("chat").href = setup.chat;
  for (const column of COLUMNS) addColumn(column, act);
  addSwitches(setup, act);
  addTabs([...COLUMNS, { id: "switches", title: "Sự cố" }, { id: "diary", title: "Nhật ký" }]);
  look();
}

begin();
