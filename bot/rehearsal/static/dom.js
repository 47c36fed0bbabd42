// Small things that every part of the page makes.

const clock = new Intl.DateTimeFormat("vi-VN", {
  hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: "Asia/Ho_Chi_Minh",
});

export function make(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function pressable(className, text, work) {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", async () => {
    if (made.ariaDisabled === "true") return; // the first press is still being worked on
    made.ariaDisabled = "true"; // and not `disabled`, which would take the focus away
    try {
      await work();
    } finally {
      made.ariaDisabled = "false";
    }
  });
  return made;
}

export function timeOf(at) {
  const time = make("time", "", clock.format(new Date(at)));
  time.dateTime = at;
  return time;
}
