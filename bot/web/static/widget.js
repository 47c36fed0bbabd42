// For other websites: <script src="https://…/widget.js" async></script> puts a round button into
// the lower right corner, which opens the chat page in a panel.
(() => {
  "use strict";
  const home = new URL(".", document.currentScript.src);

  const STYLE = `
    :host { all: initial; }
    button {
      display: grid; place-items: center; border: 0; border-radius: 50%;
      background: #0b4f6c; color: #fff; cursor: pointer;
    }
    button:focus-visible { outline: 3px solid #e39a1f; outline-offset: -3px; }
    .round {
      position: fixed; z-index: 2147483646; width: 60px; height: 60px;
      right: max(16px, env(safe-area-inset-right)); bottom: max(16px, env(safe-area-inset-bottom));
      box-shadow: 0 4px 16px rgb(0 0 0 / .3);
    }
    .panel {
      position: fixed; z-index: 2147483647; right: 16px; bottom: 88px; overflow: hidden;
      width: min(400px, calc(100vw - 32px)); height: min(640px, calc(100vh - 104px));
      border-radius: 16px; background: #0b4f6c; box-shadow: 0 12px 40px rgb(0 0 0 / .35);
    }
    .panel[hidden] { display: none; }
    .close { position: absolute; top: 10px; right: 8px; width: 44px; height: 44px; }
    iframe { display: block; border: 0; width: 100%; height: 100%; background: #f6f9fa; }
    @media (max-width: 480px) {
      .panel { inset: 0; width: 100%; height: 100%; border-radius: 0; }
    }
    @media (prefers-color-scheme: dark) {
      button { background: #0d2836; }
      .round { background: #14607f; }
      iframe { background: #111b21; }
    }`;
  const BUBBLE = "M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z";
  const CROSS =
    "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12 19 17.6 17.6 19 12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z";
  const NAME = "Hỏi đáp với trợ lý tự động";

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const round = button("round", NAME, BUBBLE);
  const close = button("close", "Đóng khung hỏi đáp", CROSS);
  const panel = document.createElement("div");
  const frame = document.createElement("iframe");
  let isLoaded = false;

  function setAll(node, attributes) {
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  }

  function button(name, label, path) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    setAll(made, { "aria-label": label });
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    setAll(svg, { viewBox: "0 0 24 24", width: 28, height: 28, "aria-hidden": true });
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    setAll(shape, { d: path, fill: "currentColor" });
    svg.append(shape);
    made.append(svg);
    return made;
  }

  // A style sheet object passes the strictest policy of the website; older browsers know only
  // elements.
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
    setAll(panel, { role: "dialog", "aria-label": NAME });
    setAll(round, { "aria-expanded": false, "aria-controls": "panel" });
    frame.title = NAME;
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
