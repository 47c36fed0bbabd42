// What this browser remembers: the token, the size of the letters, messages not yet sent.
// Where localStorage is forbidden or full, the page remembers until it is closed.

const PREFIX = "khuyencong.";
const meanwhile = new Map();

export function recall(key) {
  if (meanwhile.has(key)) return meanwhile.get(key);
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, value);
    meanwhile.delete(key);
  } catch {
    meanwhile.set(key, value);
  }
}

export function forget(key) {
  meanwhile.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // It was never there.
  }
}

// Messages on their way, oldest first. Always read afresh: another tab may have sent one.
export function pending() {
  try {
    const kept = JSON.parse(recall("pending"));
    return Array.isArray(kept) ? kept.filter((one) => one && one.id && one.text) : [];
  } catch {
    return [];
  }
}

export function keep(message) {
  remember("pending", JSON.stringify([...pending(), message]));
}

export function drop(id) {
  remember("pending", JSON.stringify(pending().filter((message) => message.id !== id)));
}
