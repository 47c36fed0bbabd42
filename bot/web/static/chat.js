// The flow of the page: first the history, then two loops, one that waits for replies and one that
// sends what was typed. A message leaves the browser's memory only when the server has it.

import { history, replies, send } from "./api.js";
import { drop, forget, keep, pending, recall, remember } from "./memory.js";
import { mark, showAll, showBot, showOnline, showPerson, showTyping } from "./view.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30 * 1000;
const RETRYING = "Chưa gửi được, đang thử lại…";
const FRESH = 60 * 1000;

const text = document.getElementById("text");
const limit = text.maxLength;
let cursor = 0;
let hasHistory = false;
let isOnline = true;
let isRestarting = false;
let listening = new AbortController();

// A moment that somebody may cut short. One for each loop.
class Pause {
  #end = null;
  #tries = 0;

  async backOff(seconds = 0) {
    const grown = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#tries++);
    await this.wait(Math.max(seconds * 1000, grown * (0.75 + Math.random() / 2)));
  }

  wait(milliseconds) {
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? 0 : setTimeout(resolve, milliseconds);
      this.#end = () => (clearTimeout(timer), resolve());
    });
  }

  reset() {
    this.#tries = 0;
  }

  end() {
    this.#end?.();
  }
}

const beforeSend = new Pause();
const beforePoll = new Pause();

async function begin() {
  for (const message of pending()) showPerson(asLine(message));
  while (!hasHistory) {
    try {
      // What is still waiting goes first: then the history holds each message once.
      while (pending().length) await sendFirst();
      showHistory(await history());
    } catch (fault) {
      await suffer(fault, beforePoll);
    }
  }
  sendForever();
  listenForever();
}

function showHistory({ lines, welcome, cursor: last }) {
  const meanwhile = pending().map(asLine);
  const greeting = welcome ? [{ who: "bot", ...welcome }] : [];
  showAll([...greeting, ...lines, ...meanwhile], press);
  cursor = last;
  hasHistory = true;
  succeed(beforePoll);
  const line = lines[lines.length - 1];
  const isUnanswered = line?.who === "person" && Date.now() - new Date(line.at) < FRESH;
  showTyping(isUnanswered || meanwhile.length > 0);
}

async function sendForever() {
  for (;;) {
    try {
      if (pending().length) await sendFirst();
      else await beforeSend.wait();
    } catch (fault) {
      await suffer(fault, beforeSend);
    }
  }
}

async function sendFirst() {
  const [message] = pending();
  const before = cursor;
  try {
    await send(message);
    mark(message.id, "");
    showTyping(cursor === before); // the reply may overtake the acknowledgement
  } catch (fault) {
    if (!fault.isFinal) throw fault;
    mark(message.id, `Không gửi được. ${fault.message}`, true);
    showTyping(false);
  }
  drop(message.id);
  succeed(beforeSend);
}

async function listenForever() {
  for (;;) {
    if (document.hidden || !navigator.onLine) await beforePoll.wait(LONGEST_PAUSE);
    try {
      isRestarting = false;
      listening = new AbortController();
      receive((await replies(cursor, listening.signal)).replies);
      succeed(beforePoll);
    } catch (fault) {
      if (!isRestarting) await suffer(fault, beforePoll);
    }
  }
}

function receive(lines) {
  const fresh = lines.filter((line) => line.id > cursor);
  if (!fresh.length) return;
  cursor = fresh[fresh.length - 1].id;
  showTyping(pending().length > 0);
  showBot(fresh, press);
}

function succeed(pause) {
  pause.reset();
  if (!isOnline) hurry(); // the other loop need not wait any longer
  isOnline = true;
  showOnline(true);
}

async function suffer(fault, pause) {
  isOnline = fault.seconds > 0; // the server is there and asks us to wait
  showOnline(isOnline);
  if (pending().length) showTyping(false);
  for (const message of pending()) mark(message.id, RETRYING);
  await pause.backOff(fault.seconds);
}

function press({ title, target }) {
  say(title, target);
}

function say(words, target) {
  const message = { id: newId(), text: words, target, at: new Date().toISOString() };
  keep(message);
  showPerson(asLine(message));
  showTyping(navigator.onLine);
  if (!navigator.onLine) mark(message.id, RETRYING);
  beforeSend.end();
}

const asLine = (message) => ({ ...message, who: "person" });

// Not randomUUID: it is missing where the page is not served over https.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function hurry() {
  beforePoll.reset();
  beforePoll.end();
  beforeSend.reset();
  beforeSend.end();
}

function submit(event) {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return;
  text.value = "";
  fit();
  say(words);
}

function typed(event) {
  // While a letter with its accents is being composed, Enter belongs to the keyboard.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  submit(event);
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + text.offsetHeight - text.clientHeight}px`;
  const left = limit - text.value.length;
  document.getElementById("count").textContent = left <= limit / 10 ? `Còn ${left} ký tự` : "";
}

// A connection that slept with the phone may be dead without knowing: ask on a new one.
function wakeUp() {
  isRestarting = true;
  listening.abort();
  hurry();
}

function watchConnection() {
  addEventListener("online", wakeUp);
  document.addEventListener("visibilitychange", () => document.hidden || wakeUp());
  addEventListener("offline", () => {
    showOnline(false);
    listening.abort();
  });
}

function setUpMenu() {
  const [button, menu, large, question] = ["menu-button", "menu", "large", "forget-question"].map(
    (id) => document.getElementById(id),
  );
  const show = (isOpen) => {
    menu.hidden = !isOpen;
    question.hidden = true;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  const enlarge = (isLarge) => {
    document.documentElement.classList.toggle("large", isLarge);
    large.setAttribute("aria-pressed", String(isLarge));
  };
  button.addEventListener("click", () => show(menu.hidden));
  document.addEventListener("click", (event) => event.target.closest(".menu") || show(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    if (menu.hidden) return parent.postMessage({ khuyencong: "close" }, "*");
    show(false);
    button.focus();
  });
  large.addEventListener("click", () => {
    const isLarge = large.getAttribute("aria-pressed") !== "true";
    enlarge(isLarge);
    remember("large", String(isLarge));
  });
  document.getElementById("forget").addEventListener("click", () => (question.hidden = false));
  document.getElementById("forget-yes").addEventListener("click", () => {
    ["token", "pending"].forEach(forget);
    location.reload();
  });
  enlarge(recall("large") === "true");
}

function setUpWidget() {
  document.documentElement.classList.toggle("widget", location.search === "?widget");
  addEventListener("message", (event) => {
    // On a phone a focus would call up the keyboard over the greeting.
    if (event.data?.khuyencong === "open" && matchMedia("(pointer: fine)").matches) text.focus();
  });
}

// By the code on a poster: what it names is asked for as if it had been pressed, once.
function arrive() {
  const link = new URLSearchParams(location.search).get("muc");
  if (!link || !/^[\w-]{1,64}$/.test(link)) return;
  window.history.replaceState(null, "", location.pathname);
  const at = new Date().toISOString();
  keep({ id: newId(), text: "Xin chào", target: `link.${link}`, at });
}

document.getElementById("composer").addEventListener("submit", submit);
text.addEventListener("keydown", typed);
text.addEventListener("input", fit);
watchConnection();
setUpMenu();
setUpWidget();
arrive();
begin();
