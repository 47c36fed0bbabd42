// What is seen: the lines, their buttons, the typing sign, the state of the connection.

import { compose } from "./text.js";

const ZONE = "Asia/Ho_Chi_Minh";
const timeFormat = format({ hour: "2-digit", minute: "2-digit" });
const dayFormat = format({ day: "2-digit", month: "2-digit", year: "numeric" });
const TODAY = "Hôm nay";
const DAY = 24 * 60 * 60 * 1000;
const TYPING_AT_MOST = 60 * 1000;

const log = document.getElementById("log");
const typing = document.getElementById("typing");
const state = document.getElementById("state");
let lastDay = "";
let typingTimer = 0;

// Replace everything; `onPress(button)` is called for the buttons of the last line of the bot.
export function showAll(lines, onPress) {
  log.setAttribute("aria-busy", "true"); // an old chat is not read aloud again
  log.replaceChildren();
  lastDay = "";
  for (const line of lines) log.append(...rows(line));
  const last = lines[lines.length - 1];
  const row = log.lastElementChild;
  if (last?.who === "bot") offer(last, onPress);
  log.removeAttribute("aria-busy");
  if (row) reveal(row);
}

export function showPerson(line) {
  retire();
  log.append(...rows(line));
  log.scrollTop = log.scrollHeight;
}

export function showBot(lines, onPress) {
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const added = lines.flatMap(rows);
  const last = lines[lines.length - 1];
  if (lines.length) retire();
  log.append(...added);
  if (last) offer(last, onPress);
  if (isAtEnd && added.length) reveal(added[0]);
}

// How a message of the person fares: "" sent, or a few words.
export function mark(id, words, isFailed = false) {
  const row = [...log.children].find((one) => one.dataset.id === id);
  if (!row) return;
  row.querySelector(".fate").textContent = words;
  row.classList.toggle("failed", isFailed);
}

export function showTyping(isTyping) {
  clearTimeout(typingTimer);
  typing.replaceChildren();
  if (!isTyping) return;
  const dots = make("span", "dots");
  dots.setAttribute("aria-hidden", "true");
  dots.append(make("i"), make("i"), make("i"));
  typing.append(dots, "Trợ lý đang trả lời…");
  log.lastElementChild?.scrollIntoView({ block: "nearest" });
  typingTimer = setTimeout(() => showTyping(false), TYPING_AT_MOST);
}

export function showOnline(isOnline) {
  const words = isOnline ? "Đang trực tuyến" : "Mất kết nối, đang nối lại…";
  if (state.textContent === words) return; // a status is read aloud each time it changes
  state.textContent = words;
  state.classList.toggle("offline", !isOnline);
}

// To the end, but a long answer is read from its beginning.
function reveal(row) {
  log.scrollTop = row.offsetTop - log.offsetTop - 12;
}

function rows(line) {
  const row = make("div", `line ${line.who}`);
  if (line.who === "person") row.dataset.id = line.id;
  const bubble = make("div", "bubble");
  bubble.append(make("span", "unseen", line.who === "bot" ? "Trợ lý: " : "Anh/chị: "));
  bubble.append(line.who === "bot" ? compose(line.text) : make("p", "plain", line.text));
  const foot = make("p", "foot");
  if (line.at) foot.append(timeOf(line.at));
  foot.append(make("span", "fate"));
  row.append(bubble, foot);
  return [...separator(line), row];
}

function format(parts) {
  return new Intl.DateTimeFormat("vi-VN", { ...parts, timeZone: ZONE });
}

function separator(line) {
  const day = line.at ? dayOf(new Date(line.at)) : lastDay;
  const isNews = day !== lastDay && (lastDay || day !== TODAY); // a chat of today needs no date
  lastDay = day;
  return isNews ? [make("p", "day", day)] : [];
}

function dayOf(date) {
  const day = dayFormat.format(date);
  if (day === dayFormat.format(new Date())) return TODAY;
  return day === dayFormat.format(new Date(Date.now() - DAY)) ? "Hôm qua" : day;
}

function timeOf(at) {
  const time = make("time", "", timeFormat.format(new Date(at)));
  time.dateTime = at;
  return time;
}

function offer(line, onPress) {
  if (!line.buttons?.length) return;
  const group = make("div", "buttons");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Chọn nhanh");
  for (const button of line.buttons) {
    group.append(/^https?:/.test(button.target) ? opener(button) : pressable(button, onPress));
  }
  log.append(group);
}

function pressable(button, onPress) {
  const made = make("button", "", button.title);
  made.type = "button";
  made.addEventListener("click", () => onPress(button));
  return made;
}

function opener(button) {
  const made = make("a", "", button.title);
  made.href = button.target;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

// Buttons speak for the last line only; a focus inside them stays in the log.
function retire() {
  for (const group of log.querySelectorAll(".buttons")) {
    if (group.contains(document.activeElement)) log.focus({ preventScroll: true });
    group.remove();
  }
}

function make(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
