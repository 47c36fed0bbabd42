// Talks to the server. Every address is relative, so the page also works below a path.

import { recall, remember } from "./memory.js";

const SECONDS = 15;
const POLL_SECONDS = 40; // the server answers after 25

// The server said no; `isFinal` when asking again cannot help.
export class Refused extends Error {
  constructor(status, sentence, seconds) {
    super(sentence);
    this.status = status;
    this.seconds = seconds;
    this.isFinal = [400, 413, 415, 422].includes(status);
  }
}

export const history = () => ask("chat/history");

// A target that is undefined does not travel.
export const send = ({ id, text, target }) =>
  ask("chat/messages", { method: "POST", body: JSON.stringify({ id, text, target }) });

export const replies = (after, signal) =>
  ask(`chat/replies?after=${after}`, { signal }, POLL_SECONDS);

async function ask(path, options = {}, seconds = SECONDS) {
  const token = recall("token") || (await begin());
  try {
    return await call(path, options, seconds, token);
  } catch (fault) {
    if (fault.status !== 401) throw fault;
    return call(path, options, seconds, await begin());
  }
}

async function begin() {
  const { token } = await call("chat/start", { method: "POST" }, SECONDS, null);
  remember("token", token);
  return token;
}

async function call(path, { signal, ...options }, seconds, token) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), seconds * 1000);
  signal?.addEventListener("abort", () => ending.abort());
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  try {
    const how = { ...options, headers, signal: ending.signal, credentials: "omit" };
    const response = await fetch(path, how);
    if (!response.ok) throw await refusal(response);
    return await response.json();
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(response) {
  const answer = await response.json().catch(() => ({})); // a proxy may answer with a page
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  return new Refused(response.status, answer.error || "Hệ thống chưa nhận được.", seconds);
}
