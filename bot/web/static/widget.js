// For other websites: <script src="https://…/widget.js" async></script> puts a round button into
// the lower right corner, which opens the chat page in a panel.
(() => {
  "use strict";
  const home = new URL(".", document.currentScript.src);

  const STYLE = `
    :host { all: initial; }
    button { font: inherit; border: 0; cursor: pointer; color: #fff; background: #0b4f6c; display: grid; place-items: center; }
    button:focus-visible { outline: 3px solid #e39a1f; outline-offset: 2px; }
    svg { display: block; }
    .round { position: fixed; right: max(16px, env(safe-area-inset-right)); bottom: max(16px, env(safe-area-inset-bottom));
      width: 60px; height: 60px; border-radius: 50%; box-shadow: 0 4px 16px rgb(0 0 0 / .3); z-index: 2147483646; }
    .panel { position: fixed; right: 16px; bottom: 88px; width: min(400px, calc(100vw - 32px)); height: min(640px, calc(100vh - 104px));
      border-radius: 16px; overflow: hidden; background: #0b4f6c; box-shadow: 0 12px 40px rgb(0 0 0 / .35); z-index: 2147483647; }
    .panel[hidden] { display: none; }
    iframe { border: 0; width: 100%; height: 100%; display: block; background: #f6f9fa; }
    .close { position: absolute; top: 10px; right: 8px; width: 44px; height: 44px; border-radius: 50%; }
    @media (max-width: 480px) {
      .panel { inset: 0; width: 100%; height: 100%; border-radius: 0; }
    }
    @media (prefers-color-scheme: dark) { iframe { background: #111b21; } }`;

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const round = button("round", "Hỏi đáp với trợ lý tự động", "M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z");
  const close = button("close", "Đóng khung hỏi đáp", "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z");
  const panel = document.createElement("div");
  const frame = document.createElement("iframe");
  let isLoaded = false;

  function button(name, label, path) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.setAttribute("aria-label", label);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: 28, height: 28, fill: "currentColor", "aria-hidden": "true" }))
      svg.setAttribute(key, value);
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    shape.setAttribute("d", path);
    svg.append(shape);
    made.append(svg);
    return made;
  }

  // A style sheet object passes the strictest policy of the website; older browsers know elements only.
  function dress() {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } catch {
      const style = document.createElement("style");
      style.textContent = STYLE;
      root.append(style);
    }
  }

  function open() {
    if (!frame.src) frame.src = new URL("./?widget", home).href; // nothing is loaded before
    panel.hidden = false;
    round.setAttribute("aria-expanded", "true");
    frame.focus();
    if (isLoaded) greet();
  }

  function shut() {
    panel.hidden = true;
    round.setAttribute("aria-expanded", "false");
    round.focus();
  }

  function greet() {
    frame.contentWindow.postMessage({ khuyencong: "open" }, home.origin);
  }

  function mount() {
    panel.className = "panel";
    panel.id = "panel";
    panel.hidden = true;
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", "Hỏi đáp với trợ lý tự động");
    frame.title = "Hỏi đáp với trợ lý tự động";
    round.setAttribute("aria-expanded", "false");
    round.setAttribute("aria-controls", "panel");
    panel.append(close, frame);
    dress();
    root.append(round, panel);
    document.body.append(host);
  }

  round.addEventListener("click", () => (panel.hidden ? open() : shut()));
  close.addEventListener("click", shut);
  frame.addEventListener("load", () => {
    isLoaded = Boolean(frame.src);
    if (isLoaded && !panel.hidden) greet();
  });
  root.addEventListener("keydown", (event) => event.key === "Escape" && !panel.hidden && shut());
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow && event.data?.khuyencong === "close" && !panel.hidden) shut();
  });
  if (document.body) mount();
  else addEventListener("DOMContentLoaded", mount);
})();
