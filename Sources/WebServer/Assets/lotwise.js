// Helpers for keyboard and scanner. Every page works without them.
"use strict";

const box = document.querySelector("[data-number-box]");

const isTyping = (element) =>
  element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

// "/" goes to the number box; so does the first character of a scanner, which is then typed there.
document.addEventListener("keydown", (event) => {
  if (!box || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key.length !== 1 || event.key === " ") return;
  box.focus();
  box.select();
  if (event.key === "/") event.preventDefault();
});

// Escape leaves the box, so that arrow keys and the next scan work on the page again.
if (box) {
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") box.blur();
  });
}

// A form is sent once; its idempotency key guards it when this does not run.
document.querySelectorAll("form[data-once]").forEach((form) => {
  form.addEventListener("submit", () => {
    form.querySelectorAll("button[type=submit]").forEach((button) => {
      button.setAttribute("aria-disabled", "true");
    });
  });
  form.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest("[aria-disabled=true]")) event.preventDefault();
  });
});

// A list of numbers counts itself while it is scanned or typed.
document.querySelectorAll("textarea[data-count]").forEach((list) => {
  const count = document.getElementById(list.dataset.count);
  list.addEventListener("input", () => {
    if (count) count.textContent = list.value.split("\n").filter((line) => line.trim() !== "").length;
  });
});

// What a change had to say is told once: a page that is loaded again no longer asks for it.
const here = new URL(location.href);
if (here.searchParams.has("told")) {
  here.searchParams.delete("told");
  history.replaceState(history.state, "", here);
}

// A list keeps its place after an action: the same page comes back where it was left.
const place = "place:" + location.pathname;
try {
  const [top, at] = (sessionStorage.getItem(place) || "").split("@");
  sessionStorage.removeItem(place);
  if (top && Date.now() - Number(at) < 30000) window.scrollTo(0, Number(top));
  document.addEventListener("submit", (event) => {
    if (event.target.method === "post") sessionStorage.setItem(place, window.scrollY + "@" + Date.now());
  });
} catch {
  // Storage may be forbidden; the page then begins at its top.
}

// A page taken back from the browser's memory has forms that may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[aria-disabled=true]").forEach((button) => button.removeAttribute("aria-disabled"));
});
