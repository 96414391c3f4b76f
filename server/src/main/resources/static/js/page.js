// Small comforts for every page. Nothing depends on them.

// A notice about what was done leaves the address clean and is read out once; errors take the focus even when the
// browser has restored an older scroll position.
const errors = document.querySelector(".error-summary");
if (errors) {
  errors.focus();
}

// One click, one request: a second press while the first is under way would do it twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.sent) {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    return;
  }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Copy what a button points at.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(source.textContent.trim());
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  label.textContent = "Copied";
  setTimeout(() => (label.textContent = before), 2000);
});

// Escape closes what was opened.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  const open = document.activeElement?.closest("details.opens[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// What waits for the person shows without a reload, while they look. A part that has not changed is left alone, so that
// it is read out once.
const parts = [...document.querySelectorAll("[data-live]")].map((place) => ({ place, shown: null }));

async function refresh(part) {
  const answer = await fetch(part.place.dataset.live, { redirect: "error", headers: { Accept: "text/html" } });
  const text = answer.ok ? (await answer.text()).trim() : "";
  if (part.shown === null && answer.ok) {
    part.shown = part.place.innerHTML.trim();
  }
  if (answer.ok && text !== part.shown) {
    part.place.innerHTML = text;
    part.shown = text;
  }
}

setInterval(() => {
  if (!document.hidden) {
    parts.forEach((part) => refresh(part).catch(() => {}));
  }
}, 2000);
